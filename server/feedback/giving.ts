// Giving feedback: the desk of one student, drafts saved from a known revision, submitting until the deadline.
import { z } from 'zod';
import { feedbackEvents, type feedbackRoutes } from '#shared/feedback/contract.ts';
import { areSameContents, contentBy, missingIn } from '#shared/feedback/content.ts';
import { mayGiveFeedback, mayReadFeedback, termsOf } from '#shared/feedback/rules.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import type { Actor } from '#server/kernel/actor.ts';
import { isDuplicate } from '#server/kernel/db/collection.ts';
import type { Handlers } from '#server/kernel/feature.ts';
import { validate } from '#server/kernel/validate.ts';
import { noSuch } from '#server/courses/public.ts';
import { createAliases } from './aliases.ts';
import type { SamplesOfCourses } from './calibration/samples.ts';
import { factsOf, type Exchanges } from './exchanges.ts';
import { ensureFound } from './found.ts';
import type { FeedbackParts } from './parts.ts';
import type { FeedbackRecord } from './store.ts';
import { byAlias, viewGiven, viewReceived } from './views.ts';

type Verb = 'readFeedback' | 'saveFeedback' | 'submitFeedback';

export const givingHandlers = (
  { store, reviews, bus, secret }: FeedbackParts,
  exchanges: Exchanges,
  { holdUp }: SamplesOfCourses,
): Pick<Handlers<typeof feedbackRoutes>, Verb> => {
  const aliasOf = createAliases(secret);

  /** The pair of one who may write for it now, and how to show it. */
  const mine = async (actor: Actor, pairId: Id) => {
    const found = await exchanges.pairOf(actor, pairId);
    const { member, facts, meeting, pair, phase } = found;
    const terms = termsOf(meeting.settings, meeting.deadlines.reviewsDueAt);
    ensureFound(mayGiveFeedback(member, facts, phase, await holdUp(member, terms)));
    const [review] = await reviews.submittedBy(meeting, [pair.authorId]);
    if (!review) throw noSuch('feedback');
    const show = (feedback: FeedbackRecord | null) =>
      viewGiven(meeting.meetingId, pair, review, feedback, phase, aliasOf);
    return { ...found, show };
  };
  const conflict = (current: unknown) =>
    refuse(
      'conflict',
      'feedback_changed',
      'This feedback was changed in another tab or on another device. Both texts are here: choose one or put them together.',
      { current },
    );

  const create = async (record: FeedbackRecord): Promise<FeedbackRecord | null> => {
    try {
      await store.feedbacks.create(record);
      return record;
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      return null;
    }
  };

  return {
    readFeedback: async ({ actor, params: { meetingId } }) => {
      const { meeting, terms, phase, record, criteria } = await exchanges.look(actor, meetingId);
      const { member } = meeting;
      const own = (record?.pairs ?? []).filter(
        ({ giverId, authorId }) => giverId === actor.personId || authorId === actor.personId,
      );
      const isStudent = member.role === 'student';
      const waitsForSamples = isStudent && phase === 'open' && (await holdUp(member, terms));
      const given = own.filter(({ giverId }) => isStudent && !waitsForSamples && giverId === actor.personId);
      const [written, texts] = await Promise.all([
        store.feedbacks.find({ _id: { $in: own.map(({ id }) => id) } }).lean(),
        reviews.submittedBy(
          meeting,
          given.map(({ authorId }) => authorId),
        ),
      ]);
      const byPair = new Map(written.map((one) => [one._id, one]));
      const reviewOf = new Map(texts.map((review) => [review.authorId, review]));
      return {
        ...{ phase, waitsForSamples },
        criteria: [...criteria],
        opensAt: terms.opensAt.toISOString(),
        dueAt: terms.dueAt.toISOString(),
        toGive: given
          .flatMap((pair) => {
            const review = reviewOf.get(pair.authorId);
            return review ? [viewGiven(meetingId, pair, review, byPair.get(pair.id), phase, aliasOf)] : [];
          })
          .sort(byAlias),
        received: own
          .flatMap((pair) => {
            const feedback = byPair.get(pair.id);
            if (!record || !feedback || !isStudent || pair.authorId !== actor.personId) return [];
            return mayReadFeedback(member, factsOf(record, pair, feedback), phase) === true
              ? [viewReceived(meetingId, pair, feedback, aliasOf)]
              : [];
          })
          .sort(byAlias),
      };
    },

    saveFeedback: async ({ actor, params: { pairId }, body: { content, revision } }) => {
      const { record, feedback, criteria, show } = await mine(actor, pairId);
      validate(z.object({ content: contentBy(criteria) }), { content }, 'body');
      const saved =
        revision === 0
          ? await create({
              ...{ _id: pairId, meetingId: record._id, courseId: record.courseId, draft: content },
              ...{ revision: 1, submitted: null, usefulness: null, answer: null },
            })
          : await store.feedbacks
              .findOneAndUpdate(
                { _id: pairId, revision },
                { $set: { draft: content }, $inc: { revision: 1 } },
                { returnDocument: 'after' },
              )
              .lean();
      if (saved) return show(saved);
      // The same save again, because its answer was lost on the way.
      const isRepeat = feedback?.revision === revision + 1 && areSameContents(feedback.draft, content);
      if (!isRepeat) throw conflict(show(await store.feedbacks.findById(pairId).lean()));
      return show(feedback);
    },

    submitFeedback: async ({ actor, params: { pairId }, body: { revision } }) => {
      const { record, feedback, criteria, show } = await mine(actor, pairId);
      if (feedback?.revision !== revision) throw conflict(show(feedback));
      const missing = missingIn(feedback.draft, criteria);
      if (missing !== null) throw refuse('unprocessable', 'feedback_incomplete', missing);
      const submitted = await store.feedbacks
        .findOneAndUpdate(
          { _id: pairId, revision },
          { $set: { submitted: feedback.draft } },
          { returnDocument: 'after' },
        )
        .lean();
      if (!submitted) throw conflict(show(await store.feedbacks.findById(pairId).lean()));
      bus.publish(feedbackEvents.pairingsChanged, record.courseId, { meetingId: record._id });
      return show(submitted);
    },
  };
};
