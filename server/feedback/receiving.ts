// What a review's author does with feedback: rates how useful it was, and answers once.
import type { feedbackRoutes } from '#shared/feedback/contract.ts';
import { mayAnswerFeedback, mayRateFeedback } from '#shared/feedback/rules.ts';
import type { Handlers } from '#server/kernel/feature.ts';
import { noSuch } from '#server/courses/public.ts';
import { createAliases } from './aliases.ts';
import type { Exchanges } from './exchanges.ts';
import { ensureFound } from './found.ts';
import type { FeedbackParts } from './parts.ts';
import { viewReceived } from './views.ts';

type Verb = 'rateFeedback' | 'answerFeedback';

export const receivingHandlers = (
  { store, secret }: FeedbackParts,
  exchanges: Exchanges,
): Pick<Handlers<typeof feedbackRoutes>, Verb> => {
  const aliasOf = createAliases(secret);
  return {
    rateFeedback: async ({ actor, params: { pairId }, body: { usefulness } }) => {
      const { member, facts, phase, pair, record } = await exchanges.pairOf(actor, pairId);
      ensureFound(mayRateFeedback(member, facts, phase));
      const rated = await store.feedbacks
        .findByIdAndUpdate(pairId, { $set: { usefulness } }, { returnDocument: 'after' })
        .lean();
      if (!rated) throw noSuch('feedback');
      return viewReceived(record._id, pair, rated, aliasOf);
    },

    answerFeedback: async ({ actor, params: { pairId }, body: { answer } }) => {
      const { member, facts, phase, pair, record, feedback } = await exchanges.pairOf(actor, pairId);
      // The same answer again, because what came back was lost on the way.
      const isRepeat = feedback?.answer === answer;
      ensureFound(mayAnswerFeedback(member, isRepeat ? { ...facts, isAnswered: false } : facts, phase));
      const answered = isRepeat
        ? feedback
        : await store.feedbacks
            .findOneAndUpdate(
              { _id: pairId, answer: null },
              { $set: { answer } },
              { returnDocument: 'after' },
            )
            .lean();
      if (!answered) {
        ensureFound(mayAnswerFeedback(member, { ...facts, isAnswered: true }, phase));
        throw noSuch('feedback');
      }
      return viewReceived(record._id, pair, answered, aliasOf);
    },
  };
};
