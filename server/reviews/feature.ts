// Puts together what the reviews domain answers: writing one's own, reading what was submitted, and what the staff arrange.
import { reviewsRoutes } from '#shared/reviews/contract.ts';
import { feature, type Feature } from '#server/kernel/feature.ts';
import { arrangingHandlers } from './arranging.ts';
import { createFacts } from './facts.ts';
import type { ReviewsParts } from './parts.ts';
import { readingHandlers } from './reading.ts';
import { writingHandlers } from './writing.ts';

/** Answers for {@link reviewsRoutes}. */
export const createReviewsFeature = (parts: ReviewsParts): Feature => {
  const facts = createFacts(parts);
  return feature(reviewsRoutes, {
    ...writingHandlers(parts, facts),
    ...readingHandlers(parts, facts),
    ...arrangingHandlers(parts, facts),
  });
};
