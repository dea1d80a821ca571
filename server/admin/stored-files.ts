// All stored files as a whole, for whoever copies or counts them; the server that writes them may be running.
import { createReadStream } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { createFileStore } from '#server/kernel/files.ts';

export interface StoredFiles {
  /** The bytes of every file by its hash. */
  list(): Promise<ReadonlyMap<string, number>>;
  read(hash: string): Readable;
  remove(hash: string): Promise<void>;
  /** Keeps what comes, and answers with its hash. No server may be running. */
  put(source: Readable, bytes: number): Promise<string>;
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
  remove: (hash) => rm(placeIn(folder, hash), { force: true }),
  put: async (source, bytes) => (await (await createFileStore(folder)).put(source, bytes)).hash,
});
