// The marks of one review while somebody gives them: they save themselves, and meet what others save.
import { useMemo } from 'react';
import type { ReviewMarks } from '#shared/grading/contract.ts';
import type { Marking } from '#shared/grading/marks.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { useAutosave, type Autosave } from '#client/drafts/use-autosave.ts';
import { markingTarget, savedOf } from './send-marking.ts';

export interface MarkingState extends Pick<Autosave<unknown>, 'progress' | 'problem' | 'clashes' | 'settle'> {
  readonly marking: Marking;
  change(part: Partial<Marking>): void;
  /** Says that the marks hold for this version of the review. */
  moveTo(version: number): void;
}

export const useMarking = (personId: Id, meetingId: Id, marks: ReviewMarks): MarkingState => {
  const { reviewId } = marks;
  const target = useMemo(() => markingTarget(personId, meetingId, reviewId), [personId, meetingId, reviewId]);
  const saved = useMemo(() => savedOf(marks), [marks]);
  const { value, change, ...state } = useAutosave(target, saved);
  return {
    ...state,
    marking: value.marking,
    change: (part) => {
      change((given) => ({ ...given, marking: { ...given.marking, ...part } }));
    },
    moveTo: (version) => {
      change((given) => ({ ...given, version }));
    },
  };
};
