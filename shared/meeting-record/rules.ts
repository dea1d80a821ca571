// Who may read what stays of a meeting; notes and points of groups follow the rules of rounds.
import { isStaff, type Member } from '#shared/courses/roles.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { reason, type Verdict } from '#shared/kernel/rules.ts';

const others = reason('own_attendance', 'Who was there, and when, is told to the staff; you see your own.');

/** When somebody came and left: the staff, and the person. */
export const mayReadAttendance = (member: Member, personId: Id): Verdict =>
  isStaff(member) || member.personId === personId || others;

/** Whom somebody met, in which roles, with their attendance: the same people. */
export const mayReadHistory = (member: Member, personId: Id): Verdict => mayReadAttendance(member, personId);
