// All stored files as a whole, for whoever copies or counts them; the server that writes them may be running.
import { createReadStream } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { GridFSBucket, type Db } from 'mongodb';
import { createFileStore } from '#server/kernel/files.ts';

export interface StoredFiles {
  /** The bytes of every file by its hash. */
  list(): Promise<ReadonlyMap<string, number>>;
  read(hash: string): Readable;
  /** When it came, null where there is none: milliseconds since 1970. */
  keptAt(hash: string): Promise<number | null>;
  remove(hash: string): Promise<void>;
  /** Keeps a file whose hash was verified. No server may be running. */
  put(source: Readable, hash: string, bytes: number): Promise<void>;
}

const isHash = (name: string) => /^[0-9a-f]{64}$/.test(name);

const listFolder = (folder: string) => readdir(folder).catch((): string[] => []);

/** The names of the files below `folder/ab/`, with their bytes. */
export const listHashes = async (folder: string): Promise<Map<string, number>> => {
  const found = new Map<string, number>();
  for (const start of (await listFolder(folder)).filter((name) => name.length === 2))
    for (const hash of (await listFolder(path.join(folder, start))).filter(isHash)) {
      const known = await stat(path.join(folder, start, hash)).catch(() => null);
      if (known) found.set(hash, known.size);
    }
  return found;
};

/** Where a file lies in a folder of files. */
export const placeIn = (folder: string, hash: string): string => path.join(folder, hash.slice(0, 2), hash);

/** The files in a folder of the server's own making. */
export const filesInFolder = (folder: string): StoredFiles => ({
  list: () => listHashes(folder),
  read: (hash) => createReadStream(placeIn(folder, hash)),
  keptAt: (hash) =>
    stat(placeIn(folder, hash)).then(
      ({ mtimeMs }) => mtimeMs,
      () => null,
    ),
  remove: (hash) => rm(placeIn(folder, hash), { force: true }),
  put: async (source, hash, bytes) => {
    const kept = await (await createFileStore(folder)).put(source, bytes);
    if (kept.hash !== hash) throw new Error(`The file ${hash} changed while it was kept`);
  },
});

/** The files that processes of one community share in the database. */
export const filesInDatabase = (db: Db): StoredFiles => {
  const bucket = new GridFSBucket(db, { bucketName: 'files' });
  return {
    list: async () =>
      new Map((await bucket.find().toArray()).map(({ filename, length }) => [filename, length])),
    read: (hash) => bucket.openDownloadStreamByName(hash),
    keptAt: async (hash) => {
      const entries = await bucket.find({ filename: hash }).toArray();
      return entries.length === 0 ? null : Math.max(...entries.map((entry) => entry.uploadDate.getTime()));
    },
    remove: async (hash) => {
      for (const { _id } of await bucket.find({ filename: hash }).toArray()) await bucket.delete(_id);
    },
    put: async (source, hash) => {
      await pipeline(source, bucket.openUploadStream(hash));
    },
  };
};
