// The scores for giving feedback, step by step with numbers worked out by hand.
import { describe, expect, test } from '@jest/globals';
import { defaultCriteria as criteria, type Criterion } from '#shared/feedback/criteria.ts';
import { agreementOf, drawnToClass, scoreAll, type Given } from '#shared/feedback/scores.ts';

const all = (step: number) => Object.fromEntries(criteria.map(({ key }) => [key, step]));
const marked = (step: number) => ({ marks: all(step), criteria });
let made = 0;
const given = (giverId: string, reviewId: string, step: number | null, more: Partial<Given> = {}): Given => ({
  id: `f${String(++made)}`,
  ...{ giverId, reviewId, criteria, marks: step === null ? null : all(step) },
  ...{ usefulness: null, staffMarks: null, ...more },
});
const scoreOf = (giverId: string, feedbacks: readonly Given[]) => {
  const score = scoreAll(feedbacks).get(giverId);
  if (!score) throw new Error('no score');
  return score;
};

test('agreement falls in a straight line with the distance', () => {
  expect([1, 2, 3, 4].map((step) => agreementOf(marked(step), marked(1)))).toEqual(
    [1, 2 / 3, 1 / 3, 0].map((one) => expect.closeTo(one)),
  );
  expect(agreementOf({ marks: {}, criteria }, marked(2))).toBeNull();
});

describe('criteria that differ', () => {
  const [first, second] = criteria as [Criterion, Criterion, ...Criterion[]];
  const twoSteps = { ...first, steps: ['No', 'Yes'] };

  test('each distance is measured by its own criterion’s steps', () => {
    const mixed = [twoSteps, second];
    const one = { criteria: mixed, marks: { [first.key]: 1, [second.key]: 1 } };
    const other = { criteria: mixed, marks: { [first.key]: 2, [second.key]: 2 } };
    // All of one step of one, and one of three: (1 + 1/3) / 2 apart.
    expect(agreementOf(one, other)).toBeCloseTo(1 / 3);
  });

  test('what only one of them has, or has with other steps, is not compared', () => {
    const own = marked(4);
    const fewer = { criteria: [second], marks: { [second.key]: 4 } };
    const scaled = { criteria: [twoSteps, second], marks: { [first.key]: 1, [second.key]: 4 } };
    expect([agreementOf(own, fewer), agreementOf(own, scaled)]).toEqual([1, 1]);
    expect(agreementOf(own, { criteria: [twoSteps], marks: { [first.key]: 1 } })).toBeNull();
  });

  test('staff marks that cannot be compared leave the median as the reference', () => {
    const strange = { criteria: [twoSteps], marks: { [first.key]: 1 } };
    const three = ['ada', 'ben', 'cleo'].map((who) => given(who, 'x', 2, { staffMarks: strange }));
    expect(scoreOf('ada', three).feedbacks).toMatchObject([{ reference: 'median', agreement: 1 }]);
    expect(scoreOf('ada', three.slice(0, 2)).feedbacks).toMatchObject([{ reference: null }]);
  });
});

test('few observations say little: n / (n + 3) is one’s own', () => {
  expect(drawnToClass(1, 1, 0)).toBeCloseTo(1 / 4);
  expect(drawnToClass(1, 3, 0)).toBeCloseTo(1 / 2);
  expect(drawnToClass(0.5, 7, 0.5)).toBeCloseTo(0.5);
});

test('completion alone counts while there is nothing else to go by', () => {
  const score = scoreOf('ada', [given('ada', 'x', 3), given('ada', 'y', null)]);
  expect(score).toMatchObject({ asked: 2, submitted: 1, points: 50 });
  expect(score.parts.completion.weight).toBe(1);
  expect(score.parts.agreement).toMatchObject({ count: 0, result: null, weight: 0 });
});

test('usefulness is the authors’ rating, drawn to the class’s mean', () => {
  const feedbacks = [
    given('ada', 'x', 3, { usefulness: 5 }),
    given('ben', 'x', 3, { usefulness: 1 }),
    // A rating of something that is not there counts nothing.
    given('ben', 'y', null, { usefulness: 5 }),
  ];
  const score = scoreOf('ada', feedbacks);
  // Own 1, class 0.5: (1 x 1 + 3 x 0.5) / 4 = 0.625; weights 60 and 30 of 90.
  expect(score.parts.usefulness).toMatchObject({ count: 1, own: 1, ofClass: 0.5, result: 0.625 });
  expect(score.points).toBe(87.5);
  expect(scoreOf('ben', feedbacks).points).toBeCloseTo(Math.round(((0.5 * 2 + 0.375) * 1000) / 3) / 10);
});

describe('agreement', () => {
  test('is measured against the staff’s marks wherever there are some', () => {
    const one = given('ada', 'x', 4, { staffMarks: marked(1) });
    const score = scoreOf('ada', [one, given('ben', 'x', 4), given('cleo', 'x', 4)]);
    expect(score.feedbacks).toMatchObject([{ reference: 'staff', agreement: 0 }]);
  });

  test('else against the others’ median, without one’s own, from three feedbacks on', () => {
    const two = [given('ada', 'x', 4), given('ben', 'x', 1)];
    expect(scoreOf('ada', two).feedbacks).toMatchObject([{ reference: null, agreement: null }]);
    const three = [...two, given('cleo', 'x', 1)];
    expect(scoreOf('ada', three).feedbacks).toMatchObject([{ reference: 'median', agreement: 0 }]);
    // For Ben the others say 4 and 1: 2.5 in the middle, half of the way off.
    expect(scoreOf('ben', three).feedbacks).toMatchObject([{ agreement: 0.5 }]);
    const unsubmitted = [...two, given('cleo', 'x', null)];
    expect(scoreOf('ada', unsubmitted).feedbacks).toMatchObject([{ reference: null }]);
  });

  test('counts from three feedbacks on, without the lowest', () => {
    const gave = (steps: readonly number[]) =>
      steps.map((step, at) => given('ada', `r${String(at)}`, step, { staffMarks: marked(1) }));
    expect(scoreOf('ada', gave([4, 1])).parts.agreement.result).toBeNull();
    const score = scoreOf('ada', gave([4, 1, 1]));
    expect(score.feedbacks.map(({ isDropped }) => isDropped)).toEqual([true, false, false]);
    expect(score.parts.agreement).toMatchObject({ count: 2, own: 1, ofClass: 1, result: 1 });
    expect(score.points).toBe(100);
  });

  test('is a small part: whoever agrees with nobody loses ten of a hundred at most', () => {
    const off = [1, 2, 3].map((at) =>
      given('ada', `r${String(at)}`, 4, { staffMarks: marked(1), usefulness: 5 }),
    );
    expect(scoreOf('ada', off).points).toBe(90);
  });
});
