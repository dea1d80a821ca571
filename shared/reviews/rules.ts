// Who may write, submit and read reviews, and when.
import { isStaff, mayTakePart, type Member } from '#shared/courses/roles.ts';
import type { Settings } from '#shared/courses/settings.ts';
import { isPast } from '#shared/papers/schedule.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { reason, type Verdict } from '#shared/kernel/rules.ts';
import { partQuestions, partsAsked, type Parts } from './parts.ts';

const studentsOnly = reason('students_only', 'Reviews are written by the students of the course.');
const closed = reason(
  'review_closed',
  'This review closed at its deadline. Your text is kept; ask the staff if you need more time.',
);
const nothingWritten = (part: keyof Parts) =>
  reason('part_empty', `“${partQuestions[part].title}” is still empty.`);
const notSubmitted = reason('not_found', 'There is no such review, or it is not open to you.');
const notYet = reason('reviews_not_open', 'Classmates’ reviews open after the deadline.');
const ownFirst = reason(
  'own_review_first',
  'Classmates’ reviews open to you once your own review is submitted.',
);
const staffRead = reason('reviews_for_staff', 'In this course reviews are read by the staff only.');

/** What the rules need to know about a meeting's reviews. */
export interface ReviewTerms {
  readonly dueAt: Date;
  readonly lateReviews: Settings['lateReviews'];
  readonly classmatesReadReviews: Settings['classmatesReadReviews'];
  /** Whether the one who asks has submitted a review of their own. */
  readonly hasSubmitted: boolean;
  /** How many papers the meeting has. */
  readonly papers: number;
}

/** Only students write reviews; observers and staff do not. */
export const mayWriteReview = (member: Member): Verdict => {
  const mayWrite = mayTakePart(member);
  return mayWrite === true ? member.role === 'student' || studentsOnly : mayWrite;
};

/** Whether what is submitted now is late. */
export const isLate = (terms: Pick<ReviewTerms, 'dueAt'>, now: Date): boolean => isPast(terms.dueAt, now);

/** All parts written, and in time unless late reviews are accepted. */
export const maySubmitReview = (member: Member, parts: Parts, terms: ReviewTerms, now: Date): Verdict => {
  const mayWrite = mayWriteReview(member);
  if (mayWrite !== true) return mayWrite;
  if (isLate(terms, now) && terms.lateReviews === 'refused') return closed;
  const empty = partsAsked(terms.papers).find((name) => parts[name].trim() === '');
  return empty === undefined || nothingWritten(empty);
};

/** Who sees the list of who has submitted. */
export const mayTrackReviews = (member: Member): Verdict =>
  isStaff(member) || reason('staff_only', 'Only the staff of the course may see who has submitted.');

/** Whether the submitted reviews of classmates are open. */
export const mayReadClassmatesReviews = (member: Member, terms: ReviewTerms, now: Date): Verdict => {
  if (isStaff(member)) return true;
  if (terms.classmatesReadReviews === 'never') return staffRead;
  if (!isPast(terms.dueAt, now)) return notYet;
  const owesOwn = terms.classmatesReadReviews === 'after_own' && member.role === 'student';
  return !owesOwn || terms.hasSubmitted || ownFirst;
};

/** A submitted review: one's own always, others' as {@link mayReadClassmatesReviews} says. Drafts are nobody else's. */
export const mayReadReview = (
  member: Member,
  review: { readonly authorId: Id; readonly courseId: Id; readonly isSubmitted: boolean },
  terms: ReviewTerms,
  now: Date,
): Verdict => {
  if (member.courseId !== review.courseId) return notSubmitted;
  if (member.personId === review.authorId) return true;
  if (!review.isSubmitted) return notSubmitted;
  return mayReadClassmatesReviews(member, terms, now);
};
