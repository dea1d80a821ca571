// Puts together what the domain answers: the rubric, giving and receiving, what staff see and moderate, and their grades.
import { talkFeedbackRoutes } from '#shared/talk-feedback/contract.ts';
import { talkGradingRoutes } from '#shared/talk-feedback/grading.ts';
import { feature, type Feature } from '#server/kernel/feature.ts';
import { createTalkExchanges } from './exchanges.ts';
import { givingHandlers } from './giving.ts';
import { gradedTalksHandlers } from './graded-talks.ts';
import { gradingHandlers } from './grading.ts';
import { moderatingHandlers } from './moderating.ts';
import { openTalksHandlers } from './open-talks.ts';
import type { TalkFeedbackParts } from './parts.ts';
import { talkFeedbackRoom } from './room.ts';
import { rubricHandlers } from './rubric.ts';

/** Answers for {@link talkFeedbackRoutes} and {@link talkGradingRoutes}. */
export const createTalkFeedbackFeature = (parts: TalkFeedbackParts): Feature => {
  const exchanges = createTalkExchanges(parts);
  return feature(
    { ...talkFeedbackRoutes, ...talkGradingRoutes },
    {
      ...rubricHandlers(parts),
      ...givingHandlers(parts, exchanges),
      ...openTalksHandlers(parts),
      ...moderatingHandlers(parts, exchanges),
      ...gradingHandlers(parts, exchanges),
      ...gradedTalksHandlers(parts, exchanges),
    },
    [talkFeedbackRoom(parts)],
  );
};
