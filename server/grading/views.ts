// Marks as they are stored -> as the staff and, once returned, the author see them.
import type { Criterion } from '#shared/feedback/criteria.ts';
import type { QueuedReview, ReturnedMarks, ReviewMarks } from '#shared/grading/contract.ts';
import {
  areSameMarkings,
  calculate,
  emptyMarking,
  isMarked,
  type Marking,
  type MarkState,
} from '#shared/grading/marks.ts';
import type { Person } from '#shared/accounts/contract.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import type { CountedReview } from '#server/reviews/public.ts';
import type { MarksRecord } from './store.ts';

export type Standing = Omit<CountedReview, 'questions' | 'answers'>;
type Names = ReadonlyMap<Id, string>;

/** People who have left the course, or whose account is gone, still wrote and marked. */
export const personOf = (names: Names, id: Id): Person => ({ id, name: names.get(id) ?? 'A former member' });

/** Whether the marks read differently from what the author was given; the note is not the author's. */
const isChangedSince = ({ returned, marking, version }: MarksRecord): boolean =>
  returned !== null &&
  (returned.version !== version ||
    !areSameMarkings({ ...returned.marking, note: '' } satisfies Marking, { ...marking, note: '' }));

const stateOf = (record: MarksRecord | undefined, criteria: readonly Criterion[]): MarkState => {
  if (record?.returned) return 'returned';
  if (!record || areSameMarkings(record.marking, emptyMarking)) return 'unmarked';
  return isMarked(criteria, record.marking) ? 'marked' : 'begun';
};

/** A line of the queue. */
export const viewQueued = (
  { reviewId, authorId, at, version, lateDays, percentLost }: Standing,
  record: MarksRecord | undefined,
  criteria: readonly Criterion[],
  names: Names,
  { graderId, held }: { readonly graderId: Id | null; readonly held: number },
): QueuedReview => ({
  ...{ reviewId, version, lateDays, percentLost },
  author: personOf(names, authorId),
  submittedAt: at.toISOString(),
  state: stateOf(record, criteria),
  markedVersion: record?.version ?? null,
  isChangedSince: !!record?.returned && (held > 0 || isChangedSince(record)),
  points: record ? calculate(criteria, record.marking, percentLost).points : null,
  revision: record?.revision ?? 0,
  graderId,
  changedBy: record?.changedBy ?? null,
});

/** For the staff who mark it. */
export const viewMarks = (
  { reviewId, version, percentLost }: Standing,
  record: MarksRecord | null,
  names: Names,
): ReviewMarks => ({
  reviewId,
  marking: record?.marking ?? emptyMarking,
  version: record?.version ?? version,
  countedVersion: version,
  percentLost,
  revision: record?.revision ?? 0,
  changedBy: record ? personOf(names, record.changedBy) : null,
  changedAt: record?.changedAt.toISOString() ?? null,
  returnedAt: record?.returned?.at.toISOString() ?? null,
});

/** For the author. The caller has asked the rule. */
export const viewReturned = (
  {
    version,
    at,
    marking: { marks, comments, overall },
    criteria,
    calculation,
  }: NonNullable<MarksRecord['returned']>,
  countedVersion: number,
): ReturnedMarks => ({
  ...{ version, countedVersion, criteria },
  marking: { marks, comments, overall },
  calculation: { ...calculation, lines: [...calculation.lines] },
  returnedAt: at.toISOString(),
});
