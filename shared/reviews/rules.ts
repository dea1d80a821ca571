// Who may write, submit and read reviews, and when.
import { isStaff, mayTakePart, type Member } from '#shared/courses/roles.ts';
import type { Settings } from '#shared/courses/settings.ts';
import { isPast } from '#shared/papers/schedule.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { reason, type Verdict } from '#shared/kernel/rules.ts';
import { answerTo, misfitOf, type Answers } from './answers.ts';
import type { Question } from './form.ts';

const studentsOnly = reason('students_only', 'Reviews are written by the students of the course.');
const closed = reason(
  'review_closed',
  'This review closed at its deadline. Your text is kept; ask the staff if you need more time.',
);
const notSubmitted = reason('not_found', 'There is no such review, or it is not open to you.');
const notYet = reason('reviews_not_open', 'Classmates’ reviews open after the deadline.');
const ownFirst = reason(
  'own_review_first',
  'Classmates’ reviews open to you once your own review is submitted.',
);
const staffRead = reason('reviews_for_staff', 'In this course reviews are read by the staff only.');
const staffOnly = reason('staff_only', 'Only the staff of the course may see who has submitted.');
const arrangeOnly = reason('staff_only', 'Only the staff of the course may arrange its reviews.');

/** What the rules need to know about a meeting's reviews and the one who asks. */
export interface ReviewTerms {
  /** With the extensions of the one who asks. */
  readonly dueAt: Date;
  /** Until when a review is taken; null: without end. */
  readonly acceptedUntil: Date | null;
  readonly classmatesReadReviews: Settings['classmatesReadReviews'];
  /** Whether the one who asks has submitted a review of their own. */
  readonly hasSubmitted: boolean;
}

/** Only students write reviews; observers and staff do not. */
export const mayWriteReview = (member: Member): Verdict => {
  const mayWrite = mayTakePart(member);
  return mayWrite === true ? member.role === 'student' || studentsOnly : mayWrite;
};

/** Whether what is submitted now is late. */
export const isLate = (terms: Pick<ReviewTerms, 'dueAt'>, now: Date): boolean => isPast(terms.dueAt, now);

/** Whether nothing is taken any more. */
export const isClosed = ({ acceptedUntil }: Pick<ReviewTerms, 'acceptedUntil'>, now: Date): boolean =>
  acceptedUntil !== null && isPast(acceptedUntil, now);

/** Everything that is required is answered with what can be chosen, and reviews are still taken. */
export const maySubmitReview = (
  member: Member,
  { questions, answers }: { readonly questions: readonly Question[]; readonly answers: Answers },
  terms: ReviewTerms,
  now: Date,
): Verdict => {
  const mayWrite = mayWriteReview(member);
  if (mayWrite !== true) return mayWrite;
  if (isClosed(terms, now)) return closed;
  for (const question of questions) {
    const misfit = misfitOf(question, answerTo(answers, question.key));
    if (misfit === 'empty') return reason('part_empty', `“${question.title}” is still empty.`);
    if (misfit) return reason('no_such_choice', `“${question.title}” has an answer that cannot be chosen.`);
  }
  return true;
};

/** Who sees the list of who has submitted, and former versions. */
export const mayTrackReviews = (member: Member): Verdict => isStaff(member) || staffOnly;

/** Extensions, roles, the best ones. */
export const mayArrangeReviews = (member: Member): Verdict => isStaff(member) || arrangeOnly;

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
  review: {
    readonly authorId: Id;
    readonly courseId: Id;
    readonly isSubmitted: boolean;
    readonly isShared: boolean;
  },
  terms: ReviewTerms,
  now: Date,
): Verdict => {
  if (member.courseId !== review.courseId) return notSubmitted;
  if (member.personId === review.authorId) return true;
  if (!review.isSubmitted) return notSubmitted;
  const needsConsent = terms.classmatesReadReviews === 'by_consent' && !isStaff(member);
  if (needsConsent && !review.isShared) return notSubmitted;
  return mayReadClassmatesReviews(member, terms, now);
};
