// Who shows slides, holds the controls, and reads the presenters' notes.
import { isStaff, mayTakePart, type Member } from '#shared/courses/roles.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { all, reason, type Verdict } from '#shared/kernel/rules.ts';

/** What the rules need to know of a talk. */
interface Presented {
  readonly presenterIds: readonly Id[];
}

const presentersOnly = reason(
  'presenters_only',
  'Only the presenters of this paper and the staff may show its slides.',
);
const otherHolds = reason('controls_elsewhere', 'Somebody else holds the controls. Take them over first.');
const staffOnly = reason('staff_only', 'Only the staff of the course may do this.');

/** Putting the slides up, taking the controls, notes, and what is done with questions: the presenters and the staff. */
export const mayPresent = (member: Member, { presenterIds }: Presented): Verdict =>
  all(mayTakePart(member), presenterIds.includes(member.personId) || isStaff(member) || presentersOnly);

/** Whatever moves the show: whoever holds the controls, on as many devices as they like. */
export const maySteer = (
  member: Member,
  talk: Presented,
  { holderId }: { readonly holderId: Id | null },
): Verdict => all(mayPresent(member, talk), holderId === null || holderId === member.personId || otherHolds);

/** Hiding a question and bringing it back. */
export const mayModerate = (member: Member): Verdict => isStaff(member) || staffOnly;
