// Reviews as they are stored: one document per student and meeting, every submitted version inside it.
import type { Connection, Model } from 'mongoose';
import type { Id } from '#shared/kernel/primitives.ts';
import type { Parts } from '#shared/reviews/parts.ts';
import { needed, openCollection } from '#server/kernel/db/collection.ts';

/** One submitted version; `number` counts from 1. */
export interface VersionRecord {
  number: number;
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
  /** Oldest first; none while it is a draft. */
  versions: VersionRecord[];
}

/** Parts of the greatest length in a script of three bytes a character make 180 kB; MongoDB's limit is 16 MB a document. */
export const versionsAtMost = 50;

/** Leaves out all versions but the latest; only their author asks for the others. */
export const latestOnly = { versions: { $slice: -1 } };

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
