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

/** The version of a review that counts, with those of its parts that are for classmates. */
export interface SubmittedReview {
  readonly reviewId: Id;
  readonly authorId: Id;
  readonly questions: readonly Question[];
  readonly answers: Answers;
}

export interface ReviewsPublic {
  /** All submitted reviews of a meeting, without any check of rights: for use after `meetingFor`. */
  submittedIn(meeting: MeetingForMember): Promise<SubmittedReview[]>;
}

/** The only door to this domain. */
export const openReviews = (store: ReviewsStore, papers: PapersPublic): ReviewsPublic => {
  const facts = createFacts({ store, papers });
  return {
    submittedIn: async (meeting) => {
      const extended = await facts.extensionsIn(meeting);
      const records = await store.reviews
        .find({ meetingId: meeting.meetingId, 'versions.0': { $exists: true } })
        .lean();
      return records.flatMap((stored) => {
        const record = fromStored(stored);
        const dueAt = extended.get(record.authorId) ?? meeting.deadlines.reviewsDueAt;
        const counted = countedOf(withLate(record, dueAt).versions);
        if (!counted) return [];
        const questions = counted.questions.filter(({ readers }) => readers === 'classmates');
        const answers = Object.fromEntries(questions.map(({ key }) => [key, answerTo(counted.answers, key)]));
        return [{ reviewId: record._id, authorId: record.authorId, questions, answers }];
      });
    },
  };
};
