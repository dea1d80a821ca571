// When two people saved, what only one of them changed is kept and the rest waits for a choice.
import { expect, test } from '@jest/globals';
import { mergeFields } from '#client/kit/merging.ts';

const base = { title: 'A', place: 'Room 1', questions: ['one', 'two'], year: null as number | null };

test('a field that only the other changed is taken over', () => {
  const mine = { ...base, title: 'Mine' };
  const theirs = { ...base, place: 'Room 2', questions: ['one'] };
  expect(mergeFields(base, mine, theirs)).toEqual({
    merged: { ...base, title: 'Mine', place: 'Room 2', questions: ['one'] },
    clashes: [],
  });
});

test('a field that both changed stays as typed and is named', () => {
  const mine = { ...base, title: 'Mine', year: 1999 };
  const theirs = { ...base, title: 'Theirs' };
  expect(mergeFields(base, mine, theirs)).toEqual({ merged: mine, clashes: ['title'] });
});

test('the same change by both is no clash', () => {
  const both = { ...base, questions: ['three'] };
  expect(mergeFields(base, both, { ...both })).toEqual({ merged: both, clashes: [] });
});
