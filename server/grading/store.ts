// Marks as they are stored, who marks which review, the staff's saved replies, and hints that were put aside.
import type { Connection, Model } from 'mongoose';
import type { ReturnedMarks } from '#shared/grading/contract.ts';
import type { Calculation, Marking } from '#shared/grading/marks.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { needed, openCollection } from '#server/kernel/db/collection.ts';

/** What the author sees: a copy from the moment of returning, with the criteria of then; later changes are not in it. */
interface ReturnedRecord {
  at: Date;
  by: Id;
  version: number;
  revision: number;
  marking: Pick<Marking, 'marks' | 'comments' | 'overall' | 'points'>;
  criteria: ReturnedMarks['criteria'];
  calculation: Calculation;
}

/** The marks of a review, under the review's id; `version` is the one of the review that was marked. */
export interface MarksRecord {
  _id: Id;
  courseId: Id;
  meetingId: Id;
  authorId: Id;
  version: number;
  marking: Marking;
  revision: number;
  changedBy: Id;
  changedAt: Date;
  returned: ReturnedRecord | null;
}

/** Who marks which review of a meeting; carries the meeting's id. */
interface SharesRecord {
  _id: Id;
  courseId: Id;
  /** Absent where the last share was taken back. */
  graders?: Record<Id, Id>;
  revision: number;
}

interface SavedReplyRecord {
  _id: Id;
  courseId: Id;
  title: string;
  text: string;
  revision: number;
}

/** A hint that was put aside, for the versions that were compared; its id is made of the two reviews'. */
interface DismissalRecord {
  _id: string;
  courseId: Id;
  meetingId: Id;
  versions: string;
  note: string;
  by: Id;
}

export interface GradingStore {
  readonly marks: Model<MarksRecord>;
  readonly shares: Model<SharesRecord>;
  readonly replies: Model<SavedReplyRecord>;
  readonly dismissals: Model<DismissalRecord>;
}

/** Opens the domain's collections. */
export const openGradingStore = (db: Connection): GradingStore => ({
  marks: openCollection<MarksRecord>(
    db,
    'reviewMarks',
    {
      courseId: needed(String),
      meetingId: needed(String),
      authorId: needed(String),
      version: needed(Number),
      marking: needed(Object),
      revision: needed(Number),
      changedBy: needed(String),
      changedAt: needed(Date),
      returned: { type: Object, default: null },
    },
    [{ keys: { meetingId: 1, authorId: 1 } }, { keys: { courseId: 1 } }],
  ),
  shares: openCollection<SharesRecord>(db, 'gradingShares', {
    courseId: needed(String),
    graders: { type: Object, default: {} },
    revision: needed(Number),
  }),
  replies: openCollection<SavedReplyRecord>(
    db,
    'savedReplies',
    {
      courseId: needed(String),
      title: needed(String),
      text: needed(String),
      revision: needed(Number),
    },
    [{ keys: { courseId: 1 } }],
  ),
  dismissals: openCollection<DismissalRecord>(
    db,
    'dismissedLikenesses',
    {
      courseId: needed(String),
      meetingId: needed(String),
      versions: needed(String),
      note: { type: String, default: '' },
      by: needed(String),
    },
    [{ keys: { meetingId: 1 } }],
  ),
});
