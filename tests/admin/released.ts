// What released versions have stored: the sample course of each, as its own program wrote it.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { BSON, type Db, type Document } from 'mongodb';

/** Each with the last commit of its release; made by `fixtures/pack.ts` from a backup of `npm run demo` there. */
export const releases = [
  ['release-1', 'faa02a9'],
  ['release-2', 'ccbd4cf'],
  ['release-3', '6d166a0'],
  ['release-4', '1c8eb24'],
  ['release-5', '3d4c158'],
] as const;

export type Stored = ReadonlyMap<string, readonly Document[]>;

/** The documents of a release by their collections. */
export const readRelease = async (name: string): Promise<Stored> => {
  const file = path.join(import.meta.dirname, 'fixtures', `${name}.bson.br`);
  const bytes = brotliDecompressSync(await readFile(file));
  const stored = new Map<string, Document[]>();
  for (let at = 0; at < bytes.length; at += bytes.readInt32LE(at)) {
    const { collection, document } = BSON.deserialize(bytes.subarray(at, at + bytes.readInt32LE(at))) as {
      collection: string;
      document: Document;
    };
    stored.set(collection, [...(stored.get(collection) ?? []), document]);
  }
  return stored;
};

/** Puts them into an empty database. */
export const storeRelease = async (db: Db, stored: Stored): Promise<void> => {
  for (const [collection, documents] of stored) await db.collection(collection).insertMany([...documents]);
};
