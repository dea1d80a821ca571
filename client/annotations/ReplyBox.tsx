// One line that becomes a place to write once it is asked for; what was typed is kept until it is sent.
import { UnstyledButton } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { ThreadView } from '#shared/annotations/views.ts';
import { mayReply } from '#shared/annotations/rules.ts';
import { newId } from '#shared/kernel/primitives.ts';
import { DraftClash } from '#client/drafts/DraftClash.tsx';
import { DraftWords } from '#client/drafts/DraftWords.tsx';
import { useDraft, useFormerDraft } from '#client/drafts/use-draft.ts';
import { AnonymousChoice } from './AudiencePicker.tsx';
import { reply } from './commands.ts';
import { draftPlaces, replyDraftSchema } from './draft-shapes.ts';
import { useReading } from './reading-context.ts';
import { Writer } from './Writer.tsx';

/** The place where one wrote is gone, and the focus with it. */
const takeLostFocus = (button: HTMLButtonElement | null) => {
  if (document.activeElement === document.body) button?.focus({ preventScroll: true });
};

export const ReplyBox = ({ thread }: { thread: ThreadView }) => {
  const { member } = useReading();
  const place = draftPlaces.reply(thread.documentId, thread.id);
  const [draft, keep, state] = useDraft(member.personId, place, replyDraftSchema);
  useFormerDraft(member.personId, `reply:${thread.id}`, replyDraftSchema, () => place);
  const [writing, setWriting] = useState(false);
  const [wrote, setWrote] = useState(false);
  const send = useMutation({
    mutationFn: ({ id, text, anonymous = false }: NonNullable<typeof draft>) =>
      reply(thread.id, id, text, anonymous),
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
        ref={wrote ? takeLostFocus : undefined}
        className="reply-open"
        onClick={() => {
          setWriting(true);
          setWrote(true);
          setWrote(true);
        }}
      >
        {draft && draft.text.trim() !== '' ? `Continue: ${draft.text}` : 'Reply'}
      </UnstyledButton>
    );
  const clash = (
    <DraftClash
      draft={draft}
      state={state}
      textOf={({ text }) => text}
      withText={(one, text) => ({ ...one, text })}
    />
  );
  return (
    <Writer
      label="Your reply"
      value={draft?.text ?? ''}
      verb="Reply"
      busy={send.isPending}
      problem={send.error}
      note={
        <>
          {draft && (state.theirs ? clash : <DraftWords state={state} />)}
          {(thread.visibility === 'class' || thread.visibility === 'group') && (
            <AnonymousChoice
              value={draft?.anonymous ?? false}
              onChange={(anonymous) => {
                keep({ ...(draft ?? { id: newId(), text: '' }), anonymous });
              }}
            />
          )}
        </>
      }
      minRows={2}
      thread={thread}
      onChange={(text) => {
        // Made with the first letter, so that a repeated try is recognised.
        keep({ ...(draft ?? { id: newId() }), text });
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
