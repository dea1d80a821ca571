// Puts one person in the place of another in everything that is stored, beside people at work.
import type { Collection, Db } from 'mongodb';
import type { Id } from '#shared/kernel/primitives.ts';
import { isDuplicate } from '#server/kernel/db/collection.ts';
import type { Log } from '#server/kernel/log.ts';

interface Stored {
  _id: string;
  [field: string]: unknown;
}

/** What is about the account itself, what ends with it, and what names nobody. */
const leftAsTheyAre = new Set([
  ...['people', 'merges', 'sessions', 'links', 'leases', 'migrations', 'restores', 'tokens'],
  ...['secondFactors', 'calendarLinks', 'pageTexts', 'files.files', 'files.chunks'],
]);

/**
 * An id is random enough to be nothing else: it is replaced wherever it stands, as a value, as a part of another id, as the name
 * of a field, or in a mention.
 */
const replaceIn = (value: unknown, from: Id, to: Id): unknown => {
  const renamed = (text: string) => text.replaceAll(from, to);
  if (typeof value === 'string') return renamed(value);
  if (Array.isArray(value)) return value.map((each) => replaceIn(each, from, to));
  if (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype)
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) => [renamed(key), replaceIn(each, from, to)]),
    );
  return value;
};

/** As it was read and not otherwise: whoever changed it meanwhile wins, and it is read again. */
const still = (stored: Stored) => ({ _id: stored._id, $expr: { $eq: ['$$ROOT', { $literal: stored }] } });

/** Moves what lies under an id with the person's in it. False: it was changed meanwhile. */
const move = async (collection: Collection<Stored>, stored: Stored, renamed: Stored, log: Log) => {
  try {
    await collection.insertOne(renamed);
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    // An earlier attempt was cut off here; or both had one, and that of the account that stays is kept.
    if (!(await collection.findOne(still(renamed))))
      log.warn({ collection: collection.collectionName }, 'of two accounts both had one: one is left out');
  }
  const { deletedCount } = await collection.deleteOne(still(stored));
  if (deletedCount === 0) await collection.deleteOne(still(renamed));
  return deletedCount > 0;
};

const renameOne = async (collection: Collection<Stored>, _id: string, from: Id, to: Id, log: Log) => {
  for (;;) {
    const stored = await collection.findOne({ _id });
    if (!stored) return;
    const renamed = replaceIn(stored, from, to) as Stored;
    if (renamed._id !== _id) {
      if (await move(collection, stored, renamed, log)) return;
      continue;
    }
    const { matchedCount } = await collection.replaceOne(still(stored), renamed);
    if (matchedCount > 0) return;
  }
};

/** May be repeated, also after it was cut off anywhere. Rejects when `lost` is aborted. */
export const renamePerson = async (
  db: Db,
  { from, to, lost, log }: { from: Id; to: Id; lost: AbortSignal; log: Log },
): Promise<void> => {
  const wanted = Buffer.from(from);
  for (const { name } of await db.listCollections({}, { nameOnly: true }).toArray()) {
    if (leftAsTheyAre.has(name)) continue;
    const collection = db.collection<Stored>(name);
    // Bytes are looked through much faster than documents are made of them.
    const all = collection.find({}, { raw: true }).map((bytes) => bytes as unknown as Buffer);
    const ids: string[] = [];
    for await (const bytes of all) if (bytes.includes(wanted)) ids.push(idIn(bytes));
    for (const id of ids) {
      lost.throwIfAborted();
      await renameOne(collection, id, from, to, log);
    }
  }
};

/** The `_id` of a document in BSON, where it comes first: length (4), type 2, `_id\0`, length of the string (4), the string, 0. */
const idIn = (bytes: Buffer): string => {
  const at = 4 + 1 + 4;
  if (bytes[4] !== 2) throw new Error('A document without an id of ours');
  return bytes.toString('utf8', at + 4, at + 4 + bytes.readInt32LE(at) - 1);
};
