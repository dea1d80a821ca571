// What is known of every picture; its bytes are a file under their hash.
import type { Connection, Model } from 'mongoose';
import type { Id } from '#shared/kernel/primitives.ts';
import { needed, openCollection } from '#server/kernel/db/collection.ts';

export interface ImageRecord {
  _id: Id;
  documentId: Id;
  courseId: Id;
  uploaderId: Id;
  hash: string;
  width: number;
  height: number;
  bytes: number;
  uploadedAt: Date;
}

export const openImagesStore = (db: Connection): Model<ImageRecord> =>
  openCollection<ImageRecord>(
    db,
    'images',
    {
      documentId: needed(String),
      courseId: needed(String),
      uploaderId: needed(String),
      hash: needed(String),
      width: needed(Number),
      height: needed(Number),
      bytes: needed(Number),
      uploadedAt: needed(Date),
    },
    [
      { keys: { courseId: 1, uploaderId: 1 } },
      // For knowing whether a file is still needed, and for sweeping.
      { keys: { hash: 1 } },
      { keys: { uploadedAt: 1 } },
    ],
  );
