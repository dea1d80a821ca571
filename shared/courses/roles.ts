// The roles a member of a course can have, and the rules that depend on nothing but the role.
import { z } from 'zod';
import type { Id } from '#shared/kernel/primitives.ts';
import { reason, type Verdict } from '#shared/kernel/rules.ts';

export const roleSchema = z.enum(['instructor', 'ta', 'student', 'observer']);
export type Role = z.infer<typeof roleSchema>;

/** A person's place in one course; what every rule of the course asks about. */
export interface Member {
  readonly personId: Id;
  readonly courseId: Id;
  readonly role: Role;
}

const staffOnly = reason('staff_only', 'Only the staff of the course may do this.');
const instructorOnly = reason('instructor_only', 'Only an instructor of the course may do this.');
const observersRead = reason('observers_read', 'Observers of a course may read but not write.');

/** Instructors and TAs. */
export const isStaff = (member: Pick<Member, 'role'>): boolean =>
  member.role === 'instructor' || member.role === 'ta';

/** Meetings, papers, presenters, rounds, members, the join code: the daily running of the course. */
export const mayRunCourse = (member: Member): Verdict => isStaff(member) || staffOnly;

/** Settings, and who is staff. */
export const mayChangeCourse = (member: Member): Verdict => member.role === 'instructor' || instructorOnly;

/** Annotating, reviewing, taking part in rounds. */
export const mayTakePart = (member: Member): Verdict => member.role !== 'observer' || observersRead;
