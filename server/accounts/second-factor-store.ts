// Second factors as they are stored.
import type { Connection, Model } from 'mongoose';
import type { Id } from '#shared/kernel/primitives.ts';
import { needed, openCollection } from '#server/kernel/db/collection.ts';

/** A person's second factor. Without `confirmedAt` it waits for its first code and asks for nothing yet. */
export interface SecondFactorRecord {
  _id: Id;
  /** Encrypted (`sealed.ts`). */
  secret: string;
  confirmedAt: Date | null;
  /** The 30 seconds, counted from 1970, of the newest code that was taken: each code counts once. */
  lastStep: number;
  /** SHA-256 of the recovery codes that were not used yet. */
  recovery: string[];
}

/** Opens the collection `secondFactors`; the id is the person's. */
export const openSecondFactorStore = (db: Connection): Model<SecondFactorRecord> =>
  openCollection<SecondFactorRecord>(db, 'secondFactors', {
    secret: needed(String),
    confirmedAt: { type: Date, default: null },
    lastStep: needed(Number),
    recovery: { type: [String], default: [] },
  });
