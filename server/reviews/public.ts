// What other domains may ask about reviews: the submitted ones of a meeting.
import type { Answers } from '#shared/reviews/answers.ts';
import { answerTo } from '#shared/reviews/answers.ts';
import { countedOf } from '#shared/reviews/deadline.ts';
import type { Question } from '#shared/reviews/form.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import type { MeetingForMember, PapersPublic } from '#server/papers/public.ts';
import { createFacts, withLate } from './facts.ts';
import { fromStored } from './legacy.ts';
import type { ReviewsStore } from './store.ts';

/** Whose review of a meeting was submitted. */
export interface Submission {
  readonly reviewId: Id;
  readonly authorId: Id;
}

/** The version of a review that counts, with those of its parts that are for classmates. */
export interface SubmittedReview extends Submission {
  readonly questions: readonly Question[];
  readonly answers: Answers;
}

/** Without any check of rights: for use after `meetingFor`. */
export interface ReviewsPublic {
  /** All submissions of a meeting, without a text. */
  submissionsIn(meetingId: Id): Promise<Submission[]>;
  /** What some of its authors submitted; those who did not are left out. */
  submittedBy(meeting: MeetingForMember, authorIds: readonly Id[]): Promise<SubmittedReview[]>;
}

const isSubmitted = { 'versions.0': { $exists: true } };

/** The only door to this domain. */
export const openReviews = (store: ReviewsStore, papers: PapersPublic): ReviewsPublic => {
  const facts = createFacts({ store, papers });
  return {
    submissionsIn: async (meetingId) =>
      (await store.reviews.find({ meetingId, ...isSubmitted }, { authorId: 1 }).lean()).map(
        ({ _id, authorId }) => ({ reviewId: _id, authorId }),
      ),
    submittedBy: async (meeting, authorIds) => {
      if (authorIds.length === 0) return [];
      const { meetingId } = meeting;
      const [dueOf, records] = await Promise.all([
        facts.duesIn(meeting),
        store.reviews.find({ meetingId, authorId: { $in: authorIds }, ...isSubmitted }).lean(),
      ]);
      return records.flatMap((stored) => {
        const record = fromStored(stored);
        const counted = countedOf(withLate(record, dueOf(record.authorId)).versions);
        if (!counted) return [];
        const questions = counted.questions.filter(({ readers }) => readers === 'classmates');
        const answers = Object.fromEntries(questions.map(({ key }) => [key, answerTo(counted.answers, key)]));
        return [{ reviewId: record._id, authorId: record.authorId, questions, answers }];
      });
    },
  };
};
