// Changes what one wrote; when it was changed elsewhere meanwhile, both versions are shown and one chooses.
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReplyView, ThreadView } from '#shared/annotations/views.ts';
import { DraftClash } from '#client/drafts/DraftClash.tsx';
import { DraftWords } from '#client/drafts/DraftWords.tsx';
import { SavedElsewhere } from '#client/drafts/SavedElsewhere.tsx';
import { useDraft, useFormerDraft } from '#client/drafts/use-draft.ts';
import { currentOf } from '#client/kit/merging.ts';
import { editReply, editThread } from './commands.ts';
import { draftPlaces, editDraftSchema } from './draft-shapes.ts';
import { KindPicker, type Choice } from './KindPicker.tsx';
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
  const place = draftPlaces.edit(thread.documentId, written.id);
  const [draft, keep, state] = useDraft(member.personId, place, editDraftSchema);
  useFormerDraft(member.personId, `edit:${written.id}`, editDraftSchema, () => place);
  // What was typed from an older text must not pass for a change of the present one.
  const [opened] = useState(written);
  const [openedChoice] = useState<Choice>({ kind: thread.kind, readingQuestion: thread.readingQuestion });
  const { text, revision } = draft ?? opened;
  const choice = draft?.choice ?? openedChoice;
  const keepPart = (part: { text?: string; revision?: number; choice?: Choice }) => {
    keep({ text, revision, ...(draft?.choice ? { choice: draft.choice } : {}), ...part });
  };
  const done = () => {
    keep(null);
    onDone();
  };
  const save = useMutation({
    mutationFn: (from: number) =>
      reply ? editReply(thread, reply.id, from, text) : editThread(thread, from, { ...choice, text }),
    onSuccess: done,
  });
  const current = (save.error ? currentOf(save.error) : undefined) as ThreadView | undefined;
  const theirs = reply ? current?.replies.find(({ id }) => id === reply.id) : current;

  return (
    <div className="edit-box">
      {!reply && (
        <KindPicker
          value={choice}
          onChoose={(chosen) => {
            keepPart({ choice: chosen });
          }}
        />
      )}
      {theirs && (
        <SavedElsewhere
          text={theirs.text}
          onSaveMine={() => {
            keepPart({ revision: theirs.revision });
            save.mutate(theirs.revision);
          }}
          onKeepTheirs={done}
        />
      )}
      <DraftClash
        draft={draft}
        state={state}
        textOf={(one) => one.text}
        withText={(one, both) => ({ ...one, text: both })}
      />
      <Writer
        label="Your text"
        value={text}
        onChange={(next) => {
          keepPart({ text: next });
        }}
        verb="Save"
        busy={save.isPending}
        problem={theirs ? null : save.error}
        thread={thread}
        note={draft && <DraftWords state={state} />}
        onLeave={onDone}
        onSubmit={() => {
          save.mutate(revision);
        }}
      />
    </div>
  );
};
