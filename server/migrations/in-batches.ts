// The usual way through a collection: so many documents at a time, in the order of their ids.
import type { Db } from 'mongodb';
import type { Migration } from './migration.ts';

const together = 500;

/** A migration's step that has `change` look at every document of a collection. */
export const inBatches =
  (collection: string, change: (db: Db, ids: readonly string[]) => Promise<void>): Migration['step'] =>
  async (db, cursor) => {
    const found = await db
      .collection<{ _id: string }>(collection)
      .find(cursor === null ? {} : { _id: { $gt: cursor } }, { projection: { _id: 1 } })
      .sort({ _id: 1 })
      .limit(together)
      .toArray();
    const ids = found.map(({ _id }) => _id);
    if (ids.length > 0) await change(db, ids);
    return ids.length < together ? null : (ids.at(-1) ?? null);
  };
