// Orders the rows of the table of reviews by one of its columns.
import type { Review, ReviewStatus } from '#shared/reviews/contract.ts';
import { stateOrder } from './review-words.ts';

/** A row of the table; `id` is the student's for staff, the review's for classmates, who may not know the student. */
export interface Row {
  readonly id: string;
  readonly name: string;
  readonly state: ReviewStatus['state'];
  /** Whether there is something to read. */
  readonly isOpen: boolean;
  readonly words: number | null;
  readonly submission: ReviewStatus['submission'];
  readonly note: string;
  /** All links to passages and threads; null where nothing was submitted, or for classmates. */
  readonly citations: number | null;
  readonly isExtended: boolean;
  /** How much was said about it, as far as the page knows. */
  readonly said?: number | undefined;
}

/** What being late costs, and until when more time was given. */
const noteOf = ({ extendedUntil, lateDays, percentLost, role }: ReviewStatus): string =>
  [
    role ?? '',
    extendedUntil === null ? '' : 'extended',
    lateDays > 0 ? (lateDays === 1 ? '1 day late' : `${String(lateDays)} days late`) : '',
    percentLost > 0 ? `−${String(percentLost)} %` : '',
  ]
    .filter(Boolean)
    .join(', ');

export const rowOfStatus = (status: ReviewStatus): Row => ({
  id: status.personId,
  name: status.name,
  state: status.state,
  isOpen: status.submission !== null,
  words: status.submission?.words ?? null,
  submission: status.submission,
  note: noteOf(status),
  citations: status.submission && status.citations.reduce((sum, { count }) => sum + count, 0),
  isExtended: status.extendedUntil !== null,
});

/** What is known about a review is in the review itself. */
export const rowOfReview = ({ id, author, alias, words, submission, isPicked }: Review): Row => ({
  id: author?.id ?? id,
  name: author?.name ?? alias,
  state: submission?.late ? 'late' : 'submitted',
  isOpen: true,
  words,
  submission,
  note: isPicked ? 'among the best' : '',
  citations: null,
  isExtended: false,
});

/** `more` is a column that somebody above has added. */
export type Column = 'name' | 'state' | 'words' | 'citations' | 'said' | 'when' | 'more';
export interface Order {
  readonly column: Column;
  readonly isDescending: boolean;
}

const byName = (a: Row, b: Row) => a.name.localeCompare(b.name, 'en');
type Measure = (row: Row) => number | null;
const measures: Record<Exclude<Column, 'name' | 'more'>, Measure> = {
  state: ({ state }) => stateOrder.indexOf(state),
  words: ({ words }) => words,
  citations: ({ citations }) => citations,
  said: ({ said }) => said ?? null,
  when: ({ submission }) => (submission ? new Date(submission.at).getTime() : null),
};

/** Rows that have nothing in the column come last in both directions; equal ones are ordered by name. */
export const sortRows = (
  rows: readonly Row[],
  { column, isDescending }: Order,
  more: Measure = () => null,
): Row[] => {
  const sign = isDescending ? -1 : 1;
  if (column === 'name') return rows.toSorted((a, b) => sign * byName(a, b));
  const measure = column === 'more' ? more : measures[column];
  return rows.toSorted((a, b) => {
    const [one, other] = [measure(a), measure(b)];
    if (one === null || other === null) return Number(one === null) - Number(other === null) || byName(a, b);
    return sign * (one - other) || byName(a, b);
  });
};
