// Who gives, reads, rates and answers feedback, and when: one table for every door.
import { isStaff, mayTakePart, type Member } from '#shared/courses/roles.ts';
import type { Settings } from '#shared/courses/settings.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { reason, type Verdict } from '#shared/kernel/rules.ts';
import { isPast } from '#shared/papers/schedule.ts';

/** `off`: the course has none; `before`: reviews are still due; `closed`: what was given has been handed out. */
export type Phase = 'off' | 'before' | 'open' | 'closed';

export interface FeedbackTerms {
  readonly perReview: number;
  /** The deadline of the reviews. */
  readonly opensAt: Date;
  readonly dueAt: Date;
}

const minuteMs = 60_000;

/** When feedback may be given on the reviews of a meeting that were due at `opensAt`. */
export const termsOf = (
  settings: Pick<Settings, 'feedbackPerReview' | 'feedbackDueMinutesAfter'>,
  opensAt: Date,
): FeedbackTerms => ({
  perReview: settings.feedbackPerReview,
  opensAt,
  dueAt: new Date(opensAt.getTime() + settings.feedbackDueMinutesAfter * minuteMs),
});

/** Whether the reviews' deadline is past, and the time for feedback on them as well where there is any. */
export const isFeedbackOver = ({ perReview, opensAt, dueAt }: FeedbackTerms, now: Date): boolean =>
  isPast(perReview === 0 ? opensAt : dueAt, now);

export interface PairFacts {
  readonly giverId: Id;
  readonly authorId: Id;
  readonly courseId: Id;
  readonly isSubmitted: boolean;
  readonly isAnswered: boolean;
}

export const phaseOf = ({ perReview, opensAt, dueAt }: FeedbackTerms, now: Date): Phase => {
  if (perReview === 0) return 'off';
  if (!isPast(opensAt, now)) return 'before';
  return isPast(dueAt, now) ? 'closed' : 'open';
};

const notFound = reason('not_found', 'There is no such feedback, or it is not open to you.');
const closed = reason('feedback_closed', 'Feedback closed at its deadline. What you had written is kept.');
const samplesFirst = reason(
  'samples_first',
  'Mark the sample reviews first: the reviews to give feedback on come right after.',
);
const answered = reason(
  'answered_already',
  'You have answered this feedback already; one answer is all there is.',
);

/** Students who are in the course now, once they have marked the samples; whoever became staff or left gives none any more. */
export const mayGiveFeedback = (
  member: Member,
  pair: PairFacts,
  phase: Phase,
  waitsForSamples: boolean,
): Verdict => {
  const mayWrite = mayTakePart(member);
  if (mayWrite !== true) return mayWrite;
  const isTheirs = member.courseId === pair.courseId && member.personId === pair.giverId;
  if (!isTheirs || member.role !== 'student' || phase === 'off' || phase === 'before') return notFound;
  if (phase === 'closed') return closed;
  return !waitsForSamples || samplesFirst;
};

/**
 * What was submitted goes to the review's author when the time for feedback is over, all of it at once: when somebody wrote
 * would say who. Staff read it at any time.
 */
export const mayReadFeedback = (member: Member, pair: PairFacts, phase: Phase): Verdict => {
  if (member.courseId !== pair.courseId || !pair.isSubmitted) return notFound;
  if (isStaff(member)) return true;
  return (member.role === 'student' && member.personId === pair.authorId && phase === 'closed') || notFound;
};

/** The author alone says how useful it was. */
export const mayRateFeedback = (member: Member, pair: PairFacts, phase: Phase): Verdict => {
  const mayWrite = mayTakePart(member);
  if (mayWrite !== true) return mayWrite;
  const mayRead = mayReadFeedback(member, pair, phase);
  return mayRead !== true || (member.role === 'student' && member.personId === pair.authorId)
    ? mayRead
    : notFound;
};

/** The author may answer once. */
export const mayAnswerFeedback = (member: Member, pair: PairFacts, phase: Phase): Verdict => {
  const mayRate = mayRateFeedback(member, pair, phase);
  return mayRate === true ? !pair.isAnswered || answered : mayRate;
};
