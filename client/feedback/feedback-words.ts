// The sentence that says how far feedback is for one person.
import type { Role } from '#shared/courses/roles.ts';
import type { FeedbackDesk } from '#shared/feedback/contract.ts';

const reviews = (count: number) => (count === 1 ? '1 review' : `${String(count)} reviews`);

export const sentenceOf = (
  { phase, toGive, received, waitsForSamples }: FeedbackDesk,
  role: Role,
): string => {
  if (phase === 'off') return 'This course has no feedback of classmates.';
  if (phase === 'before') return 'Reviews are given to classmates for feedback after their deadline.';
  if (role !== 'student')
    return phase === 'open' ? 'Classmates give each other feedback now.' : 'Feedback has been handed out.';
  const left = toGive.filter(({ isSubmitted }) => !isSubmitted).length;
  if (phase === 'closed')
    return received.length === 0
      ? 'Feedback is closed. Nobody gave any on your review.'
      : `You have received feedback from ${String(received.length)}.`;
  if (waitsForSamples) return 'First mark the sample; the reviews to give feedback on come right after.';
  if (toGive.length === 0) return 'You have no review to give feedback on.';
  return left === 0 ? 'You have given all your feedback.' : `You have feedback to give on ${reviews(left)}.`;
};
