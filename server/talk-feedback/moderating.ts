// What the staff see of feedback on a talk, with names, and keeping a comment from the presenters.
import type { Id } from '#shared/kernel/primitives.ts';
import { ensure } from '#shared/kernel/rules.ts';
import { talkFeedbackEvents, type talkFeedbackRoutes } from '#shared/talk-feedback/contract.ts';
import { mayReadAllTalkFeedback } from '#shared/talk-feedback/rules.ts';
import { noSuch } from '#server/courses/public.ts';
import type { Actor } from '#server/kernel/actor.ts';
import type { Handlers } from '#server/kernel/feature.ts';
import type { TalkExchanges, TalkFound } from './exchanges.ts';
import type { TalkFeedbackParts } from './parts.ts';
import { feedbackKey } from './store.ts';
import { viewAll } from './views.ts';

type Verb = 'listTalkFeedback' | 'hideTalkComment';

export const moderatingHandlers = (
  { store, accounts, bus }: TalkFeedbackParts,
  { look, begin }: TalkExchanges,
): Pick<Handlers<typeof talkFeedbackRoutes>, Verb> => {
  const open = async (actor: Actor, meetingId: Id, paperId: Id) => {
    const found = await look(actor, meetingId, paperId);
    ensure(mayReadAllTalkFeedback(found.meeting.member, found.place));
    return begin(found);
  };
  const show = async (found: TalkFound) => {
    const records = await store.feedbacks.find({ paperId: found.paperId }).lean();
    const names = await accounts.namesOf(
      records.flatMap(({ giverId, hidden }) => [giverId, ...(hidden ? [hidden.by] : [])]),
    );
    return viewAll(found, records, names);
  };

  return {
    listTalkFeedback: async ({ actor, params: { meetingId, paperId } }) =>
      show(await open(actor, meetingId, paperId)),

    hideTalkComment: async ({ actor, params: { meetingId, paperId, giverId }, body: { reason } }) => {
      const found = await open(actor, meetingId, paperId);
      const changed = await store.feedbacks
        .findByIdAndUpdate(
          feedbackKey(paperId, giverId),
          { $set: { hidden: reason === null ? null : { reason, by: actor.personId } } },
          { returnDocument: 'after' },
        )
        .lean();
      if (!changed) throw noSuch('comment');
      const fact = { meetingId, paperId };
      const { revision } = changed;
      bus.publish(talkFeedbackEvents.ownTalkFeedbackChanged, giverId, { ...fact, revision });
      bus.publish(talkFeedbackEvents.talkFeedbackChanged, meetingId, fact);
      // Before it is handed out, presenters must not notice that anything was written.
      if (found.handedOut)
        for (const id of found.place.presenterIds)
          bus.publish(talkFeedbackEvents.talkResultsChanged, id, fact);
      return show(found);
    },
  };
};
