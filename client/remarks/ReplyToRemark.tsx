// One line that becomes a place to reply once it is asked for; what was typed is kept until it is sent.
import { Text, UnstyledButton } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { newId } from '#shared/kernel/primitives.ts';
import type { RemarkView } from '#shared/remarks/contract.ts';
import { mayReply } from '#shared/remarks/rules.ts';
import { DraftClash } from '#client/drafts/DraftClash.tsx';
import { DraftWords } from '#client/drafts/DraftWords.tsx';
import { useDraft } from '#client/drafts/use-draft.ts';
import { replyToRemark } from './data.ts';
import { draftPlaces, replyDraftSchema } from './drafts.ts';
import { useRemarkReading } from './reading-context.ts';
import { RemarkWriter } from './RemarkWriter.tsx';

export const ReplyToRemark = ({ remark }: { remark: RemarkView }) => {
  const { key, personId, reader } = useRemarkReading();
  const place = draftPlaces.reply(key.reviewId, remark.id);
  const [draft, keep, state] = useDraft(personId, place, replyDraftSchema);
  const [isOpen, setOpen] = useState(false);
  const send = useMutation({
    mutationFn: (reply: NonNullable<typeof draft>) => replyToRemark(key, remark.id, reply),
    onSuccess: () => {
      keep(null);
      setOpen(false);
    },
  });
  const verdict = mayReply(reader, remark);
  if (verdict !== true)
    return (
      <Text size="xs" c="var(--text-quiet)">
        {verdict.message}
      </Text>
    );
  if (!isOpen)
    return (
      <UnstyledButton
        className="remark-line"
        onClick={() => {
          setOpen(true);
        }}
      >
        {draft && draft.text.trim() !== '' ? `Continue: ${draft.text}` : 'Reply'}
      </UnstyledButton>
    );
  const { id, text } = draft ?? { id: newId(), text: '' };
  return (
    <>
      <DraftClash
        draft={draft}
        state={state}
        textOf={(one) => one.text}
        withText={(one, both) => ({ ...one, text: both })}
      />
      <RemarkWriter
        label="Your reply"
        value={text}
        verb="Reply"
        busy={send.isPending}
        problem={send.error}
        onChange={(next) => {
          keep(next === '' ? null : { id, text: next });
        }}
        onLeave={() => {
          setOpen(false);
        }}
        onSubmit={() => {
          send.mutate({ id, text });
        }}
      >
        {draft && <DraftWords state={state} />}
      </RemarkWriter>
    </>
  );
};
