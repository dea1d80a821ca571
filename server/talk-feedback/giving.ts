// Giving feedback on a talk, and what of it the presenters get: one desk for every member of the course.
import { z } from 'zod';
import type { Id } from '#shared/kernel/primitives.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import { ensure } from '#shared/kernel/rules.ts';
import { areSameTalkContents, talkContentBy } from '#shared/talk-feedback/content.ts';
import {
  talkFeedbackEvents,
  type talkFeedbackRoutes,
  type TalkDesk,
} from '#shared/talk-feedback/contract.ts';
import { isClassmate, mayGiveTalkFeedback, mayReadTalkResults } from '#shared/talk-feedback/rules.ts';
import { isDuplicate } from '#server/kernel/db/collection.ts';
import type { Handlers } from '#server/kernel/feature.ts';
import { validate } from '#server/kernel/validate.ts';
import type { TalkExchanges, TalkFound } from './exchanges.ts';
import type { TalkFeedbackParts } from './parts.ts';
import { feedbackKey, type TalkFeedbackRecord } from './store.ts';
import { viewOwn, viewResults } from './views.ts';

type Verb = 'readTalkFeedback' | 'saveTalkFeedback';

export const givingHandlers = (
  { store, bus, clock }: TalkFeedbackParts,
  { look, begin, handOut }: TalkExchanges,
): Pick<Handlers<typeof talkFeedbackRoutes>, Verb> => {
  const ownOf = (paperId: Id, personId: Id) =>
    store.feedbacks.findById(feedbackKey(paperId, personId)).lean();

  const resultsFor = async (found: TalkFound): Promise<TalkDesk['results']> => {
    const { meeting, paperId, place } = found;
    const verdict = mayReadTalkResults(meeting.member, place);
    if (verdict !== true) return verdict.key === 'talk_feedback_waits' ? 'waits' : 'none';
    const copy = await handOut(found);
    if (!copy) return 'too_few';
    const hidden = await store.feedbacks.find({ paperId, hidden: { $ne: null } }, { giverId: 1 }).lean();
    return viewResults(found, copy, new Set(hidden.map(({ giverId }) => giverId))) ?? 'too_few';
  };

  const create = async (record: TalkFeedbackRecord): Promise<TalkFeedbackRecord | null> => {
    try {
      await store.feedbacks.create(record);
      return record;
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      return null;
    }
  };

  return {
    readTalkFeedback: async ({ actor, params: { meetingId, paperId } }) => {
      const found = await begin(await look(actor, meetingId, paperId));
      const { meeting, place, terms, criteria } = found;
      const [own, results] = await Promise.all([ownOf(paperId, actor.personId), resultsFor(found)]);
      return {
        ...{ meetingId, paperId, results },
        phase: place.phase,
        opensAt: terms.opensAt.toISOString(),
        closesAt: terms.closesAt.toISOString(),
        presenterIds: [...place.presenterIds],
        criteria: [...criteria],
        // What one gave stays one's own to read, also as somebody who could give nothing now.
        own: own || isClassmate(meeting.member, place) === true ? viewOwn(own) : null,
      };
    },

    saveTalkFeedback: async ({ actor, params: { meetingId, paperId }, body: { content, revision } }) => {
      const found = await look(actor, meetingId, paperId);
      const { meeting, place } = found;
      ensure(mayGiveTalkFeedback(meeting.member, place));
      const { criteria } = await begin(found);
      validate(z.object({ content: talkContentBy(criteria) }), { content }, 'body');
      const key = feedbackKey(paperId, actor.personId);
      const change = { content, savedAt: clock.now() };
      const saved =
        revision === 0
          ? await create({
              ...{ _id: key, courseId: place.courseId, paperId, giverId: actor.personId },
              ...{ ...change, revision: 1, hidden: null },
            })
          : await store.feedbacks
              .findOneAndUpdate(
                { _id: key, revision },
                { $set: change, $inc: { revision: 1 } },
                { returnDocument: 'after' },
              )
              .lean();
      if (!saved) {
        const current = await ownOf(paperId, actor.personId);
        // The same save again, because its answer was lost on the way.
        if (current?.revision === revision + 1 && areSameTalkContents(current.content, content))
          return viewOwn(current);
        throw refuse(
          'conflict',
          'talk_feedback_changed',
          'Your feedback was changed in another tab or on another device. Both are here: choose, or put them together.',
          { current: viewOwn(current) },
        );
      }
      // Handed out in this very moment: what the presenters read is without this change, and that is said.
      if (await store.exchanges.exists({ _id: paperId, handedOut: { $ne: null } }))
        ensure(mayGiveTalkFeedback(meeting.member, { ...place, phase: 'closed' }));
      const fact = { meetingId, paperId };
      bus.publish(talkFeedbackEvents.ownTalkFeedbackChanged, actor.personId, {
        ...fact,
        revision: saved.revision,
      });
      bus.publish(talkFeedbackEvents.talkFeedbackChanged, meetingId, fact);
      return viewOwn(saved);
    },
  };
};
