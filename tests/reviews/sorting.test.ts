// The table of reviews in every order: who has nothing in a column stands last.
import { expect, test } from '@jest/globals';
import { sortRows, type Order, type Row } from '#client/reviews/sorting.ts';

const row = (name: string, state: Row['state'], words?: number, day = 1): Row => ({
  id: name,
  name,
  state,
  isOpen: words !== undefined,
  words: words ?? null,
  note: '',
  citations: null,
  isExtended: false,
  submission:
    words === undefined
      ? null
      : { version: 1, at: `2026-10-0${String(day)}T12:00:00.000Z`, late: state === 'late', words },
});
const rows = [
  row('Ødegård', 'late', 90, 5),
  row('Ben', 'not_started'),
  row('Ada', 'submitted', 300, 2),
  row('Cleo', 'draft'),
  row('Ångström', 'submitted', 120, 3),
];
const sorted = (column: Order['column'], isDescending = false) =>
  sortRows(rows, { column, isDescending }).map(({ name }) => name);

test('by what somebody above knows of them', () => {
  const known: Record<string, number> = { Ben: 2, Ada: 9 };
  const byMore = (isDescending: boolean) =>
    sortRows(rows, { column: 'more', isDescending }, ({ id }) => known[id] ?? null).map(({ name }) => name);
  expect(byMore(false).slice(0, 2)).toEqual(['Ben', 'Ada']);
  expect(byMore(true)).toEqual(['Ada', 'Ben', 'Ångström', 'Cleo', 'Ødegård']);
});

test.each([
  ['name', ['Ada', 'Ångström', 'Ben', 'Cleo', 'Ødegård']],
  ['state', ['Ada', 'Ångström', 'Ødegård', 'Cleo', 'Ben']],
  ['words', ['Ødegård', 'Ångström', 'Ada', 'Ben', 'Cleo']],
  ['when', ['Ada', 'Ångström', 'Ødegård', 'Ben', 'Cleo']],
] as const)('by %s', (column, names) => {
  expect(sorted(column)).toEqual(names);
});

test('the other way round, still with the empty ones last', () => {
  expect(sorted('name', true)[0]).toBe('Ødegård');
  expect(sorted('words', true)).toEqual(['Ada', 'Ångström', 'Ødegård', 'Ben', 'Cleo']);
});
