// Changes what one wrote; when it was changed elsewhere meanwhile, both versions are shown and one chooses.
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Id } from '#shared/kernel/primitives.ts';
import type { PostView, RemarkView } from '#shared/remarks/contract.ts';
import { DraftClash } from '#client/drafts/DraftClash.tsx';
import { DraftWords } from '#client/drafts/DraftWords.tsx';
import { SavedElsewhere } from '#client/drafts/SavedElsewhere.tsx';
import { useDraft } from '#client/drafts/use-draft.ts';
import { currentOf } from '#client/kit/merging.ts';
import { editRemark } from './data.ts';
import { draftPlaces, editDraftSchema } from './drafts.ts';
import { useRemarkReading } from './reading-context.ts';
import { RemarkWriter } from './RemarkWriter.tsx';

interface Props {
  readonly remarkId: Id;
  readonly post: PostView;
  readonly onDone: () => void;
}

export const EditRemark = ({ remarkId, post, onDone }: Props) => {
  const { key, personId } = useRemarkReading();
  const [draft, keep, state] = useDraft(personId, draftPlaces.edit(key.reviewId, post.id), editDraftSchema);
  // What was typed from an older text must not pass for a change of the present one.
  const [opened] = useState(post);
  const { text, revision } = draft ?? opened;
  const done = () => {
    keep(null);
    onDone();
  };
  const save = useMutation({
    mutationFn: (from: number) => editRemark(key, remarkId, post.id, text, from),
    onSuccess: done,
  });
  const current = (save.error ? currentOf(save.error) : undefined) as RemarkView | undefined;
  const theirs = current && [current, ...current.replies].find(({ id }) => id === post.id);
  return (
    <>
      {theirs && (
        <SavedElsewhere
          text={theirs.text}
          onSaveMine={() => {
            keep({ text, revision: theirs.revision });
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
      <RemarkWriter
        label="Your text"
        value={text}
        verb="Save"
        busy={save.isPending}
        problem={theirs ? null : save.error}
        onChange={(next) => {
          keep({ text: next, revision });
        }}
        onLeave={onDone}
        onSubmit={() => {
          save.mutate(revision);
        }}
      >
        {draft && <DraftWords state={state} />}
      </RemarkWriter>
    </>
  );
};
