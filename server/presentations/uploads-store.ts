// Files that were sent as slides, as they are stored: on their way, as versions of a deck, or refused.
import type { Connection, Model } from 'mongoose';
import type { Id } from '#shared/kernel/primitives.ts';
import type { UploadState } from '#shared/presentations/uploads.ts';
import { needed, openCollection } from '#server/kernel/db/collection.ts';

/** A file that lies under its hash. */
export interface KeptFile {
  hash: string;
  bytes: number;
}

export interface UploadRecord {
  _id: Id;
  courseId: Id;
  meetingId: Id;
  paperId: Id;
  personId: Id;
  fileName: string;
  bytes: number;
  state: UploadState;
  problem: string | null;
  /** By number, as long as it is on its way. */
  parts: Record<string, KeptFile>;
  /** What was sent, put together. */
  file: KeptFile | null;
  /** The PDF that the deck shows: the file itself, or what was made of it. */
  pdf: KeptFile | null;
  /** All hashes that this record needs on disk. */
  hashes: string[];
  createdAt: Date;
  /** The last sign of life. */
  seenAt: Date;
  /** When the last byte was here. */
  finishedAt: Date | null;
  late: boolean;
  lateCleared: { by: Id; reason: string } | null;
  isDismissed: boolean;
}

/** Opens the collection `slideUploads`. */
export const openUploadsStore = (db: Connection): Model<UploadRecord> =>
  openCollection<UploadRecord>(
    db,
    'slideUploads',
    {
      courseId: needed(String),
      meetingId: needed(String),
      paperId: needed(String),
      personId: needed(String),
      fileName: needed(String),
      bytes: needed(Number),
      state: needed(String),
      problem: { type: String, default: null },
      parts: { type: Object, default: {} },
      file: { type: Object, default: null },
      pdf: { type: Object, default: null },
      hashes: [String],
      createdAt: needed(Date),
      seenAt: needed(Date),
      finishedAt: { type: Date, default: null },
      late: needed(Boolean),
      lateCleared: { type: Object, default: null },
      isDismissed: needed(Boolean),
    },
    [{ keys: { paperId: 1 } }, { keys: { hashes: 1 } }, { keys: { state: 1 } }],
  );
