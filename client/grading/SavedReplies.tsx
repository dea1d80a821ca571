// Replies that the staff of a course share: found by a few letters, put in at the caret, made from a selection, changed, removed.
import { ActionIcon, Button, Group, Modal, Stack, Text, TextInput, UnstyledButton } from '@mantine/core';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type KeyboardEvent } from 'react';
import { gradingRoutes, type SavedReply } from '#shared/grading/contract.ts';
import { newId, type Id } from '#shared/kernel/primitives.ts';
import { useDraft } from '#client/drafts/use-draft.ts';
import { call } from '#client/kernel/call.ts';
import { queryClient } from '#client/kernel/query.ts';
import { sayRefused } from '#client/kit/say.ts';
import { sayUndoable } from '#client/kit/say-undoable.tsx';
import { Query } from '#client/kit/Query.tsx';
import { savedRepliesQuery } from './data.ts';
import { replyDraftSchema, ReplyForm, replyPlace } from './ReplyForm.tsx';

interface Props {
  readonly personId: Id;
  readonly courseId: Id;
  /** What was selected in the field, to be kept as a reply. */
  readonly selected: string;
  /** Null: there is no comment to put it into. */
  readonly onChoose: ((text: string) => void) | null;
  readonly onClose: () => void;
}

const put = (courseId: Id, all: SavedReply[]) => {
  queryClient.setQueryData(savedRepliesQuery(courseId).queryKey, all);
};
const fits = ({ title, text }: SavedReply, words: string): boolean =>
  words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => `${title} ${text}`.toLowerCase().includes(word));

const focusNext = ({ key, currentTarget }: KeyboardEvent<HTMLElement>): boolean => {
  const rows = [
    ...(currentTarget.closest('.grading-replies')?.querySelectorAll<HTMLElement>('.grading-reply') ?? []),
  ];
  const at = rows.indexOf(currentTarget);
  const next = key === 'ArrowDown' ? rows[at + 1] : key === 'ArrowUp' && at > 0 ? rows[at - 1] : undefined;
  next?.focus();
  return next !== undefined;
};

const Replies = ({ personId, courseId, selected, onChoose }: Omit<Props, 'onClose'>) => {
  const newPlace = replyPlace(courseId, { id: '', revision: 0 });
  const [begun, keepBegun] = useDraft(personId, newPlace, replyDraftSchema);
  const query = useQuery(savedRepliesQuery(courseId));
  const [words, setWords] = useState('');
  const [edited, setEdited] = useState<SavedReply | null>(null);
  const restore = useMutation({
    mutationFn: ({ id, title, text }: SavedReply) =>
      call(gradingRoutes.putSavedReply, {
        params: { courseId, savedReplyId: id },
        body: { title, text, revision: 0 },
      }),
    onSuccess: (all) => {
      put(courseId, all);
    },
    onError: sayRefused,
  });
  const remove = useMutation({
    mutationFn: ({ id }: SavedReply) =>
      call(gradingRoutes.removeSavedReply, { params: { courseId, savedReplyId: id } }),
    onSuccess: (all, reply) => {
      put(courseId, all);
      sayUndoable(`“${reply.title}” removed.`, () => {
        restore.mutate(reply);
      });
    },
    onError: sayRefused,
  });
  const begin = (words: string) => {
    // What was begun before is still there.
    const text = [begun?.text ?? '', words].filter((one) => one.trim() !== '').join('\n\n');
    if (words !== '') keepBegun({ title: begun?.title ?? '', text, revision: 0 });
    setEdited({ id: newId(), title: '', text, revision: 0 });
  };
  if (edited)
    return (
      <ReplyForm
        personId={personId}
        courseId={courseId}
        reply={edited}
        onDone={(all) => {
          if (all) put(courseId, all);
          setEdited(null);
        }}
      />
    );
  return (
    <Query query={query}>
      {(all) => {
        const found = all.filter((reply) => fits(reply, words));
        return (
          <Stack gap="sm" className="grading-replies">
            <TextInput
              className="grading-reply-search"
              aria-label="Find a reply"
              placeholder="Find by title or words"
              data-autofocus
              value={words}
              onChange={({ currentTarget: { value } }) => {
                setWords(value);
              }}
              onKeyDown={(event) => {
                const { key, currentTarget } = event;
                const first = found[0];
                if (key === 'Enter' && first && onChoose) onChoose(first.text);
                if (key === 'ArrowDown')
                  currentTarget
                    .closest('.grading-replies')
                    ?.querySelector<HTMLElement>('.grading-reply')
                    ?.focus();
              }}
            />
            <ul className="grading-reply-list">
              {found.map((reply) => (
                <li key={reply.id}>
                  <UnstyledButton
                    className="grading-reply"
                    disabled={onChoose === null}
                    onClick={() => onChoose?.(reply.text)}
                    onKeyDown={(event) => {
                      if (focusNext(event)) event.preventDefault();
                    }}
                  >
                    <strong>{reply.title}</strong>
                    <span className="grading-reply-text">{reply.text}</span>
                  </UnstyledButton>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    size="lg"
                    aria-label={`Change “${reply.title}”`}
                    onClick={() => {
                      setEdited(reply);
                    }}
                  >
                    <IconPencil size={18} />
                  </ActionIcon>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    size="lg"
                    aria-label={`Remove “${reply.title}”`}
                    onClick={() => {
                      remove.mutate(reply);
                    }}
                  >
                    <IconTrash size={18} />
                  </ActionIcon>
                </li>
              ))}
            </ul>
            {found.length === 0 && (
              <Text c="dimmed" size="sm">
                {all.length === 0
                  ? 'No saved replies yet. What you write again and again is kept here for all staff of the course.'
                  : 'No reply has these words.'}
              </Text>
            )}
            {onChoose === null && all.length > 0 && (
              <Text c="dimmed" size="sm">
                Open a comment first, to put a reply into it.
              </Text>
            )}
            <Group gap="xs">
              {selected.trim() !== '' && (
                <Button
                  variant="light"
                  onClick={() => {
                    begin(selected);
                  }}
                >
                  Keep the selected words
                </Button>
              )}
              <Button
                variant="default"
                onClick={() => {
                  begin('');
                }}
              >
                {begun ? 'Go on with your new reply' : 'New reply'}
              </Button>
            </Group>
          </Stack>
        );
      }}
    </Query>
  );
};

export const SavedReplies = ({ opened, onClose, ...props }: Props & { opened: boolean }) => (
  // The caret goes where the reply was put, not back to what opened this.
  <Modal
    opened={opened}
    onClose={onClose}
    title="Saved replies"
    size="lg"
    returnFocus={false}
    closeOnClickOutside={false}
  >
    {opened && <Replies {...props} />}
  </Modal>
);
