// Answers for the shows and the questions of talks, and the door of the room that follows.
import { Refusal } from '#shared/kernel/refusals.ts';
import { reason } from '#shared/kernel/rules.ts';
import { presentingRoutes } from '#shared/presenting/contract.ts';
import { questionsRoutes } from '#shared/presenting/questions.ts';
import { noSuch } from '#server/courses/public.ts';
import { feature, type Feature, type RoomGuard } from '#server/kernel/feature.ts';
import { questionHandlers } from './asking.ts';
import { noteHandlers } from './notes.ts';
import type { PresentingParts } from './parts.ts';
import { stageHandlers } from './stage.ts';
import { steeringHandlers } from './steering.ts';

/** A meeting's stage, for the members of its course; whoever holds the controls of what is on points, also on the projector. */
const stageRoom = ({ papers, shows }: PresentingParts): RoomGuard => ({
  kind: 'stage',
  mayEnter: ({ actor }, meetingId) =>
    papers.meetingFor(actor, meetingId).then(
      () => true,
      (error: unknown) => {
        if (!(error instanceof Refusal)) throw error;
        const { body, message } = noSuch('talk');
        return reason(body.reason, message);
      },
    ),
  pointer: ({ actor }, meetingId) => {
    for (const record of shows.known())
      if (actor && record.meetingId === meetingId && record.show.holderId === actor.personId)
        return [
          ['stage', meetingId],
          ['projector', meetingId],
        ];
    return [];
  },
});

/** Answers for {@link presentingRoutes} and {@link questionsRoutes}. */
export const presentingFeatures = (parts: PresentingParts): Feature[] => [
  feature(presentingRoutes, { ...stageHandlers(parts), ...steeringHandlers(parts), ...noteHandlers(parts) }, [
    stageRoom(parts),
  ]),
  feature(questionsRoutes, questionHandlers(parts)),
];
