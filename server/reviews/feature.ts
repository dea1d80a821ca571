// Puts together what the reviews domain answers: writing one's own, reading what was submitted, and what the staff arrange.
import { reviewsRoutes } from '#shared/reviews/contract.ts';
import { feature, type Feature } from '#server/kernel/feature.ts';
import { arrangingHandlers } from './arranging.ts';
import { createFacts } from './facts.ts';
import { createOpening } from './opening.ts';
import type { ReviewsParts } from './parts.ts';
import { readingHandlers } from './reading.ts';
import { reviewRoom } from './rooms.ts';
import { writingHandlers } from './writing.ts';

/** Answers for {@link reviewsRoutes}. */
export const createReviewsFeature = (parts: ReviewsParts): Feature => {
  const facts = createFacts(parts);
  const opening = createOpening(parts, facts);
  const handlers = {
    ...writingHandlers(parts, facts),
    ...readingHandlers(parts, facts, opening),
    ...arrangingHandlers(parts, facts),
  };
  return feature(reviewsRoutes, handlers, [reviewRoom(opening, parts.bus)]);
};
