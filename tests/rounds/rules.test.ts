// Who may run rounds, check in, and read or write notes: every role in every phase.
import { describe, expect, test } from '@jest/globals';
import type { Member, Role } from '#shared/courses/roles.ts';
import {
  mayCheckIn,
  mayReadNotes,
  mayRunRounds,
  mayStartPhase,
  mayWriteNotes,
  phases,
} from '#shared/rounds/rules.ts';

const member = (role: Role, personId = 'somebody'): Member => ({ personId, courseId: 'course', role });
const roles: Role[] = ['instructor', 'ta', 'student', 'observer'];
const group = ['ada', 'ben', 'cleo'];

test('staff run rounds, students check in, observers watch', () => {
  expect(roles.filter((role) => mayRunRounds(member(role)) === true)).toEqual(['instructor', 'ta']);
  expect(roles.filter((role) => mayCheckIn(member(role)) === true)).toEqual(['student']);
  expect(mayCheckIn(member('observer'))).toMatchObject({ key: 'observers_read' });
  expect(mayCheckIn(member('ta'))).toMatchObject({ key: 'students_only' });
});

test('mayStartPhase: forward, with leaps, never back and never the same again', () => {
  const allowed = phases.flatMap((from) =>
    phases.filter((to) => mayStartPhase(from, to) === true).map((to) => `${from}>${to}`),
  );
  expect(allowed).toEqual([
    'drawn>group',
    'drawn>class',
    'drawn>done',
    'group>class',
    'group>done',
    'class>done',
  ]);
});

describe('notes', () => {
  const open = (may: typeof mayReadNotes, who: Member) =>
    phases.filter((phase) => may(who, group, phase) === true);

  test('the group and the staff read always, the class from its phase on', () => {
    expect(open(mayReadNotes, member('student', 'ben'))).toEqual([...phases]);
    expect(open(mayReadNotes, member('ta'))).toEqual([...phases]);
    expect(open(mayReadNotes, member('student', 'dora'))).toEqual(['class', 'done']);
    expect(open(mayReadNotes, member('observer'))).toEqual(['class', 'done']);
  });

  test('the group and the staff write until the round is done, nobody else ever', () => {
    const before = ['drawn', 'group', 'class'];
    expect(open(mayWriteNotes, member('student', 'ben'))).toEqual(before);
    expect(open(mayWriteNotes, member('instructor'))).toEqual(before);
    expect(open(mayWriteNotes, member('student', 'dora'))).toEqual([]);
    expect(open(mayWriteNotes, member('observer'))).toEqual([]);
    expect(open(mayWriteNotes, member('observer', 'ben'))).toEqual([]);
  });
});
