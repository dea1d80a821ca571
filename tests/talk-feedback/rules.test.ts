// Who gives, reads and grades what of a talk in which phase, as one table; the times; results of few and many; points.
import { describe, expect, test } from '@jest/globals';
import type { Member, Role } from '#shared/courses/roles.ts';
import { defaultSettings } from '#shared/courses/settings.ts';
import type { Reason } from '#shared/kernel/rules.ts';
import { saysSomething } from '#shared/talk-feedback/content.ts';
import {
  areSameTalkMarkings,
  calculateTalk,
  emptyTalkMarking,
  isTalkMarked,
} from '#shared/talk-feedback/points.ts';
import { resultsOf } from '#shared/talk-feedback/results.ts';
import { defaultRubric, rubricSchema } from '#shared/talk-feedback/rubric.ts';
import {
  mayGiveTalkFeedback,
  mayGradeTalk,
  mayMarkTalk,
  mayReadAllTalkFeedback,
  mayReadOwnTalkMarks,
  mayReadTalkResults,
  talkPhaseOf,
  talkTermsOf,
  type TalkPhase,
} from '#shared/talk-feedback/rules.ts';

const presenter = 'presenterpresenter';
const member = (role: Role, personId = 'someoneelsesomeone', courseId = 'coursecoursecourse'): Member => ({
  ...{ role, personId, courseId },
});
const place = (phase: TalkPhase, presenterIds = [presenter]) => ({
  ...{ courseId: 'coursecoursecourse', presenterIds, phase },
});
const key = (verdict: Reason | boolean) => (typeof verdict === 'boolean' ? verdict : verdict.key);
const viewers = {
  student: member('student'),
  observer: member('observer'),
  ta: member('ta'),
  instructor: member('instructor'),
  presenter: member('student', presenter),
  'presenting ta': member('ta', presenter),
  'presenting observer': member('observer', presenter),
  stranger: member('student', 'someoneelsesomeone', 'anothercourseanother'),
} as const;

test.each([
  // viewer, giving before / open / closed, results open / closed, names, marking open, own marks
  [
    'student',
    'talk_not_begun',
    true,
    'talk_feedback_closed',
    'presenters_only',
    'presenters_only',
    'staff_only',
    'staff_only',
    false,
  ],
  [
    'observer',
    'observers_read',
    'observers_read',
    'observers_read',
    'presenters_only',
    'presenters_only',
    'staff_only',
    'staff_only',
    false,
  ],
  [
    'ta',
    'staff_grade',
    'staff_grade',
    'staff_grade',
    'presenters_only',
    'presenters_only',
    true,
    true,
    false,
  ],
  [
    'instructor',
    'staff_grade',
    'staff_grade',
    'staff_grade',
    'presenters_only',
    'presenters_only',
    true,
    true,
    false,
  ],
  [
    'presenter',
    'own_talk',
    'own_talk',
    'own_talk',
    'talk_feedback_waits',
    true,
    'staff_only',
    'staff_only',
    true,
  ],
  [
    'presenting ta',
    'own_talk',
    'own_talk',
    'own_talk',
    'talk_feedback_waits',
    true,
    'own_talk',
    'own_talk',
    true,
  ],
  [
    'presenting observer',
    'observers_read',
    'observers_read',
    'observers_read',
    'talk_feedback_waits',
    true,
    'staff_only',
    'staff_only',
    true,
  ],
  [
    'stranger',
    'not_found',
    'not_found',
    'not_found',
    'not_found',
    'not_found',
    'not_found',
    'not_found',
    false,
  ],
] as const)('%s', (who, ...expected) => {
  const viewer = viewers[who];
  expect([
    ...(['before', 'open', 'closed'] as const).map((phase) => key(mayGiveTalkFeedback(viewer, place(phase)))),
    ...(['open', 'closed'] as const).map((phase) => key(mayReadTalkResults(viewer, place(phase)))),
    key(mayReadAllTalkFeedback(viewer, place('open'))),
    key(mayMarkTalk(viewer, place('open'))),
    mayReadOwnTalkMarks(viewer, place('open')),
  ]).toEqual(expected);
});

test('a talk without presenters gets nothing, and one that has not begun is not graded but looked at', () => {
  expect(key(mayGiveTalkFeedback(viewers.student, place('open', [])))).toBe('no_presenters');
  expect(key(mayMarkTalk(viewers.ta, place('open', [])))).toBe('no_presenters');
  expect(key(mayMarkTalk(viewers.ta, place('before')))).toBe('talk_not_begun');
  expect(mayGradeTalk(viewers.ta, place('before'))).toBe(true);
  expect(mayMarkTalk(viewers.ta, place('closed'))).toBe(true);
});

