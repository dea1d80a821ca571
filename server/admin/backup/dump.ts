// Copies collections into files while people write, and finds afterwards what the copies name and do not have.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { BSON, type Db, type Document } from 'mongodb';
import { notKept } from '#server/admin/records.ts';
import {
  filesOf,
  idsOf,
  referrersFirst,
  unmetOf,
  type HasFile,
  type Unmet,
} from '#server/admin/references.ts';
import { collectionsOf, type Source } from '#server/admin/source.ts';
import { readBson, writeBson, type WrittenFile } from './bson-file.ts';
import { bsonName } from './manifest.ts';

/** Later states of documents by collection and id; null: it is gone. */
export type Patches = Map<string, Map<string, Buffer | null>>;

const rawIn = (db: Db, name: string, filter: object = {}) =>
  // Each document is what it was at one moment, and comes once: in the order of ids nothing moves.
  db
    .collection(name)
    .find(filter, { raw: true, sort: { _id: 1 }, batchSize: 500 }) as unknown as AsyncIterable<Buffer>;

const idOf = (raw: Buffer) => String(BSON.deserialize(raw)['_id']);

const patched = async function* (
  documents: AsyncIterable<Buffer>,
  patches: ReadonlyMap<string, Buffer | null>,
) {
  const left = new Map(patches);
  for await (const raw of documents) {
    const id = idOf(raw);
    const patch = left.get(id);
    left.delete(id);
    if (patch === undefined) yield raw;
    else if (patch) yield patch;
  }
  for (const added of left.values()) if (added) yield added;
};

/** The collections in a folder of files. */
export const sourceIn = (folder: string, names: readonly string[]): Source => ({
  names,
  read: async function* (name) {
    for await (const raw of readBson(path.join(folder, bsonName(name))))
      yield BSON.deserialize(raw) as Document;
  },
});

/** Copies all collections into `folder`, those that refer to others first. */
export const dumpAll = async (db: Db, folder: string): Promise<Map<string, WrittenFile>> => {
  const names = (await collectionsOf(db)).filter((name) => !notKept.includes(name));
  const written = new Map<string, WrittenFile>();
  for (const name of referrersFirst(names))
    written.set(name, await writeBson(path.join(folder, bsonName(name)), rawIn(db, name)));
  return written;
};

/** Works `patches` into the copies in `folder`: into a new file each, so that a name always has a whole copy. */
export const patchAll = async (
  folder: string,
  patches: Patches,
  rename: (from: string, to: string) => Promise<void>,
): Promise<Map<string, WrittenFile>> => {
  const written = new Map<string, WrittenFile>();
  for (const [name, changes] of patches) {
    const file = path.join(folder, bsonName(name));
    const before = existsSync(file) ? readBson(file) : Readable.from([]);
    written.set(name, await writeBson(`${file}.new`, patched(before, changes)));
    await rename(`${file}.new`, file);
  }
  return written;
};

/** What is named in the copies and stands in none, and the files they need. */
export const lookThrough = async (
  source: Source,
  hasFile: HasFile,
): Promise<{ unmet: Unmet[]; files: ReadonlySet<string> }> => {
  const ids = await idsOf(source);
  const files = new Set<string>();
  const unmet: Unmet[] = [];
  for (const name of source.names)
    for await (const document of source.read(name)) {
      unmet.push(...unmetOf(name, document, ids, hasFile));
      for (const hash of filesOf(name, document)) files.add(hash);
    }
  return { unmet, files };
};

/**
 * How the database stands now where the copies name what they do not have: what is named, if it is there by now; otherwise the document
 * that names it, as it is now, or that it is gone. Nothing where the database is the same: the reference leads nowhere there too.
 */
export const askAgain = async (db: Db, unmet: readonly Unmet[], folder: string): Promise<Patches> => {
  const patches: Patches = new Map();
  const put = (name: string, id: string, raw: Buffer | null) => {
    patches.set(name, (patches.get(name) ?? new Map<string, Buffer | null>()).set(id, raw));
  };
  const now = async (name: string, id: string) => {
    for await (const raw of rawIn(db, name, { _id: id })) return raw;
    return null;
  };
  const copies = new Map<string, Map<string, Buffer>>();
  for (const name of new Set(unmet.map(({ collection }) => collection))) {
    const wanted = new Set(unmet.filter(({ collection }) => collection === name).map(({ id }) => id));
    const found = new Map<string, Buffer>();
    for await (const raw of readBson(path.join(folder, bsonName(name))))
      if (wanted.has(idOf(raw))) found.set(idOf(raw), Buffer.from(raw));
    copies.set(name, found);
  }
  for (const { collection, id, to, value } of unmet) {
    const named = to === 'files' ? null : await now(to, value);
    if (named) put(to, value, named);
    const naming = await now(collection, id);
    const copy = copies.get(collection)?.get(id);
    if (!naming || (copy && !naming.equals(copy))) put(collection, id, naming);
  }
  return patches;
};
