// Who marks reviews, and who sees the marks, when: one table for every door.
import { isStaff, mayTakePart, type Member } from '#shared/courses/roles.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { reason, type Verdict } from '#shared/kernel/rules.ts';

export interface MarkedReview {
  readonly authorId: Id;
  readonly courseId: Id;
}

const notFound = reason('not_found', 'There is no such review, or it is not open to you.');
const staffOnly = reason('staff_only', 'Only the staff of the course mark its reviews.');
const ownReview = reason('own_review', 'Nobody marks their own review.');

/** The queue, saved replies, hints, the export. */
export const mayGrade = (member: Member): Verdict => isStaff(member) || staffOnly;

/**
 * Staff of the course, but for a review that they wrote themselves as students: they neither mark it nor see its marks before these
 * are returned.
 */
export const mayMarkReview = (member: Member, { authorId, courseId }: MarkedReview): Verdict => {
  if (member.courseId !== courseId) return notFound;
  const mayWrite = mayTakePart(member);
  if (mayWrite !== true) return mayWrite;
  if (!isStaff(member)) return notFound;
  return member.personId !== authorId || ownReview;
};

/** The author, from the moment the marks are returned and as long as they are in the course, in whatever role. Nobody else by this door. */
export const mayReadReturned = (
  member: Member,
  review: MarkedReview & { readonly isReturned: boolean },
): boolean => member.courseId === review.courseId && member.personId === review.authorId && review.isReturned;
