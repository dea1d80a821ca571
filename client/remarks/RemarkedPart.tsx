// One part of a review with what was said about it: marks in the text, the bar at a selection, and the list below.
import { Button } from '@mantine/core';
import { IconMessagePlus } from '@tabler/icons-react';
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import type { Range as Stretch } from '#shared/annotations/page-text.ts';
import { newId, type Id } from '#shared/kernel/primitives.ts';
import type { RemarkView } from '#shared/remarks/contract.ts';
import type { Passage } from '#shared/remarks/place.ts';
import type { Reacted } from '#shared/remarks/reactions.ts';
import { mayReact, mayRemark } from '#shared/remarks/rules.ts';
import type { Question } from '#shared/reviews/form.ts';
import { keepDraft, useDrafts } from '#client/drafts/use-draft.ts';
import { DrawnMarks } from './DrawnMarks.tsx';
import { draftPlaces, remarkDraftSchema, type RemarkDraft } from './drafts.ts';
import { hasHighlights } from './highlights.ts';
import { NewRemark } from './NewRemark.tsx';
import { placeIn } from './part-places.ts';
import { ReactedSentences } from './ReactedSentences.tsx';
import { passageAt, rangeOf } from './readable.ts';
import { RemarkList } from './RemarkList.tsx';
import { SelectedBar } from './SelectedBar.tsx';
import { sentenceAt, sentencesOf } from './sentences.ts';
import { remarkAt, useMarks } from './use-marks.ts';
import { useToggled } from './use-toggled.ts';
import { useReadable, useSelected } from './use-readable.ts';
import { useRemarkReading } from './reading-context.ts';

interface Props {
  readonly question: Question;
  /** Text that can be marked; other answers are remarked on as a whole. */
  readonly isText: boolean;
  readonly remarks: readonly RemarkView[];
  readonly reacted: readonly Reacted[];
  /** The remark that an address or a notice led to. */
  readonly wantedId: Id | undefined;
  /** How the sentence begins that an address led to. */
  readonly wantedWords: string | undefined;
  readonly children: ReactNode;
}

export const RemarkedPart = ({
  question,
  isText,
  remarks,
  reacted,
  wantedId,
  wantedWords,
  children,
}: Props) => {
  const { key, personId, reader, isMarking } = useRemarkReading();
  const root = useRef<HTMLDivElement>(null);
  const drawn = useReadable(root);
  const readable = isText ? drawn : null;
  const [selected, clearSelected] = useSelected(root, readable);
  const [toggled, toggle] = useToggled();
  const [writingId, setWritingId] = useState<Id | null>(null);
  const places = useMemo(() => placeIn(readable, remarks, reacted), [readable, remarks, reacted]);
  const drafts = useDrafts(personId, draftPlaces.remarks(key.reviewId), remarkDraftSchema).filter(
    ({ place }) => place.part === question.key,
  );
  const writing = drafts.find(({ id }) => id === writingId)?.place.passage ?? null;
  const marks = useMarks(readable, places, { toggled, writing });

  const lead = (id: Id) => {
    toggle(id, true);
    requestAnimationFrame(() => {
      const card = document.getElementById(`remark-${id}`);
      card?.scrollIntoView({ block: 'nearest' });
      card?.focus({ preventScroll: true });
    });
  };
  const isWanted = remarks.some(({ id }) => id === wantedId);
  const led = useRef(lead);
  useEffect(() => {
    led.current = lead;
  });
  useEffect(() => {
    if (isWanted && wantedId !== undefined) led.current(wantedId);
  }, [isWanted, wantedId]);

  const wanted =
    wantedWords === undefined
      ? undefined
      : places.reacted.find(({ item }) => item.place?.passage?.quote.exact.startsWith(wantedWords))?.stretch;
  const wasShown = useRef(false);
  useEffect(() => {
    if (!wanted || !readable || wasShown.current) return;
    wasShown.current = true;
    rangeOf(readable, wanted)?.startContainer.parentElement?.scrollIntoView({ block: 'center' });
  }, [wanted, readable]);

  const passageOf = (stretch: Stretch | null) => (stretch && readable ? passageAt(readable, stretch) : null);
  const begin = (passage: Passage | null) => {
    const id = newId();
    const draft: RemarkDraft = {
      ...{ id, text: '', place: { part: question.key, passage } },
      ...(isMarking ? { audience: 'author', isHeld: true } : { audience: 'readers', isHeld: false }),
    };
    keepDraft(personId, draftPlaces.remark(key.reviewId, id), draft);
    setWritingId(id);
    clearSelected();
  };

  const reactedAt = (sentence: Stretch | null) =>
    sentence === null
      ? undefined
      : places.reacted.find(
          ({ stretch }) => stretch && stretch.start < sentence.end && stretch.end > sentence.start,
        );
  const canRemark = mayRemark(reader, 'readers') === true;
  const chosen = selected && passageOf(selected.stretch);
  const sentence =
    selected && readable && mayReact(reader) === true ? sentenceAt(readable, selected.stretch) : null;
  // What others reacted to stays one and the same place, also where the sentence was polished since.
  const given = reactedAt(sentence);
  const sentencePassage = passageOf(sentence);
  const sentencePlace =
    given?.item.place ?? (sentencePassage && { part: question.key, passage: sentencePassage });
  return (
    <div className="remarked-part">
      {/* The keyboard reaches every remark in the list below. */}
      {/* eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions */}
      <div
        className="remarked-text"
        ref={root}
        onClick={(event) => {
          const id = remarkAt(event, readable, places.remarks);
          if (id !== null) lead(id);
        }}
      >
        {children}
      </div>
      {!hasHighlights() && <DrawnMarks root={root} marks={marks} />}
      {selected && (canRemark || sentencePlace) && (
        <SelectedBar
          selected={selected}
          fits={canRemark && chosen !== null}
          sentence={sentencePlace}
          reacted={given?.item}
          onRemark={() => {
            begin(chosen);
          }}
          onDone={clearSelected}
        />
      )}
      <ReactedSentences part={question.key} places={places} />
      <RemarkList
        label={`Remarks on ${question.title}`}
        remarks={places.remarks.map(({ item }) => item)}
        toggled={toggled}
        onToggle={toggle}
      />
      {places.lost.length > 0 && (
        <>
          <p className="remark-group quiet">On an earlier version of this part</p>
          <RemarkList
            label={`Remarks on an earlier version of ${question.title}`}
            remarks={places.lost}
            toggled={toggled}
            onToggle={toggle}
          />
        </>
      )}
      {drafts.map(({ id }) => (
        <NewRemark
          key={id}
          id={id}
          isOpen={id === writingId}
          onOpen={(isOpen) => {
            setWritingId(isOpen ? id : null);
          }}
          reactedTo={(passage) => reactedAt(places.find(passage))?.item}
          find={(passage) => passageOf(places.find(passage))}
          sentences={() => (readable ? sentencesOf(readable).flatMap((one) => passageOf(one) ?? []) : [])}
        />
      ))}
      {canRemark && writingId === null && (
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          className="remark-begin no-print"
          leftSection={<IconMessagePlus size={16} aria-hidden />}
          onClick={() => {
            begin(null);
          }}
        >
          Remark<span className="visually-hidden"> on {question.title}</span>
        </Button>
      )}
    </div>
  );
};
