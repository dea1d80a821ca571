// Puts together what the grading domain answers: the queue, marking, returning, saved replies, hints of likeness, the export.
import { gradingRoutes } from '#shared/grading/contract.ts';
import { feature, type Feature } from '#server/kernel/feature.ts';
import { exportHandlers } from './export.ts';
import { likenessHandlers } from './likenesses.ts';
import { markingHandlers } from './marking.ts';
import type { GradingParts } from './parts.ts';
import { queueHandlers } from './queue.ts';
import { returningHandlers } from './returning.ts';
import { gradersRoom } from './room.ts';
import { savedReplyHandlers } from './saved-replies.ts';

/** Answers for {@link gradingRoutes}. */
export const createGradingFeature = (parts: GradingParts): Feature =>
  feature(
    gradingRoutes,
    {
      ...queueHandlers(parts),
      ...markingHandlers(parts),
      ...returningHandlers(parts),
      ...savedReplyHandlers(parts),
      ...likenessHandlers(parts),
      ...exportHandlers(parts),
    },
    [gradersRoom(parts.papers)],
  );
