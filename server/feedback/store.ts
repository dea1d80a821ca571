// Feedback as it is stored: an exchange per meeting with its pairs, what was written per pair, and points set by hand.
import type { Connection, Model } from 'mongoose';
import type { Content } from '#shared/feedback/content.ts';
import type { Criterion } from '#shared/feedback/criteria.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import type { Answers } from '#shared/reviews/answers.ts';
import type { Question } from '#shared/reviews/form.ts';
import { needed, openCollection } from '#server/kernel/db/collection.ts';

export interface PairRecord {
  id: Id;
  giverId: Id;
  authorId: Id;
  reviewId: Id;
  by: 'draw' | 'staff';
}

/** A course's criteria, under the course's id. */
interface CriteriaRecord {
  _id: Id;
  criteria: Criterion[];
  revision: number;
}

/** The exchange of a meeting carries the meeting's id. */
export interface ExchangeRecord {
  _id: Id;
  courseId: Id;
  /** Those of the course when it began; it keeps them. Without any it began when every course had the same. */
  criteria?: Criterion[];
  pairs: PairRecord[];
  /** A hash of whom the pairs were drawn for: nothing is drawn while it is the same. */
  drawnFor: string;
  revision: number;
}

/** What was written for a pair, under the pair's id. */
export interface FeedbackRecord {
  _id: Id;
  meetingId: Id;
  courseId: Id;
  draft: Content;
  revision: number;
  submitted: Content | null;
  usefulness: number | null;
  answer: string | null;
}

/**
 * A sample with the staff's marks and the criteria they were given by. `authorId` is whose review was copied: they do not mark it.
 * `onSince` null: students are not asked to mark it. `marksRevision` counts changes of the marks.
 */
export interface SampleRecord {
  id: Id;
  title: string;
  origin: 'text' | 'review';
  authorId: Id | null;
  papers: { id: Id; title: string }[];
  questions: Question[];
  answers: Answers;
  criteria: Criterion[];
  content: Content;
  marksRevision: number;
  onSince: Date | null;
  revision: number;
}

/** All samples of a course, under the course's id: so there are never more than may be. */
interface SamplesRecord {
  _id: Id;
  samples: SampleRecord[];
}

/** What a student gave on a sample, once; its id is made of the sample's and the person's. `seen` is the staff's `marksRevision`. */
export interface AttemptRecord {
  _id: string;
  courseId: Id;
  sampleId: Id;
  personId: Id;
  criteria: Criterion[];
  content: Content;
  seen: number;
}

/** Points set by hand; its id is made of the course's and the person's. */
interface OverrideRecord {
  _id: string;
  courseId: Id;
  personId: Id;
  points: number;
  reason: string;
}

export interface FeedbackStore {
  readonly criteria: Model<CriteriaRecord>;
  readonly exchanges: Model<ExchangeRecord>;
  readonly feedbacks: Model<FeedbackRecord>;
  readonly overrides: Model<OverrideRecord>;
  readonly samples: Model<SamplesRecord>;
  readonly attempts: Model<AttemptRecord>;
}

/** Opens the domain's collections. */
export const openFeedbackStore = (db: Connection): FeedbackStore => ({
  criteria: openCollection<CriteriaRecord>(db, 'feedbackCriteria', {
    criteria: needed([Object]),
    revision: needed(Number),
  }),
  exchanges: openCollection<ExchangeRecord>(
    db,
    'feedbackExchanges',
    {
      courseId: needed(String),
      criteria: { type: [Object], default: undefined },
      pairs: { type: [Object], default: [] },
      drawnFor: { type: String, default: '' },
      revision: needed(Number),
    },
    [{ keys: { courseId: 1 } }, { keys: { 'pairs.id': 1 } }],
  ),
  feedbacks: openCollection<FeedbackRecord>(
    db,
    'feedbacks',
    {
      meetingId: needed(String),
      courseId: needed(String),
      draft: needed(Object),
      revision: needed(Number),
      submitted: { type: Object, default: null },
      usefulness: { type: Number, default: null },
      answer: { type: String, default: null },
    },
    [{ keys: { meetingId: 1 } }, { keys: { courseId: 1 } }],
  ),
  overrides: openCollection<OverrideRecord>(
    db,
    'feedbackOverrides',
    {
      courseId: needed(String),
      personId: needed(String),
      points: needed(Number),
      reason: needed(String),
    },
    [{ keys: { courseId: 1 } }],
  ),
  samples: openCollection<SamplesRecord>(db, 'feedbackSamples', {
    samples: { type: [Object], default: [] },
  }),
  attempts: openCollection<AttemptRecord>(
    db,
    'feedbackAttempts',
    {
      courseId: needed(String),
      sampleId: needed(String),
      personId: needed(String),
      criteria: needed([Object]),
      content: needed(Object),
      seen: needed(Number),
    },
    [{ keys: { courseId: 1, personId: 1 } }],
  ),
});
