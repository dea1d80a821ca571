// Who shows slides and moderates, by role.
import { expect, test } from '@jest/globals';
import type { Role } from '#shared/courses/roles.ts';
import { mayModerate, mayPresent, maySteer } from '#shared/presenting/rules.ts';

const member = (personId: string, role: Role) => ({ personId, role, courseId: 'course' });
const talk = { presenterIds: ['ann', 'ben'] };
const word = (verdict: ReturnType<typeof mayPresent>) => (verdict === true ? 'yes' : verdict.key);

test.each([
  ['ann', 'student', 'yes', 'yes', 'staff_only'],
  ['ben', 'student', 'yes', 'controls_elsewhere', 'staff_only'],
  ['cleo', 'student', 'presenters_only', 'presenters_only', 'staff_only'],
  ['ann', 'observer', 'observers_read', 'observers_read', 'staff_only'],
  ['olga', 'observer', 'observers_read', 'observers_read', 'staff_only'],
  ['tove', 'ta', 'yes', 'controls_elsewhere', 'yes'],
  ['ivo', 'instructor', 'yes', 'controls_elsewhere', 'yes'],
] as const)('%s as %s', (personId, role, presents, steers, moderates) => {
  const one = member(personId, role);
  expect(word(mayPresent(one, talk))).toBe(presents);
  expect(word(maySteer(one, talk, { holderId: 'ann' }))).toBe(steers);
  expect(word(mayModerate(one))).toBe(moderates);
  expect(word(maySteer(one, talk, { holderId: null }))).toBe(presents);
});
