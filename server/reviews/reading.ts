// Reading submitted reviews: staff always, classmates as the rules say; drafts are in none of these answers.
import { ensure } from '#shared/kernel/rules.ts';
import type { reviewsRoutes } from '#shared/reviews/contract.ts';
import { mayReadClassmatesReviews, mayReadReview, mayTrackReviews } from '#shared/reviews/rules.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import type { Actor } from '#server/kernel/actor.ts';
import { noSuch } from '#server/courses/public.ts';
import type { Handlers } from '#server/kernel/feature.ts';
import { termsOf, type ReviewsParts } from './parts.ts';
import { latestOnly } from './store.ts';
import { viewReview, viewStatus } from './views.ts';

type Verb = 'trackReviews' | 'listReviews' | 'readReview';

/** The part of the reviews feature that is about others' reviews. */
export const readingHandlers = ({
  reviews,
  papers,
  courses,
  accounts,
  clock,
}: ReviewsParts): Pick<Handlers<typeof reviewsRoutes>, Verb> => {
  const hasSubmitted = async (actor: Actor, meetingId: Id) =>
    (await reviews.exists({ meetingId, authorId: actor.personId, 'versions.0': { $exists: true } })) !== null;

  return {
    trackReviews: async ({ actor, params: { meetingId } }) => {
      const { member, courseId } = await papers.meetingFor(actor, meetingId);
      ensure(mayTrackReviews(member));
      const students = await courses.membersOf(courseId, ['student']);
      const names = await accounts.namesOf(students.map((student) => student.personId));
      const byAuthor = new Map(
        (await reviews.find({ meetingId }, latestOnly).lean()).map((review) => [review.authorId, review]),
      );
      return students
        .map(({ personId }) => viewStatus(personId, names.get(personId) ?? '', byAuthor.get(personId)))
        .sort((a, b) => a.name.localeCompare(b.name, 'en'));
    },

    listReviews: async ({ actor, params: { meetingId } }) => {
      const meeting = await papers.meetingFor(actor, meetingId);
      const terms = termsOf(meeting, await hasSubmitted(actor, meetingId));
      ensure(mayReadClassmatesReviews(meeting.member, terms, clock.now()));
      const records = await reviews.find({ meetingId, 'versions.0': { $exists: true } }, latestOnly).lean();
      const names = await accounts.namesOf(records.map((record) => record.authorId));
      return records
        .flatMap((record) => viewReview(record, names) ?? [])
        .sort((a, b) => a.author.name.localeCompare(b.author.name, 'en'));
    },

    readReview: async ({ actor, params: { reviewId } }) => {
      const record = await reviews.findById(reviewId, latestOnly).lean();
      const member = record && (await courses.findMember(actor, record.courseId));
      if (!member) throw noSuch('review');
      const { authorId, courseId, meetingId, versions } = record;
      const terms = termsOf(await papers.meetingFor(actor, meetingId), await hasSubmitted(actor, meetingId));
      const verdict = mayReadReview(
        member,
        { authorId, courseId, isSubmitted: versions.length > 0 },
        terms,
        clock.now(),
      );
      if (verdict !== true && verdict.key === 'not_found') throw noSuch('review');
      ensure(verdict);
      // One's own draft is read as `readOwnReview`; here stands only what was submitted.
      const view = viewReview(record, await accounts.namesOf([authorId]));
      if (!view) throw noSuch('review');
      return view;
    },
  };
};
