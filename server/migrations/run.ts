// Brings what is stored to the newest shape: each migration once, one process at a time, from where a killed one stopped.
import { setTimeout as pause } from 'node:timers/promises';
import type { Db } from 'mongodb';
import type { Connection } from 'mongoose';
import { nativeDb } from '#server/kernel/db/connect.ts';
import { createLeases } from '#server/kernel/leases.ts';
import { createLog, type Log } from '#server/kernel/log.ts';
import { SettingsError } from '#server/kernel/settings-error.ts';
import { migrations as all } from './list.ts';
import type { Migration } from './migration.ts';

interface MigrationRecord {
  /** The migration's number in four digits. */
  _id: string;
  name: string;
  startedAt: Date;
  cursor: string | null;
  finishedAt: Date | null;
}

const recordsOf = (db: Db) => db.collection<MigrationRecord>('migrations');
const keyOf = ({ number }: Migration) => String(number).padStart(4, '0');

/** The version of what is stored: this program's, or that of a newer one that was here. */
export const storedSchema = async (db: Db): Promise<number> =>
  Math.max(all.length, ...(await recordsOf(db).find().toArray()).map(({ _id }) => Number(_id)));

/** The numbers of migrations that are yet to be done. Throws a SettingsError where a newer version was here. */
export const pendingMigrations = async (
  db: Db,
  migrations: readonly Migration[] = all,
): Promise<readonly Migration[]> => {
  const records = await recordsOf(db).find().toArray();
  const newest = Math.max(0, ...records.map(({ _id }) => Number(_id)));
  if (newest > migrations.length)
    throw new SettingsError(
      `The database was used by a newer version of Paperround (its schema is ${String(newest)}, this version knows ${String(migrations.length)}): start that version again, or restore a backup from before.`,
    );
  const done = new Set(records.filter(({ finishedAt }) => finishedAt).map(({ _id }) => _id));
  return migrations.filter((migration) => !done.has(keyOf(migration)));
};

const againMs = 200;

const runOne = async (db: Db, migration: Migration, lost: AbortSignal) => {
  const [records, _id] = [recordsOf(db), keyOf(migration)];
  await records.updateOne(
    { _id },
    { $setOnInsert: { name: migration.name, startedAt: new Date(), cursor: null, finishedAt: null } },
    { upsert: true },
  );
  let cursor = (await records.findOne({ _id }))?.cursor ?? null;
  for (;;) {
    // Whoever has it now goes on from the last cursor.
    lost.throwIfAborted();
    cursor = await migration.step(db, cursor);
    if (cursor === null) break;
    await records.updateOne({ _id }, { $set: { cursor } });
  }
  await records.updateOne({ _id }, { $set: { finishedAt: new Date() } });
};

interface Options {
  readonly migrations?: readonly Migration[];
  readonly log?: Log;
}

/** Answers with what was done. Throws a SettingsError where a newer version was here. */
export const migrate = async (
  connection: Connection,
  { migrations = all, log = createLog('silent') }: Options = {},
): Promise<readonly Migration[]> => {
  const db = nativeDb(connection);
  if ((await pendingMigrations(db, migrations)).length === 0) return [];
  const leases = createLeases(connection, log);
  try {
    let lease = await leases.take('migrations');
    for (; !lease; lease = await leases.take('migrations')) await pause(againMs);
    // Whoever had the lease before may have done it all.
    const pending = await pendingMigrations(db, migrations);
    for (const migration of pending) {
      log.info({ migration: migration.number, name: migration.name }, 'migrating what is stored');
      await runOne(db, migration, lease.signal);
    }
    await lease.end();
    return pending;
  } finally {
    await leases.close();
  }
};
