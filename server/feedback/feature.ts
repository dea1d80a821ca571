// Puts together what the feedback domain answers: criteria, giving, receiving, arranging, scoring, and samples.
import { feedbackRoutes } from '#shared/feedback/contract.ts';
import { samplesRoutes } from '#shared/feedback/samples.ts';
import { feature, type Feature } from '#server/kernel/feature.ts';
import { arrangingHandlers } from './arranging.ts';
import { markingHandlers } from './calibration/marking.ts';
import { createSamples } from './calibration/samples.ts';
import { staffHandlers } from './calibration/staff.ts';
import { criteriaHandlers } from './criteria.ts';
import { createExchanges } from './exchanges.ts';
import { givingHandlers } from './giving.ts';
import type { FeedbackParts } from './parts.ts';
import { receivingHandlers } from './receiving.ts';
import { scoringHandlers } from './scoring.ts';

/** Answers for {@link feedbackRoutes} and {@link samplesRoutes}. */
export const createFeedbackFeature = (parts: FeedbackParts): Feature => {
  const exchanges = createExchanges(parts);
  const samples = createSamples(parts);
  return feature(
    { ...feedbackRoutes, ...samplesRoutes },
    {
      ...criteriaHandlers(parts),
      ...givingHandlers(parts, exchanges, samples),
      ...receivingHandlers(parts, exchanges),
      ...arrangingHandlers(parts, exchanges),
      ...scoringHandlers(parts),
      ...markingHandlers(parts, samples),
      ...staffHandlers(parts, samples),
    },
  );
};
