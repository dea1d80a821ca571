// Orders the rows of the table of reviews by one of its columns.
import type { ReviewStatus } from '#shared/reviews/contract.ts';
import { stateOrder } from './review-words.ts';

export type Column = 'name' | 'state' | 'words' | 'when';
export interface Order {
  readonly column: Column;
  readonly isDescending: boolean;
}

const byName = (a: ReviewStatus, b: ReviewStatus) => a.name.localeCompare(b.name, 'en');
const measures: Record<Exclude<Column, 'name'>, (row: ReviewStatus) => number | null> = {
  state: ({ state }) => stateOrder.indexOf(state),
  words: ({ submission }) => submission?.words ?? null,
  when: ({ submission }) => (submission ? new Date(submission.at).getTime() : null),
};

/** Rows that have nothing in the column come last in both directions; equal ones are ordered by name. */
export const sortRows = (rows: readonly ReviewStatus[], { column, isDescending }: Order): ReviewStatus[] => {
  const sign = isDescending ? -1 : 1;
  if (column === 'name') return rows.toSorted((a, b) => sign * byName(a, b));
  const measure = measures[column];
  return rows.toSorted((a, b) => {
    const [one, other] = [measure(a), measure(b)];
    if (one === null || other === null) return Number(one === null) - Number(other === null) || byName(a, b);
    return sign * (one - other) || byName(a, b);
  });
};
