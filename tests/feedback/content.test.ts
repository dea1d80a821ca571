// What may be written by some criteria, what is missing of it, and when two texts are the same.
import { describe, expect, test } from '@jest/globals';
import {
  areSameContents,
  contentBy,
  emptyContent,
  marksBy,
  missingIn,
  type Content,
} from '#shared/feedback/content.ts';
import type { Criterion } from '#shared/feedback/criteria.ts';

const criteria: readonly Criterion[] = [
  { key: 'doubt', title: 'Doubt', question: 'Any?', steps: ['No', 'Yes'] },
  { key: 'style', title: 'Style', question: 'Good?', steps: ['Bad', 'Fair', 'Good'] },
];

test.each<[object, boolean]>([
  [{}, true],
  [{ doubt: 2 }, true],
  [{ doubt: 2, style: 3 }, true],
  [{ doubt: 3 }, false],
  [{ doubt: 0 }, false],
  [{ doubt: 1.5 }, false],
  [{ doubt: '1' }, false],
  [{ clarity: 1 }, false],
  [{ doubt: null }, false],
])('marks %j: %s', (marks, fits) => {
  expect(marksBy(criteria).safeParse(marks).success).toBe(fits);
  expect(contentBy(criteria).safeParse({ ...emptyContent, marks }).success).toBe(fits);
});

test('comments belong to criteria, and are short enough', () => {
  const fits = (comments: object) => contentBy(criteria).safeParse({ ...emptyContent, comments }).success;
  expect([fits({ doubt: '' }), fits({ clarity: 'x' }), fits({ doubt: 'x'.repeat(5001) })]).toEqual([
    true,
    false,
    false,
  ]);
});

describe('missingIn', () => {
  test.each<[Partial<Content>, string | null]>([
    [{}, '“Doubt” has no mark yet.'],
    [{ marks: { doubt: 1 } }, '“Style” has no mark yet.'],
    [{ marks: { doubt: 1, style: 3 }, overall: ' ' }, 'The overall comment is still empty.'],
    [{ marks: { doubt: 1, style: 3 }, overall: 'Good.' }, null],
  ])('%j: %s', (part, missing) => {
    expect(missingIn({ ...emptyContent, ...part }, criteria)).toBe(missing);
  });
});

test('no comment is the same as an empty one; another mark, comment or word is not', () => {
  const one: Content = { marks: { doubt: 1 }, comments: { doubt: '' }, overall: 'Good.' };
  expect(areSameContents(one, { ...one, comments: {} })).toBe(true);
  for (const change of [
    { marks: { doubt: 2 } },
    { marks: {} },
    { comments: { style: 'x' } },
    { overall: '' },
  ])
    expect(areSameContents(one, { ...one, ...change })).toBe(false);
});
