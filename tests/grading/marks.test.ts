// Marks as pure facts: points from steps with every step, what fits the criteria, who may mark and see, how reviews are shared out.
import { describe, expect, test } from '@jest/globals';
import {
  areSameMarkings,
  calculate,
  emptyMarking,
  isMarked,
  misfitIn,
  type Marking,
} from '#shared/grading/marks.ts';
import { mayMarkReview, mayReadReturned } from '#shared/grading/rules.ts';
import { shuffledBy } from '#shared/grading/shuffle.ts';
import { splitEvenly } from '#shared/grading/split.ts';
import type { Role } from '#shared/courses/roles.ts';

const criteria = [
  { key: 'depth', title: 'Depth', steps: ['low', 'fair', 'good', 'high'] },
  { key: 'care', title: 'Care', steps: ['no', 'yes'] },
];
const marking = (part: Partial<Marking>): Marking => ({ ...emptyMarking, ...part });

describe('points', () => {
  test.each([
    ['nothing marked', {}, null, 0, { proposed: null, points: null, mean: null }],
    ['the lowest of all', { depth: 1, care: 1 }, null, 0, { proposed: 0, points: 0 }],
    ['the highest of all', { depth: 4, care: 2 }, null, 0, { proposed: 100, points: 100 }],
    ['the mean of shares, not of steps', { depth: 2, care: 2 }, null, 0, { proposed: 67, points: 67 }],
    ['only what has a mark', { depth: 3 }, null, 0, { proposed: 67, points: 67 }],
    ['what being late costs is taken off', { depth: 4, care: 2 }, null, 20, { proposed: 80, points: 80 }],
    ['never below nothing', { depth: 1, care: 2 }, null, 80, { proposed: 0, points: 0 }],
    ['half a point goes up', { depth: 2, care: 1 }, null, 0, { proposed: 17, points: 17 }],
    ['by hand, as it is', { depth: 4, care: 2 }, 62.5, 20, { proposed: 80, byHand: 62.5, points: 62.5 }],
    ['by hand without marks', {}, 0, 10, { proposed: null, byHand: 0, points: 0 }],
    [
      'a step that is not there (any more) counts for nothing',
      { depth: 9, care: 2 },
      null,
      0,
      { proposed: 100 },
    ],
  ] as const)('%s', (_, marks, points, lost, expected) => {
    expect(calculate(criteria, { marks, points }, lost)).toMatchObject(expected);
  });

  test('every step is shown', () => {
    expect(calculate(criteria, { marks: { depth: 2, care: 2 }, points: null }, 10)).toEqual({
      lines: [
        { title: 'Depth', step: 2, steps: 4, share: 1 / 3 },
        { title: 'Care', step: 2, steps: 2, share: 1 },
      ],
      ...{ mean: 2 / 3, percentLost: 10, proposed: 57, byHand: null, points: 57 },
    });
  });

  test('a marking may be returned with a step for every criterion, or with points set by hand', () => {
    expect(isMarked(criteria, marking({ marks: { depth: 1 } }))).toBe(false);
    expect(isMarked(criteria, marking({ marks: { depth: 1, care: 1 } }))).toBe(true);
    expect(isMarked(criteria, marking({ marks: { depth: 9, care: 1 } }))).toBe(false);
    expect(isMarked(criteria, marking({ points: 0 }))).toBe(true);
  });
});

test('a mark or comment for what is no criterion is refused, unless it stood there before', () => {
  const fine = marking({ marks: { depth: 4 }, comments: { care: 'Neat' } });
  expect(misfitIn(criteria, fine, emptyMarking)).toBeNull();
  expect(misfitIn(criteria, marking({ marks: { depth: 5 } }), emptyMarking)).toMatch(/higher/);
  const gone = marking({ marks: { style: 2 }, comments: { style: 'Dry' } });
  expect(misfitIn(criteria, marking({ marks: { style: 2 } }), emptyMarking)).toMatch(/marks/);
  expect(misfitIn(criteria, marking({ comments: { style: 'Dry' } }), emptyMarking)).toMatch(/comments/);
  expect(misfitIn(criteria, gone, gone)).toBeNull();
});

