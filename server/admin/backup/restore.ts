// Puts a verified backup into a database and its files; until all of it is there and was checked, no server starts on it.
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { BSON, type Db, type Document } from 'mongodb';
import { findUnmet } from '#server/admin/references.ts';
import { collectionsOf, sourceOf } from '#server/admin/source.ts';
import { placeIn } from '#server/admin/stored-files.ts';
import type { Installation } from '#server/admin/installation.ts';
import { ensureIndexes } from '#server/kernel/db/connect.ts';
import { markRestoring, unmarkRestoring } from '#server/kernel/db/restoring.ts';
import { migrate } from '#server/migrations/run.ts';
import { readBson } from './bson-file.ts';
import { bsonName, type Manifest } from './manifest.ts';

const together = 500;
// Numbers and binary values come out as they went in.
const exactly = { promoteValues: false, promoteBuffers: false, bsonRegExp: true };

const insertAll = async (db: Db, name: string, file: string): Promise<number> => {
  let batch: Document[] = [];
  let count = 0;
  const send = async () => {
    if (batch.length > 0) await db.collection(name).insertMany(batch, { ordered: true });
    count += batch.length;
    batch = [];
  };
  for await (const raw of readBson(file)) {
    batch.push(BSON.deserialize(Buffer.from(raw), exactly));
    if (batch.length === together) await send();
  }
  await send();
  return count;
};

/** Takes away everything in the database but the mark. */
const clear = async (db: Db) => {
  for (const name of (await collectionsOf(db)).filter((each) => each !== 'restores'))
    await db.collection(name).drop();
};

/** `hashes`: the files of the backup in `folder`, as `verifyBackup` found them. What is in the database now is lost. */
export const restoreInto = async (
  { db, connection, files }: Installation,
  folder: string,
  manifest: Manifest,
  hashes: readonly string[],
): Promise<void> => {
  await markRestoring(db, folder);
  await clear(db);
  const stored = new Set((await files.list()).keys());
  for (const hash of hashes.filter((each) => !stored.has(each))) {
    const file = placeIn(path.join(folder, '../files'), hash);
    await files.put(createReadStream(file), hash, (await stat(file)).size);
    stored.add(hash);
  }
  for (const [name, { count }] of Object.entries(manifest.collections)) {
    const inserted = await insertAll(db, name, path.join(folder, bsonName(name)));
    if (inserted !== count || (await db.collection(name).countDocuments()) !== count)
      throw new Error(`Of ${String(count)} documents of ${name} only ${String(inserted)} were restored`);
  }
  await migrate(connection);
  await ensureIndexes(connection);
  const unmet = await findUnmet(await sourceOf(db), (hash) => stored.has(hash));
  if (unmet.length > manifest.unmet.length)
    throw new Error(`References lead nowhere after the restore: ${JSON.stringify(unmet.slice(0, 3))}`);
  await unmarkRestoring(db);
};
