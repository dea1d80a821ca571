// Feedback on talks as it is stored: the rubric of a course, what a talk began with and handed out, what each gave, and the staff's marks.
import type { Connection, Model } from 'mongoose';
import type { Id } from '#shared/kernel/primitives.ts';
import type { TalkContent } from '#shared/talk-feedback/content.ts';
import type { TalkCalculation, TalkMarking } from '#shared/talk-feedback/points.ts';
import type { TalkCriterion } from '#shared/talk-feedback/rubric.ts';
import { needed, openCollection } from '#server/kernel/db/collection.ts';

/** A course's rubric, under the course's id. */
interface RubricRecord {
  _id: Id;
  criteria: TalkCriterion[];
  revision: number;
}

/** What was handed out to the presenters: a copy, in an order drawn by lot. It never changes. */
export interface HandedOut {
  at: Date;
  given: (TalkContent & { giverId: Id })[];
}

/** A talk that has begun, under its paper's id: it keeps the rubric of then. */
export interface TalkExchangeRecord {
  _id: Id;
  courseId: Id;
  meetingId: Id;
  criteria: TalkCriterion[];
  handedOut: HandedOut | null;
}

/** What one person gave a talk; its id is made of the talk's and the person's. `hidden` is the staff's and no part of a revision. */
export interface TalkFeedbackRecord {
  _id: string;
  courseId: Id;
  paperId: Id;
  giverId: Id;
  content: TalkContent;
  revision: number;
  savedAt: Date;
  hidden: { reason: string; by: Id } | null;
}

/** What a presenter sees: a copy from the moment of returning. */
export interface ReturnedTalkRecord {
  at: Date;
  by: Id;
  criteria: TalkCriterion[];
  marking: Pick<TalkMarking, 'marks' | 'comments' | 'overall'>;
  comment: string;
  calculation: TalkCalculation;
}

/** The staff's marks of a talk, under its paper's id. `returned` is by presenter. */
export interface TalkMarksRecord {
  _id: Id;
  courseId: Id;
  meetingId: Id;
  marking: TalkMarking;
  revision: number;
  changedBy: Id;
  changedAt: Date;
  returned: Record<Id, ReturnedTalkRecord>;
}

export interface TalkFeedbackStore {
  readonly rubrics: Model<RubricRecord>;
  readonly exchanges: Model<TalkExchangeRecord>;
  readonly feedbacks: Model<TalkFeedbackRecord>;
  readonly marks: Model<TalkMarksRecord>;
}

export const feedbackKey = (paperId: Id, giverId: Id): string => `${paperId} ${giverId}`;

/** Opens the domain's collections. */
export const openTalkFeedbackStore = (db: Connection): TalkFeedbackStore => ({
  rubrics: openCollection<RubricRecord>(db, 'talkRubrics', {
    criteria: needed([Object]),
    revision: needed(Number),
  }),
  exchanges: openCollection<TalkExchangeRecord>(
    db,
    'talkExchanges',
    {
      courseId: needed(String),
      meetingId: needed(String),
      criteria: needed([Object]),
      handedOut: { type: Object, default: null },
    },
    [{ keys: { courseId: 1 } }],
  ),
  feedbacks: openCollection<TalkFeedbackRecord>(
    db,
    'talkFeedbacks',
    {
      courseId: needed(String),
      paperId: needed(String),
      giverId: needed(String),
      content: needed(Object),
      revision: needed(Number),
      savedAt: needed(Date),
      hidden: { type: Object, default: null },
    },
    [{ keys: { paperId: 1 } }, { keys: { courseId: 1, giverId: 1 } }],
  ),
  marks: openCollection<TalkMarksRecord>(
    db,
    'talkMarks',
    {
      courseId: needed(String),
      meetingId: needed(String),
      marking: needed(Object),
      revision: needed(Number),
      changedBy: needed(String),
      changedAt: needed(Date),
      returned: { type: Object, default: {} },
    },
    [{ keys: { courseId: 1 } }],
  ),
});
