// Forms make questions for the papers of a meeting, and deadlines are computed in one place.
import { expect, test } from '@jest/globals';
import { acceptedUntil, costOf, countedOf, dueWith, lateDaysAt, sayLeft } from '#shared/reviews/deadline.ts';
import { misfitOf, wordsVerdict } from '#shared/reviews/answers.ts';
import { dealRoles, questionsOf, reviewFormSchema, roleOf } from '#shared/reviews/form.ts';
import { formTemplates } from '#shared/reviews/templates.ts';

const papers = ['Leases', 'Gossip', 'Trees'].map((title, index) => ({
  id: String(index).repeat(24),
  title,
}));
const formOf = (id: string) => {
  const template = formTemplates.find((one) => one.id === id);
  if (!template) throw new Error(`No template ${id}`);
  return template.form;
};
const titles = (id: string, count: number, role?: string) =>
  questionsOf(roleOf(formOf(id), role), papers.slice(0, count)).map(({ title }) => title);

test('every template is a form that the server takes', () => {
  for (const { form } of formTemplates) expect(reviewFormSchema.parse(form)).toEqual(form);
});

test.each([
  [0, ['Summary of the first paper', 'Summary of the second paper', 'Connections']],
  [1, ['Summary of the first paper']],
  [2, ['Summary of the first paper', 'Summary of the second paper', 'Connections']],
  [
    3,
    [
      'Summary of the first paper',
      'Summary of the second paper',
      'Summary of the third paper',
      'Connections',
    ],
  ],
])('the usual form for %i papers', (count, asked) => {
  expect(titles('default', count)).toEqual(asked);
});

test('a part for each paper is one question for each, under the paper’s own key', () => {
  const asked = questionsOf(roleOf(formOf('role_play'), 'skeptic'), papers.slice(0, 2));
  expect(asked.map(({ key }) => key)).toEqual([
    `weakness.${'0'.repeat(24)}`,
    `weakness.${'1'.repeat(24)}`,
    'test',
  ]);
  expect(asked[0]?.title).toBe('The weakest point of “Leases”');
});

test('each role has its form; without a role, or one that is gone, it is the first', () => {
  expect(titles('role_play', 1, 'hacker')[0]).toBe('What you tried with “Leases”');
  expect(titles('role_play', 1, 'nobody')).toEqual(titles('role_play', 1));
});

test('roles are dealt evenly, and everybody’s changes with the next meeting', () => {
  const people = Array.from({ length: 10 }, (_, index) => `person${String(index)}`);
  const form = formOf('role_play');
  const [one, next] = [dealRoles(people, form, 1), dealRoles(people, form, 2)];
  const counts = form.roles.map(({ id }) => Object.values(one).filter((role) => role === id).length);
  expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
  for (const person of people) expect(next[person]).not.toBe(one[person]);
});

test('answers fit their questions', () => {
  const conference = questionsOf(roleOf(formOf('conference'), undefined), papers.slice(0, 1));
  const [merit, expertise, own] = ['merit', 'expertise', 'private'].map((id) =>
    conference.find(({ key }) => key.startsWith(id)),
  );
  if (!merit || !expertise || !own) throw new Error('the form has these');
  expect(['', '0', '5', '6', 'x'].map((answer) => misfitOf(merit, answer))).toEqual([
    ...(['empty', 'no_choice', null, 'no_choice', 'no_choice'] as const),
  ]);
  expect(['I work in it', 'I wrote it'].map((answer) => misfitOf(expertise, answer))).toEqual([
    null,
    'no_choice',
  ]);
  expect(misfitOf(own, '')).toBeNull();
  const ranged = { ...own, words: { least: 2, most: 3 } };
  expect(['a', 'a b', 'a b c d'].map((text) => wordsVerdict(ranged, text))).toEqual(['few', 'fine', 'many']);
});

const due = new Date('2026-10-05T12:00:00Z');
const plus = (hours: number, ms = 0) => new Date(due.getTime() + hours * 3_600_000 + ms);

test('an extension never takes time away', () => {
  expect(dueWith(due, [])).toEqual(due);
  expect(dueWith(due, [plus(-5)])).toEqual(due);
  expect(dueWith(due, [plus(5), plus(48), plus(24)])).toEqual(plus(48));
});

test('every day that has begun counts, the instant of the deadline does not', () => {
  expect([plus(-1), due, plus(0, 1), plus(24), plus(24, 1)].map((at) => lateDaysAt(due, at))).toEqual([
    0, 0, 1, 1, 2,
  ]);
});

test('what late days cost and until when reviews are taken, by each policy', () => {
  const policy = (lateReviews: Parameters<typeof costOf>[0]['lateReviews']) => ({
    lateReviews,
    latePointsPerDay: 40,
  });
  expect(costOf(policy('points'), 2)).toEqual({ percent: 80, days: 0 });
  expect(costOf(policy('points'), 3)).toEqual({ percent: 100, days: 0 });
  expect(costOf(policy('late_days'), 2)).toEqual({ percent: 0, days: 2 });
  expect(costOf(policy('flagged'), 2)).toEqual({ percent: 0, days: 0 });
  expect(acceptedUntil(policy('refused'), due, 3)).toEqual(due);
  expect(acceptedUntil(policy('late_days'), due, 2)).toEqual(plus(48));
  expect(acceptedUntil(policy('points'), due, 0)).toBeNull();
});

test('the last version in time counts, otherwise the first late one', () => {
  const version = (number: number, late: boolean) => ({ number, late });
  expect(countedOf([version(1, false), version(2, false), version(3, true)])?.number).toBe(2);
  expect(countedOf([version(1, true), version(2, true)])?.number).toBe(1);
  expect(countedOf<{ late: boolean }>([])).toBe(undefined);
});

test('the time left in words', () => {
  expect(sayLeft(due, plus(-14))).toBe('you have 14 h');
  expect(sayLeft(due, plus(2))).toBe('late by 2 h');
});
