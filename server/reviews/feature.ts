// Puts together what the reviews domain answers: writing one's own, and reading what was submitted.
import { reviewsRoutes } from '#shared/reviews/contract.ts';
import { feature, type Feature } from '#server/kernel/feature.ts';
import type { ReviewsParts } from './parts.ts';
import { readingHandlers } from './reading.ts';
import { writingHandlers } from './writing.ts';

/** Answers for {@link reviewsRoutes}. */
export const createReviewsFeature = (parts: ReviewsParts): Feature =>
  feature(reviewsRoutes, { ...writingHandlers(parts), ...readingHandlers(parts) });
