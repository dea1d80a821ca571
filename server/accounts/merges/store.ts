// Accounts that are being joined, as they are stored until that is done.
import type { Connection, Model } from 'mongoose';
import type { Id } from '#shared/kernel/primitives.ts';
import { needed, openCollection } from '#server/kernel/db/collection.ts';

/** Under the id of the person whose account ends: it can end but once. */
export interface MergeRecord {
  _id: Id;
  toId: Id;
  startedAt: Date;
}

/** Opens the collection `merges`. */
export const openMergesStore = (db: Connection): Model<MergeRecord> =>
  openCollection<MergeRecord>(db, 'merges', { toId: needed(String), startedAt: needed(Date) }, [
    { keys: { toId: 1 } },
  ]);
