// The marks of one review while somebody gives them: typed here, saved by themselves in the pauses, met by what others save.
import { useEffect, useMemo, useState } from 'react';
import type { ReviewMarks } from '#shared/grading/contract.ts';
import { areSameMarkings, type Marking } from '#shared/grading/marks.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { useDraft } from '#client/drafts/use-draft.ts';
import { isPassing } from '#client/kernel/passing.ts';
import { fieldOf, mergeMarkings, withField } from './merge-markings.ts';
import { markingDraftSchema, markingPlace, sendMarking, type MarkingDraft } from './send-marking.ts';

/** After the last keystroke; shorter than the pause after which a draft is sent, so that most never are. Milliseconds. */
const pauseMs = 700;
const firstRetryMs = 1000;
const lastRetryMs = 30_000;

export interface MarkingState {
  readonly marking: Marking;
  /** `clash`: somebody else changed the same; `away`: kept here and tried again; `refused`: see `problem`. */
  readonly progress: 'saved' | 'saving' | 'away' | 'refused' | 'clash';
  readonly problem: string | null;
  /** Names of fields as {@link mergeMarkings} gives them. */
  readonly clashes: readonly string[];
  change(part: Partial<Marking>): void;
  /** Says that the marks hold for this version of the review. */
  moveTo(version: number): void;
  settle(field: string, choice: 'mine' | 'theirs'): void;
}

export const useMarking = (personId: Id, meetingId: Id, marks: ReviewMarks): MarkingState => {
  const { reviewId } = marks;
  const [draft, keep, { isKept }] = useDraft(personId, markingPlace(meetingId, reviewId), markingDraftSchema);
  const [failure, setFailure] = useState<{ of: string; count: number; error: unknown } | null>(null);

  const isBehind = draft !== null && marks.revision > draft.revision;
  const { merged, clashes } = useMemo(
    () =>
      isBehind
        ? mergeMarkings(draft.base, draft.marking, marks.marking)
        : { merged: draft?.marking ?? marks.marking, clashes: [] },
    [isBehind, draft, marks.marking],
  );
  const isClash = clashes.length > 0;

  // Nothing to choose: what both have goes on from what the server has.
  useEffect(() => {
    if (!isBehind || isClash) return;
    keep(
      areSameMarkings(merged, marks.marking) && draft.version === marks.version
        ? null
        : { ...draft, marking: merged, base: marks.marking, revision: marks.revision },
    );
  }, [isBehind, isClash, draft, merged, marks, keep]);

  const text = draft && JSON.stringify(draft);
  const failures = failure?.of === text ? failure.count : 0;
  const isRefused = failures > 0 && !isPassing(failure?.error);
  useEffect(() => {
    if (text === null || isBehind || isRefused) return;
    const wait = failures === 0 ? pauseMs : Math.min(lastRetryMs, firstRetryMs * 2 ** failures);
    const timer = setTimeout(() => {
      sendMarking(personId, meetingId, reviewId).catch((error: unknown) => {
        setFailure({ of: text, count: failures + 1, error });
      });
    }, wait);
    return () => {
      clearTimeout(timer);
    };
  }, [text, isBehind, isRefused, failures, personId, meetingId, reviewId]);
  useEffect(() => {
    const again = () => void sendMarking(personId, meetingId, reviewId).catch(() => undefined);
    window.addEventListener('online', again);
    return () => {
      window.removeEventListener('online', again);
      // Left before the pause was over.
      again();
    };
  }, [personId, meetingId, reviewId]);

  const current = (): MarkingDraft =>
    draft ?? {
      ...{ reviewId, marking: marks.marking, base: marks.marking },
      ...{ revision: marks.revision, version: marks.version },
    };
  const away = isKept
    ? 'Offline. Kept on this device, sent when the server is back.'
    : 'Offline, and this browser keeps nothing: leave the page open.';
  return {
    marking: isClash ? (draft?.marking ?? merged) : merged,
    progress: isClash
      ? 'clash'
      : draft === null
        ? 'saved'
        : isRefused
          ? 'refused'
          : failures > 0
            ? 'away'
            : 'saving',
    problem:
      failures === 0 ? null : isRefused && failure?.error instanceof Error ? failure.error.message : away,
    clashes,
    change: (part) => {
      keep({ ...current(), marking: { ...current().marking, ...part } });
    },
    moveTo: (version) => {
      keep({ ...current(), version });
    },
    settle: (field, choice) => {
      const from = current();
      const theirs = fieldOf(marks.marking, field);
      // Made from theirs, mine is a change of its own; and theirs is no change any more.
      keep(
        choice === 'mine'
          ? { ...from, base: withField(from.base, field, theirs) }
          : { ...from, marking: withField(from.marking, field, theirs) },
      );
    },
  };
};
