// Writing one's own review: saving the draft from a known revision, submitting it as a version.
import { newId, type Id } from '#shared/kernel/primitives.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import { ensure } from '#shared/kernel/rules.ts';
import { reviewsEvents, type reviewsRoutes } from '#shared/reviews/contract.ts';
import { areSameParts, type Parts } from '#shared/reviews/parts.ts';
import { isLate, maySubmitReview, mayWriteReview } from '#shared/reviews/rules.ts';
import type { Actor } from '#server/kernel/actor.ts';
import { isDuplicate } from '#server/kernel/db/collection.ts';
import type { Handlers } from '#server/kernel/feature.ts';
import { termsOf, type ReviewsParts } from './parts.ts';
import { latestOnly, versionsAtMost, type ReviewRecord } from './store.ts';
import { viewOwnReview, viewSubmission } from './views.ts';

type Verb = 'readOwnReview' | 'saveReview' | 'submitReview' | 'listOwnVersions';

const conflict = (review: ReviewRecord | null) =>
  refuse(
    'conflict',
    'review_changed',
    'This review was changed in another tab or on another device. Both texts are here: choose one or put them together.',
    { current: viewOwnReview(review) },
  );

/** The part of the reviews feature that is about one's own. */
export const writingHandlers = ({
  reviews,
  papers,
  bus,
  clock,
}: ReviewsParts): Pick<Handlers<typeof reviewsRoutes>, Verb> => {
  const own = (meetingId: Id, actor: Actor) =>
    reviews.findOne({ meetingId, authorId: actor.personId }, latestOnly).lean();

  /** The first save; null when there is a review already. */
  const create = async (review: ReviewRecord): Promise<ReviewRecord | null> => {
    try {
      await reviews.create(review);
      return review;
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      return null;
    }
  };

  const change = (meetingId: Id, actor: Actor, revision: number, parts: Parts) =>
    reviews
      .findOneAndUpdate(
        { meetingId, authorId: actor.personId, revision },
        { $set: { parts, savedAt: clock.now() }, $inc: { revision: 1 } },
        { returnDocument: 'after', projection: latestOnly },
      )
      .lean();

  return {
    readOwnReview: async ({ actor, params: { meetingId } }) => {
      await papers.meetingFor(actor, meetingId);
      return viewOwnReview(await own(meetingId, actor));
    },

    saveReview: async ({ actor, params: { meetingId }, body: { parts, revision } }) => {
      const { member, courseId } = await papers.meetingFor(actor, meetingId);
      ensure(mayWriteReview(member));
      const base = { _id: newId(), courseId, meetingId, authorId: actor.personId };
      const saved =
        revision === 0
          ? await create({ ...base, parts, revision: 1, savedAt: clock.now(), versions: [] })
          : await change(meetingId, actor, revision, parts);
      if (!saved) {
        const current = await own(meetingId, actor);
        // The same save again, because its answer was lost on the way.
        const isRepeat = current?.revision === revision + 1 && areSameParts(current.parts, parts);
        if (!isRepeat) throw conflict(current);
        return viewOwnReview(current);
      }
      bus.publish(reviewsEvents.reviewSaved, actor.personId, { meetingId, revision: saved.revision });
      return viewOwnReview(saved);
    },

    submitReview: async ({ actor, params: { meetingId }, body: { revision } }) => {
      const meeting = await papers.meetingFor(actor, meetingId);
      ensure(mayWriteReview(meeting.member));
      const draft = await own(meetingId, actor);
      if (draft?.revision !== revision) throw conflict(draft);
      const latest = draft.versions.at(-1);
      // The same text again, perhaps because the answer was lost: what was submitted stands, with its time.
      if (latest && areSameParts(latest.parts, draft.parts)) return viewOwnReview(draft);
      const [now, terms] = [clock.now(), termsOf(meeting)];
      ensure(maySubmitReview(meeting.member, draft.parts, terms, now));
      const count = latest?.number ?? 0;
      if (count >= versionsAtMost)
        throw refuse(
          'unprocessable',
          'too_many_versions',
          `A review can be submitted ${String(versionsAtMost)} times; this one was.`,
        );
      const version = { number: count + 1, at: now, late: isLate(terms, now), parts: draft.parts };
      const submitted = await reviews
        .findOneAndUpdate(
          { _id: draft._id, revision, versions: { $size: count } },
          { $push: { versions: version } },
          { returnDocument: 'after', projection: latestOnly },
        )
        .lean();
      if (!submitted) {
        const current = await own(meetingId, actor);
        // Two submissions of one text at the same moment: the other one was first.
        if (current?.revision === revision) return viewOwnReview(current);
        throw conflict(current);
      }
      bus.publish(reviewsEvents.reviewSubmitted, meeting.courseId, { meetingId });
      bus.publish(reviewsEvents.reviewSaved, actor.personId, { meetingId, revision });
      return viewOwnReview(submitted);
    },

    listOwnVersions: async ({ actor, params: { meetingId } }) => {
      await papers.meetingFor(actor, meetingId);
      const review = await reviews.findOne({ meetingId, authorId: actor.personId }).lean();
      return (review?.versions ?? [])
        .map((version) => ({ ...viewSubmission(version), parts: version.parts }))
        .reverse();
    },
  };
};
