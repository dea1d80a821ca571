// Who may say how a group gets on, report to the class, raise a hand, vote, and hold on to what was said.
import { isStaff, mayRunCourse, mayTakePart, type Member } from '#shared/courses/roles.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { reason, type Verdict } from '#shared/kernel/rules.ts';
import type { Phase } from '#shared/rounds/rules.ts';

/** What a group says of itself; `writing` until it says something else. */
export const groupStates = ['writing', 'help', 'done'] as const;
export type GroupState = (typeof groupStates)[number];

const notYet = reason('round_not_started', 'The group phase has not started yet.');
const isOver = reason(
  'round_done',
  'This round is over; what the groups reported is part of the record now.',
);
const notYourGroup = reason('not_your_group', 'Only this group reports for itself.');
const onlyInClass = reason('class_phase_only', 'This is for the class phase, when groups report.');
const notHere = reason('not_here', 'Only those who have checked in to the class may do this.');
const ownHand = reason('own_hand', 'Everybody raises their own hand.');
const notHeardYet = reason(
  'not_heard_yet',
  'What a group reports is open to the class from the class phase on.',
);

/** Whether everybody in the course reads what the groups of a round report. */
export const isOpenToClass = (phase: Phase): boolean => phase === 'class' || phase === 'done';

const isTalking = (phase: Phase): Verdict => (phase === 'drawn' ? notYet : phase === 'done' ? isOver : true);

/** The group itself composes its report-out while it talks and while the class listens. */
export const mayComposePoint = (member: Member, group: readonly Id[], phase: Phase): Verdict => {
  const mayWrite = mayTakePart(member);
  if (mayWrite !== true) return mayWrite;
  if (!group.includes(member.personId)) return notYourGroup;
  return isTalking(phase);
};

/** The group itself as long as it may compose; the staff always, for what should not stand on the wall. */
export const mayRemovePoint = (member: Member, group: readonly Id[], phase: Phase): Verdict =>
  isStaff(member) || mayComposePoint(member, group, phase);

/** The group itself; the staff may only answer a call for help. */
export const maySetGroupState = (
  member: Member,
  group: readonly Id[],
  phase: Phase,
  { from, to }: { readonly from: GroupState; readonly to: GroupState },
): Verdict => {
  if (!isStaff(member) || group.includes(member.personId)) return mayComposePoint(member, group, phase);
  const talks = isTalking(phase);
  if (talks !== true) return talks;
  return (to === 'writing' && from !== 'done') || notYourGroup;
};

/** Whoever is in class, while the groups report; one vote per person and point, one's own group's included. */
export const mayVote = (member: Member, present: readonly Id[], phase: Phase | undefined): Verdict => {
  const mayWrite = mayTakePart(member);
  if (mayWrite !== true) return mayWrite;
  if (phase !== 'class') return onlyInClass;
  return present.includes(member.personId) || notHere;
};

/** One's own hand only. */
export const mayRaiseHand = (
  member: Member,
  personId: Id,
  present: readonly Id[],
  phase: Phase | undefined,
): Verdict => {
  const mayTalk = mayVote(member, present, phase);
  return mayTalk === true ? member.personId === personId || ownHand : mayTalk;
};

/** One's own hand, and the staff everybody's: at any time. */
export const mayLowerHand = (member: Member, personId: Id): Verdict => {
  const mayWrite = mayTakePart(member);
  if (mayWrite !== true) return mayWrite;
  return member.personId === personId || isStaff(member) || ownHand;
};

/** The staff, once the class may read the point: a takeaway is read by everybody. */
export const mayMarkTakeaway = (member: Member, phase: Phase): Verdict => {
  const mayRun = mayRunCourse(member);
  return mayRun === true ? isOpenToClass(phase) || notHeardYet : mayRun;
};

/** The staff, in their own words, at any time. */
export const mayAddTakeaway = (member: Member): Verdict => mayRunCourse(member);

/** The staff, while the groups report. */
export const mayCallGroup = (member: Member, phase: Phase): Verdict => {
  const mayRun = mayRunCourse(member);
  return mayRun === true ? phase === 'class' || onlyInClass : mayRun;
};