test('markings are the same whatever the order of their keys, and an empty comment is none', () => {
  const one = marking({ marks: { a: 1, b: 2 }, comments: { a: 'x', b: '' } });
  expect(areSameMarkings(one, marking({ marks: { b: 2, a: 1 }, comments: { a: 'x' } }))).toBe(true);
  for (const other of [{ note: 'x' }, { points: 0 }, { marks: { a: 2, b: 2 } }, { overall: 'x' }])
    expect(areSameMarkings(one, { ...one, ...other })).toBe(false);
});

describe('who', () => {
  const courseId = 'course';
  const review = { courseId, authorId: 'ada' };
  test.each<[string, Role, string, string, string | true]>([
    ['an instructor', 'instructor', 'ines', courseId, true],
    ['a TA', 'ta', 'tove', courseId, true],
    ['a TA who wrote it as a student', 'ta', 'ada', courseId, 'own_review'],
    ['the author', 'student', 'ada', courseId, 'not_found'],
    ['a classmate', 'student', 'ben', courseId, 'not_found'],
    ['an observer', 'observer', 'olga', courseId, 'observers_read'],
    ['staff of another course', 'instructor', 'eve', 'other', 'not_found'],
  ])('marks a review: %s', (_, role, personId, inCourse, expected) => {
    const verdict = mayMarkReview({ role, personId, courseId: inCourse }, review);
    expect(verdict === true || verdict.key).toBe(expected);
  });

  test.each<[string, Role, string, string, boolean, boolean]>([
    ['the author', 'student', 'ada', courseId, true, true],
    ['the author before it is returned', 'student', 'ada', courseId, false, false],
    ['the author, an observer now', 'observer', 'ada', courseId, true, true],
    ['the author, a TA now', 'ta', 'ada', courseId, true, true],
    ['a classmate', 'student', 'ben', courseId, true, false],
    ['the author in another course', 'student', 'ada', 'other', true, false],
  ])('sees what was returned: %s', (_, role, personId, inCourse, isReturned, expected) => {
    expect(mayReadReturned({ role, personId, courseId: inCourse }, { ...review, isReturned })).toBe(expected);
  });
});

describe('sharing out', () => {
  const reviews = Array.from({ length: 31 }, (_, at) => ({
    reviewId: `r${String(at)}`,
    authorId: `s${String(at)}`,
  }));
  const loadsOf = (dealt: ReadonlyMap<string, string>) =>
    ['t1', 't2', 't3'].map((id) => [...dealt.values()].filter((one) => one === id).length).sort();

  test('loads differ by one at most, and the same seed deals the same way', () => {
    const dealt = splitEvenly(reviews, ['t1', 't2', 't3'], 'meeting');
    expect(loadsOf(dealt)).toEqual([10, 10, 11]);
    expect(splitEvenly(reviews.toReversed(), ['t1', 't2', 't3'], 'meeting')).toEqual(dealt);
    expect(splitEvenly(reviews, ['t1', 't2', 't3'], 'another')).not.toEqual(dealt);
  });

  test('nobody gets their own review, also where it is the last to be dealt', () => {
    for (let seed = 0; seed < 200; seed += 1) {
      const own = [...reviews.slice(0, 4), { reviewId: 'own', authorId: 't1' }];
      const dealt = splitEvenly(own, ['t1', 't2'], String(seed));
      expect(dealt.get('own')).toBe('t2');
      expect(Math.abs([...dealt.values()].filter((id) => id === 't1').length - 2.5)).toBeLessThan(1);
    }
    expect(splitEvenly([{ reviewId: 'own', authorId: 't1' }], ['t1'], 'x').size).toBe(0);
  });

  test('a shuffle keeps everything, and what comes or goes leaves the others in order', () => {
    const ids = reviews.map(({ reviewId }) => reviewId);
    const shuffled = shuffledBy(ids, 'seed');
    expect(shuffled.toSorted()).toEqual(ids.toSorted());
    expect(shuffled).not.toEqual(ids);
    expect(shuffledBy(ids.slice(1), 'seed')).toEqual(shuffled.filter((id) => id !== 'r0'));
  });
});
