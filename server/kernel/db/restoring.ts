// The mark of a restore that is under way: as long as it stands, what is in the database is not whole, and no server starts on it.
import type { Db } from 'mongodb';
import { SettingsError } from '#server/kernel/settings-error.ts';

const restoresOf = (db: Db) => db.collection<{ _id: string; from: string; at: Date }>('restores');

/** Sets the mark; `from` is where the restore reads from. */
export const markRestoring = async (db: Db, from: string): Promise<void> => {
  await restoresOf(db).updateOne({ _id: 'restore' }, { $set: { from, at: new Date() } }, { upsert: true });
};

export const isRestoring = async (db: Db): Promise<boolean> => (await restoresOf(db).findOne()) !== null;

/** All is there. */
export const unmarkRestoring = async (db: Db): Promise<void> => {
  await restoresOf(db).drop();
};

/** Throws a SettingsError while a restore is under way, or was cut off. */
export const ensureNotRestoring = async (db: Db): Promise<void> => {
  const restore = await restoresOf(db).findOne();
  if (restore)
    throw new SettingsError(
      `A restore from ${restore.from} has not finished: run "npm run admin -- restore ${restore.from}" again, then start.`,
    );
};
