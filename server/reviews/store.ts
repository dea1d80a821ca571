// Reviews as they are stored: one document per student and meeting, every submitted version inside it.
import type { Connection, Model } from 'mongoose';
import type { Id } from '#shared/kernel/primitives.ts';
import type { Parts } from '#shared/reviews/parts.ts';
import { needed, openCollection } from '#server/kernel/db/collection.ts';

/** One submitted version; `number` counts from 1. `revision` is the draft's that was submitted. */
export interface VersionRecord {
  number: number;
  revision: number;
  at: Date;
  late: boolean;
  parts: Parts;
}

export interface ReviewRecord {
  _id: Id;
  courseId: Id;
  meetingId: Id;
  authorId: Id;
  parts: Parts;
  revision: number;
  savedAt: Date;
  versions: VersionRecord[];
}

/** A person submits a review a few times; this keeps the document far below MongoDB's 16 MB. */
export const versionsAtMost = 100;

/** Opens the collection `reviews`. */
export const openReviewsStore = (db: Connection): Model<ReviewRecord> =>
  openCollection<ReviewRecord>(
    db,
    'reviews',
    {
      courseId: needed(String),
      meetingId: needed(String),
      authorId: needed(String),
      parts: needed(Object),
      revision: needed(Number),
      savedAt: needed(Date),
      versions: { type: [Object], default: [] },
    },
    [{ keys: { meetingId: 1, authorId: 1 }, options: { unique: true } }],
  );
