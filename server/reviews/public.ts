// What other domains may ask about reviews: the submitted ones of a meeting.
import type { Answers } from '#shared/reviews/answers.ts';
import { answerTo } from '#shared/reviews/answers.ts';
import { costOf, countedOf } from '#shared/reviews/deadline.ts';
import type { Question } from '#shared/reviews/form.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import type { MeetingForMember } from '#server/papers/public.ts';
import { createFacts, lateDaysOf, withLate } from './facts.ts';
import { fromStored } from './legacy.ts';
import { createOpening, type Opening } from './opening.ts';
import type { ReviewsParts } from './parts.ts';

export type { ReadableReview } from './opening.ts';

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

/** The version of a review that counts, with every part, and what being late costs it. */
export interface CountedReview extends SubmittedReview {
  /** Counts from 1. */
  readonly version: number;
  readonly at: Date;
  readonly lateDays: number;
  /** Of a review's points. */
  readonly percentLost: number;
}

/** `readable` and `readableIn` ask who may read; the others check no rights: for use after `meetingFor`. */
export interface ReviewsPublic extends Pick<Opening, 'readable' | 'readableIn'> {
  /** All submissions of a meeting, without a text. */
  submissionsIn(meetingId: Id): Promise<Submission[]>;
  /** What some of its authors submitted; those who did not are left out. */
  submittedBy(meeting: MeetingForMember, authorIds: readonly Id[]): Promise<SubmittedReview[]>;
  /** For staff: the submitted reviews of a meeting, or some of them, with the parts that are for staff only. */
  countedIn(meeting: MeetingForMember, reviewIds?: readonly Id[]): Promise<CountedReview[]>;
  /** Like {@link ReviewsPublic.countedIn}, but without questions and answers, which are long. */
  standingsIn(
    meeting: MeetingForMember,
    reviewIds?: readonly Id[],
  ): Promise<Omit<CountedReview, 'questions' | 'answers'>[]>;
  /** Where a submitted review belongs; null where there is none. */
  placeOf(reviewId: Id): Promise<{ courseId: Id; meetingId: Id; authorId: Id } | null>;
}

const isSubmitted = { 'versions.0': { $exists: true } };
const withoutTexts = {
  ...{ courseId: 1, meetingId: 1, authorId: 1 },
  ...{ 'versions.number': 1, 'versions.at': 1, 'versions.late': 1 },
};

/** The only door to this domain. */
export const openReviews = (
  parts: Pick<ReviewsParts, 'store' | 'papers' | 'courses' | 'clock'>,
): ReviewsPublic => {
  const { store } = parts;
  const facts = createFacts(parts);
  const { readable, readableIn } = createOpening(parts, facts);

  const counted = async (
    meeting: MeetingForMember,
    reviewIds: readonly Id[] | undefined,
    hasTexts: boolean,
  ) => {
    const { meetingId, settings } = meeting;
    const some = reviewIds ? { _id: { $in: [...reviewIds] } } : {};
    const [dueOf, records] = await Promise.all([
      facts.duesIn(meeting),
      store.reviews.find({ meetingId, ...isSubmitted, ...some }, hasTexts ? {} : withoutTexts).lean(),
    ]);
    return records.flatMap((stored): CountedReview[] => {
      const record = fromStored(stored);
      const dueAt = dueOf(record.authorId);
      const version = countedOf(withLate(record, dueAt).versions);
      if (!version) return [];
      const lateDays = lateDaysOf(version, dueAt);
      const { number, at, questions, answers } = version;
      return [
        {
          ...{ reviewId: record._id, authorId: record.authorId, version: number, at, questions, answers },
          ...{ lateDays, percentLost: costOf(settings, lateDays).percent },
        },
      ];
    });
  };

  return {
    readable,
    readableIn,
    countedIn: (meeting, reviewIds) => counted(meeting, reviewIds, true),
    standingsIn: (meeting, reviewIds) => counted(meeting, reviewIds, false),
    placeOf: async (reviewId) => {
      const found = await store.reviews
        .findOne({ _id: reviewId, ...isSubmitted }, { courseId: 1, meetingId: 1, authorId: 1 })
        .lean();
      return found && { courseId: found.courseId, meetingId: found.meetingId, authorId: found.authorId };
    },
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
