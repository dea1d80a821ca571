// Writing, submitting and reading reviews.
import type { Model } from 'mongoose';
import { newId, type Id } from '#shared/kernel/primitives.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import { ensure } from '#shared/kernel/rules.ts';
import { reviewsEvents, reviewsRoutes } from '#shared/reviews/contract.ts';
import {
  isLate,
  mayReadClassmatesReviews,
  mayReadReview,
  maySubmitReview,
  mayTrackReviews,
  mayWriteReview,
  type ReviewTerms,
} from '#shared/reviews/rules.ts';
import type { AccountsPublic } from '#server/accounts/public.ts';
import { noSuch, type CoursesPublic } from '#server/courses/public.ts';
import type { Actor } from '#server/kernel/actor.ts';
import type { Bus } from '#server/kernel/bus.ts';
import type { Clock } from '#server/kernel/clock.ts';
import { isDuplicate } from '#server/kernel/db/collection.ts';
import { feature, type Feature } from '#server/kernel/feature.ts';
import type { MeetingForMember, PapersPublic } from '#server/papers/public.ts';
import { versionsAtMost, type ReviewRecord } from './store.ts';
import { viewOwnReview, viewReview, viewStatus, viewSubmission } from './views.ts';

interface Parts {
  readonly reviews: Model<ReviewRecord>;
  readonly papers: PapersPublic;
  readonly courses: CoursesPublic;
  readonly accounts: AccountsPublic;
  readonly bus: Bus;
  readonly clock: Clock;
}

const termsOf = ({ deadlines, settings }: MeetingForMember): ReviewTerms => ({
  dueAt: deadlines.reviewsDueAt,
  lateReviews: settings.lateReviews,
  classmatesReadReviews: settings.classmatesReadReviews,
});

/** Answers for {@link reviewsRoutes}. */
export const createReviewsFeature = ({ reviews, papers, courses, accounts, bus, clock }: Parts): Feature => {
  const own = (meetingId: Id, actor: Actor) =>
    reviews.findOne({ meetingId, authorId: actor.personId }).lean();

  const conflict = (review: ReviewRecord | null) =>
    refuse(
      'conflict',
      'review_changed',
      'This review was changed in another tab or on another device. Both texts are here: choose one or put them together.',
      { current: viewOwnReview(review) },
    );

  return feature(reviewsRoutes, {
    readOwnReview: async ({ actor, params: { meetingId } }) => {
      await papers.meetingFor(actor, meetingId);
      return viewOwnReview(await own(meetingId, actor));
    },

    saveReview: async ({ actor, params: { meetingId }, body: { parts, revision } }) => {
      const { member, courseId } = await papers.meetingFor(actor, meetingId);
      ensure(mayWriteReview(member));
      const savedAt = clock.now();
      let saved: ReviewRecord | null;
      if (revision === 0) {
        saved = {
          _id: newId(),
          courseId,
          meetingId,
          authorId: actor.personId,
          parts,
          revision: 1,
          savedAt,
          versions: [],
        };
        try {
          await reviews.create(saved);
        } catch (error) {
          if (!isDuplicate(error)) throw error;
          saved = null;
        }
      } else {
        saved = await reviews
          .findOneAndUpdate(
            { meetingId, authorId: actor.personId, revision },
            { $set: { parts, savedAt }, $inc: { revision: 1 } },
            { returnDocument: 'after' },
          )
          .lean();
      }
      if (!saved) {
        const current = await own(meetingId, actor);
        // The same save again, because its answer was lost on the way.
        const isRepeat =
          current?.revision === revision + 1 && JSON.stringify(current.parts) === JSON.stringify(parts);
        if (!isRepeat) throw conflict(current);
        saved = current;
      }
      bus.publish(reviewsEvents.reviewSaved, actor.personId, { meetingId, revision: saved.revision });
      return viewOwnReview(saved);
    },

    submitReview: async ({ actor, params: { meetingId }, body: { revision } }) => {
      const meeting = await papers.meetingFor(actor, meetingId);
      const draft = await own(meetingId, actor);
      if (draft?.revision !== revision) throw conflict(draft);
      const now = clock.now();
      const terms = termsOf(meeting);
      ensure(maySubmitReview(meeting.member, draft.parts, terms, now));
      // The same draft again: the first submission stands.
      if (draft.versions.at(-1)?.revision === revision) return viewOwnReview(draft);
      if (draft.versions.length >= versionsAtMost)
        throw refuse(
          'unprocessable',
          'too_many_versions',
          `A review can be submitted ${String(versionsAtMost)} times; this one was.`,
        );
      const version = {
        number: draft.versions.length + 1,
        revision,
        at: now,
        late: isLate(terms, now),
        parts: draft.parts,
      };
      const submitted = await reviews
        .findOneAndUpdate(
          { _id: draft._id, revision, versions: { $size: draft.versions.length } },
          { $push: { versions: version } },
          { returnDocument: 'after' },
        )
        .lean();
      if (!submitted) throw conflict(await own(meetingId, actor));
      bus.publish(reviewsEvents.reviewSubmitted, meeting.courseId, { meetingId });
      bus.publish(reviewsEvents.reviewSaved, actor.personId, { meetingId, revision });
      return viewOwnReview(submitted);
    },

    listOwnVersions: async ({ actor, params: { meetingId } }) => {
      await papers.meetingFor(actor, meetingId);
      const review = await own(meetingId, actor);
      return (review?.versions ?? [])
        .map((version) => ({ ...viewSubmission(version), parts: version.parts }))
        .reverse();
    },

    trackReviews: async ({ actor, params: { meetingId } }) => {
      const { member, courseId } = await papers.meetingFor(actor, meetingId);
      ensure(mayTrackReviews(member));
      const students = await courses.membersOf(courseId, ['student']);
      const names = await accounts.namesOf(students.map((student) => student.personId));
      const byAuthor = new Map(
        (await reviews.find({ meetingId }).lean()).map((review) => [review.authorId, review]),
      );
      return students
        .map(({ personId }) => viewStatus(personId, names.get(personId) ?? '', byAuthor.get(personId)))
        .sort((a, b) => a.name.localeCompare(b.name, 'en'));
    },

    listReviews: async ({ actor, params: { meetingId } }) => {
      const meeting = await papers.meetingFor(actor, meetingId);
      ensure(mayReadClassmatesReviews(meeting.member, termsOf(meeting), clock.now()));
      const records = await reviews.find({ meetingId, 'versions.0': { $exists: true } }).lean();
      const names = await accounts.namesOf(records.map((record) => record.authorId));
      return records
        .flatMap((record) => viewReview(record, names) ?? [])
        .sort((a, b) => a.author.name.localeCompare(b.author.name, 'en'));
    },

    readReview: async ({ actor, params: { reviewId } }) => {
      const record = await reviews.findById(reviewId).lean();
      if (!record) throw noSuch('review');
      const member = await courses.findMember(actor, record.courseId);
      if (!member) throw noSuch('review');
      const meeting = await papers.meetingFor(actor, record.meetingId);
      const verdict = mayReadReview(
        member,
        { authorId: record.authorId, courseId: record.courseId, isSubmitted: record.versions.length > 0 },
        termsOf(meeting),
        clock.now(),
      );
      if (verdict !== true && verdict.key === 'not_found') throw noSuch('review');
      ensure(verdict);
      const view = viewReview(record, await accounts.namesOf([record.authorId]));
      if (!view) throw noSuch('review');
      return view;
    },
  });
};
