// Feedback as its giver and the review's author see it: pseudonyms, no times, an order that says nothing.
import type { GivenFeedback, ReceivedFeedback } from '#shared/feedback/contract.ts';
import { areSameContents, emptyContent } from '#shared/feedback/content.ts';
import type { Phase } from '#shared/feedback/rules.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import type { SubmittedReview } from '#server/reviews/public.ts';
import type { AliasOf } from './aliases.ts';
import type { FeedbackRecord, PairRecord } from './store.ts';

/** By pseudonym: neither the order of drawing nor that of writing shows. */
export const byAlias = (one: { alias: string }, other: { alias: string }): number =>
  one.alias < other.alias ? -1 : 1;

/** For the giver: the review, one's own draft, and once it is over what the author made of it. */
export const viewGiven = (
  meetingId: Id,
  pair: PairRecord,
  review: SubmittedReview,
  feedback: FeedbackRecord | null | undefined,
  phase: Phase,
  aliasOf: AliasOf,
): GivenFeedback => {
  const isOver = phase === 'closed';
  return {
    id: pair.id,
    alias: aliasOf('Author', meetingId, pair.authorId),
    questions: [...review.questions],
    answers: review.answers,
    content: feedback?.draft ?? emptyContent,
    revision: feedback?.revision ?? 0,
    isSubmitted: !!feedback?.submitted,
    isChanged: !!feedback?.submitted && !areSameContents(feedback.submitted, feedback.draft),
    usefulness: isOver ? (feedback?.usefulness ?? null) : null,
    answer: isOver ? (feedback?.answer ?? null) : null,
  };
};

/** For the review's author: what was submitted. The caller has asked the rule. */
export const viewReceived = (
  meetingId: Id,
  pair: PairRecord,
  feedback: FeedbackRecord,
  aliasOf: AliasOf,
): ReceivedFeedback => ({
  id: pair.id,
  alias: aliasOf('Reader', meetingId, pair.giverId),
  content: feedback.submitted ?? emptyContent,
  usefulness: feedback.usefulness,
  answer: feedback.answer,
});
