// Calibration by its rules alone: whom a sample holds up, what is compared, and how the distance is said.
import { describe, expect, test } from '@jest/globals';
import { compareMarks, fitting, holdsUp, type SampleFacts } from '#shared/feedback/calibration.ts';
import { defaultCriteria as criteria, type Criterion } from '#shared/feedback/criteria.ts';
import { sayApart, sayComparison } from '#client/feedback/calibration/words.ts';

const at = (time: string) => new Date(`2026-10-${time}Z`);
const terms = { opensAt: at('05T12:00:00'), dueAt: at('08T12:00:00') };
const facts: SampleFacts = {
  ...{ courseId: 'c', onSince: at('05T12:00:00'), isOwn: false, isMarked: false },
};

test.each<[string, Partial<SampleFacts>, string, boolean]>([
  ['it was on when feedback began', {}, '05T13:00:00', true],
  ['it was switched on a moment later', { onSince: at('05T12:00:01') }, '05T13:00:00', false],
  ['it is off', { onSince: null }, '05T13:00:00', false],
  ['it is marked', { isMarked: true }, '05T13:00:00', false],
  ['it is one’s own', { isOwn: true }, '05T13:00:00', false],
  ['a day and a second is left', {}, '07T11:59:59', true],
  ['a day is left', {}, '07T12:00:00', false],
])('%s: %j at %s holds up: %s', (_, part, now, holds) => {
  expect(holdsUp({ ...facts, ...part }, terms, at(now))).toBe(holds);
});

describe('comparing', () => {
  const [first, second] = criteria as [Criterion, Criterion, ...Criterion[]];
  const all = (step: number) => Object.fromEntries(criteria.map(({ key }) => [key, step]));

  test('counts steps up and down from the other, in the other’s order', () => {
    const own = { criteria, marks: { ...all(2), [first.key]: 4 } };
    const other = { criteria: [second, first], marks: all(3) };
    expect(compareMarks(own, other).map(({ apart }) => apart)).toEqual([-1, 1]);
  });

  test('leaves out what only one of them marked, or marked on another scale', () => {
    const own = { criteria, marks: all(2) };
    const other = { criteria: [{ ...first, steps: ['No', 'Yes'] }, second], marks: { [first.key]: 2 } };
    expect(compareMarks(own, other)).toEqual([]);
  });

  test.each<[number[], string]>([
    [[0, 0], 'You marked every criterion as the staff did.'],
    [
      [0, 1, 2],
      'As the staff in 1 of 3 criteria; elsewhere 1 to 2 steps apart. You marked higher than they did.',
    ],
    [[-1, 0], 'As the staff in 1 of 2 criteria; elsewhere 1 step apart. You marked lower than they did.'],
    [[-1, 1], 'As the staff in 0 of 2 criteria; elsewhere 1 step apart.'],
    [[], 'The staff have marked this sample by other criteria since.'],
  ])('%j: %s', (distances, words) => {
    expect(
      sayComparison(distances.map((apart) => ({ criterion: first, own: 2, other: 2 - apart, apart }))),
    ).toBe(words);
  });

  test.each([
    [0, 'As the staff'],
    [1, '1 step above the staff'],
    [-2, '2 steps below the staff'],
  ])('%i: %s', (apart, words) => {
    expect(sayApart({ apart })).toBe(words);
  });
});

test('what was written by former criteria keeps what still fits', () => {
  const [first, second] = criteria as [Criterion, Criterion, ...Criterion[]];
  const content = {
    marks: { [first.key]: 3, [second.key]: 2, gone: 1 },
    comments: { [second.key]: 'Yes.', gone: 'No.' },
    overall: 'Good.',
  };
  expect(fitting(content, [{ ...first, steps: ['No', 'Yes'] }, second])).toEqual({
    marks: { [second.key]: 2 },
    comments: { [second.key]: 'Yes.' },
    overall: 'Good.',
  });
});
