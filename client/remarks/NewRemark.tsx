// A remark while it is written: what it is about, the text, for whom; kept as a draft until it is posted.
import { NativeSelect, Text, UnstyledButton } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Id } from '#shared/kernel/primitives.ts';
import type { Passage } from '#shared/remarks/place.ts';
import type { Reacted } from '#shared/remarks/reactions.ts';
import { mayReact } from '#shared/remarks/rules.ts';
import { DraftClash } from '#client/drafts/DraftClash.tsx';
import { DraftWords } from '#client/drafts/DraftWords.tsx';
import { useDraft } from '#client/drafts/use-draft.ts';
import { sayDone } from '#client/kit/say.ts';
import { postRemark, refreshReview } from './data.ts';
import { draftPlaces, remarkDraftSchema } from './drafts.ts';
import { ReactionButtons } from './ReactionButtons.tsx';
import { RemarkQuote } from './RemarkQuote.tsx';
import { RemarkAudience } from './RemarkAudience.tsx';
import { RemarkWriter } from './RemarkWriter.tsx';
import { useRemarkReading } from './reading-context.ts';

interface Props {
  readonly id: Id;
  readonly isOpen: boolean;
  readonly onOpen: (isOpen: boolean) => void;
  /** Finds the marked words in the text as it is now; null: they are gone. */
  readonly find: (passage: Passage) => Passage | null;
  /** What can be remarked on without marking it: none where there is no text. */
  readonly sentences: () => Passage[];
  /** What was reacted to a sentence already. */
  readonly reactedTo: (sentence: Passage) => Reacted | undefined;
}

const shorten = (text: string) => (text.length > 70 ? `${text.slice(0, 70).trimEnd()}…` : text);

export const NewRemark = ({ id, isOpen, onOpen, find, sentences, reactedTo }: Props) => {
  const { key, personId, reader } = useRemarkReading();
  const [draft, keep, state] = useDraft(personId, draftPlaces.remark(key.reviewId, id), remarkDraftSchema);
  // Those of the text when writing began: the list does not change under the hand.
  const [choices] = useState(() => (draft?.place.passage ? [] : sentences()));
  const passage = draft?.place.passage ?? null;
  const found = passage && find(passage);
  const isLost = passage !== null && found === null;
  const post = useMutation({
    mutationFn: ({ place, ...fields }: NonNullable<typeof draft>) =>
      postRemark(key, { ...fields, place: { ...place, passage: found } }),
    onSuccess: () => {
      keep(null);
      sayDone('Your remark is posted.');
    },
    onError: () => {
      // The review may have been submitted anew meanwhile.
      refreshReview(key);
    },
  });
  if (!draft) return null;
  const leave = () => {
    if (draft.text.trim() === '') keep(null);
    onOpen(false);
  };
  if (!isOpen)
    return (
      <UnstyledButton
        className="remark-line"
        onClick={() => {
          onOpen(true);
        }}
      >
        {draft.text.trim() === '' ? 'Go on with your remark' : `Continue: ${draft.text}`}
      </UnstyledButton>
    );
  const at = choices.findIndex(({ position }) => position.start === passage?.position.start);
  return (
    <section className="remark-new" aria-label="New remark">
      {choices.length === 0 && passage && <RemarkQuote text={passage.quote.exact} />}
      {choices.length === 0 && !passage && (
        <Text size="sm" c="var(--text-quiet)">
          About this part as a whole
        </Text>
      )}
      {choices.length > 0 && (
        <NativeSelect
          size="xs"
          label="About"
          value={String(at)}
          data={[
            { value: '-1', label: 'This part as a whole' },
            ...choices.map(({ quote }, index) => ({ value: String(index), label: shorten(quote.exact) })),
          ]}
          onChange={(event) => {
            const chosen = choices[Number(event.currentTarget.value)] ?? null;
            keep({ ...draft, place: { ...draft.place, passage: chosen } });
          }}
        />
      )}
      {choices.length > 0 && passage && mayReact(reader) === true && (
        <ReactionButtons
          place={reactedTo(passage)?.place ?? draft.place}
          reacted={reactedTo(passage)}
          label="React to this sentence"
        />
      )}
      {isLost && (
        <Text size="sm" c="var(--warn)" role="alert">
          These words are not in the review any more: it was submitted anew.{' '}
          <UnstyledButton
            className="writer-toggle"
            onClick={() => {
              keep({ ...draft, place: { ...draft.place, passage: null } });
            }}
          >
            Remark on the part as a whole
          </UnstyledButton>
        </Text>
      )}
      <DraftClash
        draft={draft}
        state={state}
        textOf={({ text }) => text}
        withText={(one, text) => ({ ...one, text })}
      />
      <RemarkWriter
        label="Your remark"
        value={draft.text}
        verb="Post"
        busy={post.isPending}
        problem={post.error}
        isIncomplete={isLost}
        onChange={(text) => {
          keep({ ...draft, text });
        }}
        onLeave={leave}
        onSubmit={() => {
          post.mutate(draft);
        }}
      >
        <RemarkAudience
          audience={draft.audience}
          isHeld={draft.isHeld}
          onChange={(next) => {
            keep({ ...draft, ...next });
          }}
        />
        <DraftWords state={state} />
      </RemarkWriter>
    </section>
  );
};
