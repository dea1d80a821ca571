// One line that becomes a place to write once it is asked for; what was typed is kept until it is sent.
import { UnstyledButton } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { ThreadView } from '#shared/annotations/contract.ts';
import { mayReply } from '#shared/annotations/rules.ts';
import { newId, type Id } from '#shared/kernel/primitives.ts';
import { reply } from './data.ts';
import { useDraft } from './drafts.ts';
import { useReading } from './reading-context.ts';
import { Writer } from './Writer.tsx';

interface ReplyDraft {
  /** Made with the first letter, so that a repeated try is recognised. */
  readonly id: Id;
  readonly text: string;
}

export const ReplyBox = ({ thread }: { thread: ThreadView }) => {
  const { member } = useReading();
  const [draft, keep] = useDraft<ReplyDraft>(member.personId, `reply:${thread.id}`);
  const [writing, setWriting] = useState(false);
  const send = useMutation({
    mutationFn: ({ id, text }: ReplyDraft) => reply(thread.id, id, text),
    onSuccess: () => {
      keep(null);
      setWriting(false);
    },
  });
  const verdict = mayReply(member, thread);
  if (verdict !== true) return <p className="quiet reply-closed">{verdict.message}</p>;
  if (!writing)
    return (
      <UnstyledButton
        className="reply-open"
        onClick={() => {
          setWriting(true);
        }}
      >
        {draft && draft.text.trim() !== '' ? `Continue: ${draft.text}` : 'Reply'}
      </UnstyledButton>
    );
  return (
    <Writer
      label="Your reply"
      value={draft?.text ?? ''}
      verb="Reply"
      busy={send.isPending}
      problem={send.error}
      minRows={2}
      onChange={(text) => {
        keep({ id: draft?.id ?? newId(), text });
      }}
      onLeave={() => {
        setWriting(false);
      }}
      onSubmit={() => {
        if (draft) send.mutate(draft);
      }}
    />
  );
};
