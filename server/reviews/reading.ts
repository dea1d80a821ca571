// Reading submitted reviews: staff always, classmates as the rules say; drafts are in none of these answers.
import { refuse } from '#shared/kernel/refusals.ts';
import { ensure } from '#shared/kernel/rules.ts';
import { isStaff, type Member } from '#shared/courses/roles.ts';
import { reviewsEvents, type reviewsRoutes } from '#shared/reviews/contract.ts';
import {
  mayArrangeReviews,
  mayReadClassmatesReviews,
  mayReadReview,
  mayTrackReviews,
} from '#shared/reviews/rules.ts';
import { noSuch } from '#server/courses/public.ts';
import type { Handlers } from '#server/kernel/feature.ts';
import type { MeetingForMember } from '#server/papers/public.ts';
import { withLate, type Facts } from './facts.ts';
import { fromStored } from './legacy.ts';
import type { Opening } from './opening.ts';
import type { ReviewsParts } from './parts.ts';
import { viewReview, viewStatus, viewVersions, type Reader } from './views.ts';

type Verb = 'trackReviews' | 'listReviews' | 'readReview' | 'listVersions' | 'pickReview';
const pickedAtMost = 3;

/** The part of the reviews feature that is about others' reviews. */
export const readingHandlers = (
  { store, papers, courses, accounts, bus, clock }: ReviewsParts,
  facts: Facts,
  { open }: Opening,
): Pick<Handlers<typeof reviewsRoutes>, Verb> => {
  const readerOf = (member: Member, { settings }: MeetingForMember): Reader => ({
    personId: member.personId,
    seesNames: isStaff(member) || settings.reviewNames === 'shown',
    isStaff: isStaff(member),
  });

  const show = async ({ review, member, meeting }: Awaited<ReturnType<Opening['open']>>) => {
    const { picked } = await facts.arrangementOf(meeting.meetingId);
    const names = await accounts.namesOf([review.authorId]);
    // One's own draft is read as `readOwnReview`; here stands only what was submitted.
    const view = viewReview(review, readerOf(member, meeting), names, picked);
    if (!view) throw noSuch('review');
    return view;
  };

  return {
    trackReviews: async ({ actor, params: { meetingId } }) => {
      const meeting = await papers.meetingFor(actor, meetingId);
      ensure(mayTrackReviews(meeting.member));
      const [students, asked, extensions, stored] = await Promise.all([
        courses.membersOf(meeting.courseId, ['student']),
        facts.askedIn(meeting),
        facts.extensionsIn(meeting),
        store.reviews.find({ meetingId }).lean(),
      ]);
      const names = await accounts.namesOf(students.map((student) => student.personId));
      const byAuthor = new Map(stored.map((review) => [review.authorId, fromStored(review)]));
      return students
        .map(({ personId }) => {
          const dueAt = extensions.get(personId) ?? meeting.deadlines.reviewsDueAt;
          const review = byAuthor.get(personId);
          return viewStatus(
            {
              personId,
              name: names.get(personId) ?? '',
              role: asked.hasRoles ? asked.roleFor(personId).title : null,
              review: review && withLate(review, dueAt),
              dueAt,
              isExtended: extensions.has(personId),
            },
            meeting.settings,
            clock.now(),
          );
        })
        .sort((a, b) => a.name.localeCompare(b.name, 'en'));
    },

    listReviews: async ({ actor, params: { meetingId } }) => {
      const meeting = await papers.meetingFor(actor, meetingId);
      const { terms, dueOf } = await facts.ownFacts(meeting, actor.personId);
      ensure(mayReadClassmatesReviews(meeting.member, terms, clock.now()));
      const [stored, { picked }] = await Promise.all([
        store.reviews.find({ meetingId, 'versions.0': { $exists: true } }).lean(),
        facts.arrangementOf(meetingId),
      ]);
      const names = await accounts.namesOf(stored.map(({ authorId }) => authorId));
      const reader = readerOf(meeting.member, meeting);
      const views = stored.flatMap((record) => {
        const review = withLate(fromStored(record), dueOf(record.authorId));
        const isOpen = { ...review, isSubmitted: true };
        return mayReadReview(meeting.member, isOpen, terms, clock.now()) === true
          ? (viewReview(review, reader, names, picked) ?? [])
          : [];
      });
      // Without names the order is that of the random ids: neither of names nor of times.
      const keyOf = ({ author, id }: (typeof views)[number]) =>
        reader.seesNames ? (author?.name ?? '') : id;
      return views.sort((a, b) => keyOf(a).localeCompare(keyOf(b), 'en'));
    },

    readReview: async ({ actor, params: { reviewId } }) => show(await open(actor, reviewId)),

    listVersions: async ({ actor, params: { reviewId } }) => {
      const { review, member } = await open(actor, reviewId);
      ensure(mayTrackReviews(member));
      return viewVersions(review.versions);
    },

    pickReview: async ({ actor, params: { reviewId }, body: { isPicked } }) => {
      const opened = await open(actor, reviewId);
      ensure(mayArrangeReviews(opened.member));
      const { meetingId } = opened.meeting;
      await store.arrangements.updateOne({ _id: meetingId }, {}, { upsert: true, setDefaultsOnInsert: true });
      if (isPicked) {
        const isFree = { [`picked.${String(pickedAtMost - 1)}`]: { $exists: false } };
        const { matchedCount } = await store.arrangements.updateOne(
          { _id: meetingId, $or: [isFree, { picked: reviewId }] },
          { $addToSet: { picked: reviewId } },
        );
        if (matchedCount === 0)
          throw refuse(
            'unprocessable',
            'enough_picked',
            `${String(pickedAtMost)} reviews are picked already. Take one of them back first.`,
          );
      } else await store.arrangements.updateOne({ _id: meetingId }, { $pull: { picked: reviewId } });
      for (const event of [reviewsEvents.reviewsChanged, reviewsEvents.reviewsArranged])
        bus.publish(event, opened.meeting.courseId, { meetingId });
      return show(opened);
    },
  };
};
