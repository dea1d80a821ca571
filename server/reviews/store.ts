// Reviews as they are stored, and what is arranged around them: the course's form, a meeting's roles, extensions.
import type { Connection, Model } from 'mongoose';
import type { Id } from '#shared/kernel/primitives.ts';
import type { Answers } from '#shared/reviews/answers.ts';
import type { Question, ReviewForm } from '#shared/reviews/form.ts';
import { needed, openCollection } from '#server/kernel/db/collection.ts';

/** One submitted version with the questions as they were asked; `number` counts from 1; `late` by the deadline of that moment. */
export interface VersionRecord {
  number: number;
  at: Date;
  late: boolean;
  questions: Question[];
  answers: Answers;
}

/** One document per student and meeting, every submitted version inside it. */
export interface ReviewRecord {
  _id: Id;
  courseId: Id;
  meetingId: Id;
  authorId: Id;
  /** The draft, and the questions it was last saved under. */
  answers: Answers;
  questions: Question[];
  revision: number;
  savedAt: Date;
  isShared: boolean;
  /** Oldest first; none while it is a draft. */
  versions: VersionRecord[];
}

interface FormRecord {
  _id: Id;
  form: ReviewForm;
  revision: number;
}

/** What the staff arranged for the reviews of one meeting: roles by person, and the best reviews. */
export interface ArrangementRecord {
  _id: Id;
  roles: Record<Id, string>;
  picked: Id[];
  revision: number;
}

export interface ExtensionRecord {
  _id: Id;
  courseId: Id;
  meetingId: Id;
  personIds: Id[];
  dueAt: Date;
  reason: string;
  grantedBy: Id;
  grantedAt: Date;
}

export interface ReviewsStore {
  readonly reviews: Model<ReviewRecord>;
  readonly forms: Model<FormRecord>;
  readonly arrangements: Model<ArrangementRecord>;
  readonly extensions: Model<ExtensionRecord>;
}

/** Answers of the greatest length with their questions make 290 kB in a script of three bytes; MongoDB's limit is 16 MB. */
export const versionsAtMost = 50;

/** Opens the collections of the domain. */
export const openReviewsStore = (db: Connection): ReviewsStore => ({
  reviews: openCollection<ReviewRecord>(
    db,
    'reviews',
    {
      courseId: needed(String),
      meetingId: needed(String),
      authorId: needed(String),
      answers: { type: Object, default: {} },
      questions: { type: [Object], default: [] },
      // Only in reviews that were stored when every form had the same three parts; see legacy.ts.
      parts: Object,
      revision: needed(Number),
      savedAt: needed(Date),
      isShared: { type: Boolean, default: false },
      versions: { type: [Object], default: [] },
    },
    [
      { keys: { meetingId: 1, authorId: 1 }, options: { unique: true } },
      { keys: { courseId: 1, authorId: 1 } },
    ],
  ),
  forms: openCollection<FormRecord>(db, 'reviewForms', { form: needed(Object), revision: needed(Number) }),
  arrangements: openCollection<ArrangementRecord>(db, 'reviewArrangements', {
    roles: { type: Object, default: {} },
    picked: [String],
    revision: { type: Number, default: 0 },
  }),
  extensions: openCollection<ExtensionRecord>(
    db,
    'reviewExtensions',
    {
      courseId: needed(String),
      meetingId: needed(String),
      personIds: [String],
      dueAt: needed(Date),
      reason: needed(String),
      grantedBy: needed(String),
      grantedAt: needed(Date),
    },
    [{ keys: { meetingId: 1 } }, { keys: { courseId: 1, personIds: 1 } }],
  ),
});
