// One saved reply while it is written or changed.
import { Alert, Button, Group, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { z } from 'zod';
import { gradingRoutes, type SavedReply } from '#shared/grading/contract.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { DraftWords } from '#client/drafts/DraftWords.tsx';
import { useDraft } from '#client/drafts/use-draft.ts';
import { call } from '#client/kernel/call.ts';
import { FormProblem } from '#client/kit/FormProblem.tsx';
import { currentOf } from '#client/kit/merging.ts';

/** What was typed and is not kept yet; a new one and each that is changed has its place. */
export const replyDraftSchema = z.object({ title: z.string(), text: z.string(), revision: z.number() });
export const replyPlace = (courseId: Id, { id, revision }: Pick<SavedReply, 'id' | 'revision'>): string =>
  `reply:${courseId}:${revision === 0 ? 'new' : id}`;

interface Props {
  readonly personId: Id;
  readonly courseId: Id;
  readonly reply: SavedReply;
  /** All replies after it was saved; null: given up. */
  readonly onDone: (all: SavedReply[] | null) => void;
}

export const ReplyForm = ({ personId, courseId, reply, onDone }: Props) => {
  const [draft, keep, state] = useDraft(personId, replyPlace(courseId, reply), replyDraftSchema);
  // Made from this revision, however often somebody else saved since.
  const { title, text, revision } = draft ?? reply;
  const save = useMutation({
    mutationFn: (from: number) =>
      call(gradingRoutes.putSavedReply, {
        params: { courseId, savedReplyId: reply.id },
        body: { title, text, revision: from },
      }),
    onSuccess: (all) => {
      keep(null);
      onDone(all);
    },
  });
  const theirs = save.error ? (currentOf(save.error) as SavedReply | null | undefined) : undefined;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(revision);
      }}
    >
      <Stack gap="sm">
        <TextInput
          label="Title"
          data-autofocus
          maxLength={80}
          value={title}
          onChange={({ currentTarget: { value } }) => {
            keep({ title: value, text, revision });
          }}
        />
        <Textarea
          label="Text"
          description="Plain Markdown, for whomever it is put in."
          autosize
          minRows={4}
          maxRows={14}
          maxLength={2000}
          value={text}
          onChange={({ currentTarget: { value } }) => {
            keep({ title, text: value, revision });
          }}
        />
        {theirs ? (
          <Alert variant="default" role="alert" title="Somebody else changed it meanwhile">
            <Text size="sm" className="grading-words">
              {theirs.title}: {theirs.text}
            </Text>
            <Button
              mt="xs"
              size="compact-sm"
              variant="default"
              onClick={() => {
                save.mutate(theirs.revision);
              }}
            >
              Save mine instead
            </Button>
          </Alert>
        ) : (
          <FormProblem error={save.error} />
        )}
        <Group justify="flex-end">
          <DraftWords state={state} />
          <Button
            variant="default"
            onClick={() => {
              keep(null);
              onDone(null);
            }}
          >
            Cancel
          </Button>
          <Button type="submit" loading={save.isPending} disabled={title.trim() === '' || text.trim() === ''}>
            Keep
          </Button>
        </Group>
      </Stack>
    </form>
  );
};