test('open from the meeting’s start until so long after its end; never again once handed out', () => {
  const startsAt = new Date('2026-10-05T14:00:00.000Z');
  const meeting = { startsAt, durationMinutes: 80 };
  const at = (iso: string, isOut = false) =>
    talkPhaseOf(talkTermsOf(defaultSettings, meeting), isOut, new Date(iso));
  expect(at('2026-10-05T13:59:59.999Z')).toBe('before');
  expect(at('2026-10-05T14:00:00.000Z')).toBe('open');
  expect(at('2026-10-08T15:20:00.000Z')).toBe('open');
  expect(at('2026-10-08T15:20:00.001Z')).toBe('closed');
  expect(at('2026-10-06T00:00:00.000Z', true)).toBe('closed');
});

describe('results', () => {
  const marks = (clarity?: number, timing?: number) => ({
    marks: { ...(clarity && { clarity }), ...(timing && { timing }) },
  });
  const of = (given: ReturnType<typeof marks>[], atLeast?: number) =>
    resultsOf(defaultRubric, given, atLeast).filter(({ key }) => key === 'clarity' || key === 'timing');

  test('are counts and a mean, for each criterion that three have marked', () => {
    expect(of([marks(4, 1), marks(3), marks(4, 2)])).toEqual([
      { key: 'clarity', counts: [0, 0, 1, 2], mean: 11 / 3 },
      { key: 'timing', counts: null, mean: null },
    ]);
    expect(of([marks(4), marks(3)])[0]).toEqual({ key: 'clarity', counts: null, mean: null });
    expect(of([marks(4)], 1)[0]).toEqual({ key: 'clarity', counts: [0, 0, 0, 1], mean: 4 });
    expect(of([], 1)[0]).toEqual({ key: 'clarity', counts: null, mean: null });
  });

  test('white space alone is no feedback', () => {
    expect(saysSomething({ marks: {}, comment: ' \n' })).toBe(false);
    expect(saysSomething({ marks: { clarity: 1 }, comment: '' })).toBe(true);
    expect(saysSomething({ marks: {}, comment: 'Good' })).toBe(true);
  });
});

describe('points', () => {
  const [one, two] = ['presenterpresenter', 'presenterpresentes'];
  const criteria = defaultRubric
    .slice(0, 3)
    .map((criterion, at) => ({ ...criterion, weight: [2, 1, 0][at] ?? 0 }));
  const marks = { summary: 4, problems: 1, challenges: 1 };

  test('the mean by weight, out of what a talk can earn, in half points; by hand for one presenter', () => {
    const marking = { ...emptyTalkMarking, marks, presenters: { [two]: { points: 12.5, comment: '' } } };
    // (2 × 1 + 1 × 0 + 0 × 0) ÷ 3 = 0.667, times 20 = 13.33: 13.5 in half points.
    expect(calculateTalk(criteria, marking, one, 20)).toMatchObject({
      ...{ mean: 2 / 3, outOf: 20, proposed: 13.5, byHand: null, points: 13.5 },
      lines: [{ weight: 2, share: 1 }, { weight: 1, share: 0 }, { weight: 0 }],
    });
    expect(calculateTalk(criteria, marking, two, 20)).toMatchObject({ byHand: 12.5, points: 12.5 });
    expect(calculateTalk(criteria, emptyTalkMarking, one, 20)).toMatchObject({ mean: null, points: null });
  });

  test('are whole once every criterion that counts is marked, or they were set by hand', () => {
    const { challenges: _, ...counting } = marks;
    expect(isTalkMarked(criteria, { ...emptyTalkMarking, marks: counting }, one)).toBe(true);
    expect(isTalkMarked(criteria, { ...emptyTalkMarking, marks: { summary: 4 } }, one)).toBe(false);
    const byHand = { ...emptyTalkMarking, presenters: { [one]: { points: 0, comment: '' } } };
    expect([one, two].map((id) => isTalkMarked(criteria, byHand, id))).toEqual([true, false]);
  });

  test('what says nothing makes no difference', () => {
    const empty = {
      ...emptyTalkMarking,
      comments: { summary: '' },
      presenters: { [one]: { points: null, comment: '' } },
    };
    expect(areSameTalkMarkings(empty, emptyTalkMarking)).toBe(true);
    expect(areSameTalkMarkings({ ...emptyTalkMarking, note: 'x' }, emptyTalkMarking)).toBe(false);
  });
});

test('a rubric needs a criterion that counts', () => {
  expect(rubricSchema.safeParse(defaultRubric).success).toBe(true);
  expect(rubricSchema.safeParse(defaultRubric.map((one) => ({ ...one, weight: 0 }))).success).toBe(false);
});
