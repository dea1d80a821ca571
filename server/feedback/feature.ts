// Puts together what the feedback domain answers: giving, receiving, arranging and scoring.
import { feedbackRoutes } from '#shared/feedback/contract.ts';
import { feature, type Feature } from '#server/kernel/feature.ts';
import { arrangingHandlers } from './arranging.ts';
import { criteriaHandlers } from './criteria.ts';
import { createExchanges } from './exchanges.ts';
import { givingHandlers } from './giving.ts';
import type { FeedbackParts } from './parts.ts';
import { receivingHandlers } from './receiving.ts';
import { scoringHandlers } from './scoring.ts';

/** Answers for {@link feedbackRoutes}. */
export const createFeedbackFeature = (parts: FeedbackParts): Feature => {
  const exchanges = createExchanges(parts);
  return feature(feedbackRoutes, {
    ...criteriaHandlers(parts),
    ...givingHandlers(parts, exchanges),
    ...receivingHandlers(parts, exchanges),
    ...arrangingHandlers(parts, exchanges),
    ...scoringHandlers(parts),
  });
};
