// Who may run rounds, check in, and read or write a group's notes.
import { isStaff, mayRunCourse, mayTakePart, type Member } from '#shared/courses/roles.ts';
import { reason, type Verdict } from '#shared/kernel/rules.ts';
import type { PersonId } from './groups.ts';

/** The phases of a round, in their order: groups are drawn, talk among themselves, report to the class, are done. */
export const phases = ['drawn', 'group', 'class', 'done'] as const;
export type Phase = (typeof phases)[number];

const wrongOrder = reason(
  'phase_order',
  'A round goes from the group phase to the class phase to its end, and not back.',
);
const othersNotes = reason('notes_closed', 'The notes of a group open to the class when it reports.');

/** Draw, start, extend, seat: the staff. */
export const mayRunRounds = (member: Member): Verdict => mayRunCourse(member);

/** Students are seated in groups; staff run the room and observers watch. */
export const mayCheckIn = (member: Member): Verdict => {
  const mayWrite = mayTakePart(member);
  if (mayWrite !== true) return mayWrite;
  return member.role === 'student' || reason('students_only', 'Only students are seated in groups.');
};

/** Phases only go forward; any of them may be skipped. */
export const mayStartPhase = (from: Phase, to: Phase): Verdict =>
  phases.indexOf(to) > phases.indexOf(from) || wrongOrder;

/** The group itself and the staff, until the round is done; not who was made an observer meanwhile. */
export const mayWriteNotes = (member: Member, group: readonly PersonId[], phase: Phase): Verdict => {
  const mayWrite = mayTakePart(member);
  if (mayWrite !== true) return mayWrite;
  if (phase === 'done')
    return reason('round_done', 'This round is over; its notes are part of the record now.');
  return (
    group.includes(member.personId) ||
    isStaff(member) ||
    reason('not_your_group', 'Only this group writes its notes.')
  );
};

/** The group itself and the staff always; the class once groups report. */
export const mayReadNotes = (member: Member, group: readonly PersonId[], phase: Phase): Verdict =>
  group.includes(member.personId) || isStaff(member) || phase === 'class' || phase === 'done' || othersNotes;
