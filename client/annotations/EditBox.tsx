// Changes what one wrote; when it was changed elsewhere meanwhile, both versions are shown and one chooses.
import { Alert, Button, Group, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReplyView, ThreadView } from '#shared/annotations/contract.ts';
import { Markdown } from '#client/kit/Markdown.tsx';
import { currentOf } from '#client/kit/merging.ts';
import { editReply, editThread } from './data.ts';
import { useDraft } from './drafts.ts';
import { KindPicker } from './KindPicker.tsx';
import { useReading } from './reading-context.ts';
import { Writer } from './Writer.tsx';

interface Props {
  readonly thread: ThreadView;
  /** Undefined: the thread's own text. */
  readonly reply?: ReplyView | undefined;
  readonly onDone: () => void;
}

export const EditBox = ({ thread, reply, onDone }: Props) => {
  const { member } = useReading();
  const written = reply ?? thread;
  const [draft, keep] = useDraft<string>(member.personId, `edit:${written.id}`);
  const [{ kind, readingQuestion }, setChoice] = useState(thread);
  const [revision, setRevision] = useState(written.revision);
  const text = draft ?? written.text;
  const save = useMutation({
    mutationFn: (from: number) =>
      reply
        ? editReply(thread.id, reply.id, from, text)
        : editThread(thread, from, { kind, readingQuestion, text }),
    onSuccess: () => {
      keep(null);
      onDone();
    },
  });
  const current = (save.error ? currentOf(save.error) : undefined) as ThreadView | undefined;
  const theirs = reply ? current?.replies.find(({ id }) => id === reply.id) : current;

  return (
    <div className="edit-box">
      {!reply && (
        <KindPicker
          value={{ kind, readingQuestion }}
          onChoose={(choice) => {
            setChoice({ ...thread, ...choice });
          }}
        />
      )}
      {theirs && (
        <Alert color="yellow" variant="light" p="xs" role="alert">
          <Text size="sm" fw={600} c="var(--warn)">
            Saved elsewhere meanwhile
          </Text>
          <Markdown text={theirs.text} />
          <Group gap={6} mt={6}>
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => {
                setRevision(theirs.revision);
                save.mutate(theirs.revision);
              }}
            >
              Save mine instead
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => {
                keep(null);
                onDone();
              }}
            >
              Keep that version
            </Button>
          </Group>
        </Alert>
      )}
      <Writer
        label="Your text"
        value={text}
        onChange={keep}
        verb="Save"
        busy={save.isPending}
        problem={theirs ? null : save.error}
        onLeave={onDone}
        onSubmit={() => {
          save.mutate(revision);
        }}
      />
    </div>
  );
};
