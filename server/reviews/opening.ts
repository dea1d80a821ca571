// Opens submitted reviews for those who may read them: one question behind pages, rooms, and whatever hangs on a review.
import type { Member } from '#shared/courses/roles.ts';
import { countedOf } from '#shared/reviews/deadline.ts';
import type { Question } from '#shared/reviews/form.ts';
import { mayReadReview } from '#shared/reviews/rules.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { ensure } from '#shared/kernel/rules.ts';
import { noSuch, type CoursesPublic } from '#server/courses/public.ts';
import type { Actor } from '#server/kernel/actor.ts';
import type { Clock } from '#server/kernel/clock.ts';
import type { MeetingForMember, PapersPublic } from '#server/papers/public.ts';
import { withLate, type Facts } from './facts.ts';
import { fromStored } from './legacy.ts';
import type { ReviewRecord, ReviewsStore, VersionRecord } from './store.ts';
import { aliasOf } from './views.ts';

interface Opened {
  readonly review: ReviewRecord;
  readonly member: Member;
  readonly meeting: MeetingForMember;
}

/** A review that the asker may read, without its text. */
export interface ReadableReview {
  readonly reviewId: Id;
  readonly courseId: Id;
  readonly meetingId: Id;
  readonly authorId: Id;
  /** Names it and its author where names are not shown. */
  readonly alias: string;
  readonly member: Member;
  /** Whether classmates see who wrote it. */
  readonly areNamesShown: boolean;
  /** Those of the version that counts, for staff only or not. */
  readonly questions: readonly Pick<Question, 'key' | 'readers' | 'kind'>[];
}

interface Parts {
  readonly store: Pick<ReviewsStore, 'reviews'>;
  readonly papers: PapersPublic;
  readonly courses: CoursesPublic;
  readonly clock: Clock;
}

const viewReadable = (
  { _id, authorId }: Pick<ReviewRecord, '_id' | 'authorId'>,
  { meetingId, courseId, member, settings }: MeetingForMember,
  { questions }: VersionRecord,
): ReadableReview => ({
  ...{ reviewId: _id, authorId, meetingId, courseId, member, questions },
  alias: aliasOf(_id),
  areNamesShown: settings.reviewNames === 'shown',
});

export const createOpening = ({ store, papers, courses, clock }: Parts, facts: Facts) => {
  /** For its author also while it is a draft; otherwise a submitted one, or as if there were none. */
  const open = async (actor: Actor, reviewId: Id): Promise<Opened> => {
    const stored = await store.reviews.findById(reviewId).lean();
    const member = stored && (await courses.findMember(actor, stored.courseId));
    if (!member) throw noSuch('review');
    const meeting = await papers.meetingFor(actor, stored.meetingId);
    const { terms, dueOf } = await facts.ownFacts(meeting, actor.personId);
    const review = withLate(fromStored(stored), dueOf(stored.authorId));
    const isSubmitted = review.versions.length > 0;
    const verdict = mayReadReview(member, { ...review, isSubmitted }, terms, clock.now());
    if (verdict !== true && verdict.key === 'not_found') throw noSuch('review');
    ensure(verdict);
    return { review, member, meeting };
  };

  return {
    open,

    /** A submitted review with the version that counts; drafts are none, for their authors too. */
    readable: async (
      actor: Actor,
      reviewId: Id,
    ): Promise<ReadableReview & { readonly counted: VersionRecord }> => {
      const { review, meeting } = await open(actor, reviewId);
      const counted = countedOf(review.versions);
      if (!counted) throw noSuch('review');
      return { ...viewReadable(review, meeting, counted), counted };
    },

    /** All submitted reviews of a meeting that the asker may read; none rather than a refusal. */
    readableIn: async (actor: Actor, meetingId: Id): Promise<ReadableReview[]> => {
      const meeting = await papers.meetingFor(actor, meetingId);
      const isSubmitted = { meetingId, 'versions.0': { $exists: true } };
      const [{ terms, dueOf }, records] = await Promise.all([
        facts.ownFacts(meeting, actor.personId),
        // Not the texts, which nobody asks for here.
        store.reviews
          .find(isSubmitted, {
            ...{
              courseId: 1,
              meetingId: 1,
              authorId: 1,
              isShared: 1,
              'versions.number': 1,
              'versions.at': 1,
            },
            ...{ 'versions.late': 1, 'versions.questions.key': 1, 'versions.questions.readers': 1 },
            'versions.questions.kind': 1,
          })
          .lean(),
      ]);
      return records.flatMap((stored) => {
        const review = withLate(fromStored(stored), dueOf(stored.authorId));
        const counted = countedOf(review.versions);
        const verdict = mayReadReview(meeting.member, { ...review, isSubmitted: true }, terms, clock.now());
        return counted && verdict === true ? [viewReadable(review, meeting, counted)] : [];
      });
    },
  };
};
export type Opening = ReturnType<typeof createOpening>;
