// The room of the staff who see feedback on a meeting's talks: whoever presents one of them is not let in, for moments tell much.
import { presentationsEvents } from '#shared/presentations/contract.ts';
import { isStaff } from '#shared/courses/roles.ts';
import { Refusal } from '#shared/kernel/refusals.ts';
import { reason } from '#shared/kernel/rules.ts';
import { noSuch } from '#server/courses/public.ts';
import type { RoomGuard } from '#server/kernel/feature.ts';
import type { TalkFeedbackParts } from './parts.ts';

const nowhere = reason('not_found', noSuch('meeting').message);

/** Rooms of kind `talkFeedback`, by meeting. */
export const talkFeedbackRoom = ({
  papers,
  presentations,
  bus,
}: Pick<TalkFeedbackParts, 'papers' | 'presentations' | 'bus'>): RoomGuard => {
  bus.on(presentationsEvents.talksChanged, (_courseId, { meetingId }) => {
    bus.clearRoom('talkFeedback', meetingId);
  });
  return {
    kind: 'talkFeedback',
    mayEnter: async ({ actor }, meetingId) => {
      if (!actor) return nowhere;
      try {
        const { member } = await papers.meetingFor(actor, meetingId);
        const presenterIds = await presentations.presentersOf(meetingId);
        return (isStaff(member) && !presenterIds.includes(actor.personId)) || nowhere;
      } catch (error) {
        if (error instanceof Refusal) return reason(error.body.reason, error.message);
        throw error;
      }
    },
  };
};
