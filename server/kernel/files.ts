// Files on disk, named by the SHA-256 of their bytes, written once and never changed.
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { createReceiver } from './receive-file.ts';
import type { Inspect } from './virus-scan.ts';

export interface StoredFile {
  readonly hash: string;
  readonly bytes: number;
}

/** Where files lie: a folder ({@link createFileStore}) or the database (`files-database.ts`). */
export interface FileStore {
  /** Stores while hashing; refuses what is longer than `maxBytes` and leaves nothing behind. On disk when it resolves. */
  put(source: Readable, maxBytes: number): Promise<StoredFile>;
  /** Runs `use` with the path of a stored file, which stays there meanwhile. Rejects for a file that is not there. */
  withPath<T>(hash: string, use: (path: string) => Promise<T>): Promise<T>;
  read(hash: string): Readable;
  has(hash: string): Promise<boolean>;
  remove(hash: string): Promise<void>;
  /** Removes what a crash left half-written, when it is surely nobody's. */
  sweep(): Promise<void>;
  close(): Promise<void>;
}

/** A store whose files have a place of their own for good. */
export interface FolderFiles extends FileStore {
  pathOf(hash: string): string;
}

interface Options {
  /** Uploads leave so many bytes free. */
  readonly reserveBytes?: number;
  /** Asked about every file before it has its name. */
  readonly inspect?: Inspect | undefined;
  /** Other processes may be writing into the same folder. */
  readonly isShared?: boolean;
}

// A power cut takes back a name that is not on disk itself. Windows does not open folders.
const syncFolder = async (folder: string) => {
  if (process.platform === 'win32') return;
  const handle = await open(folder);
  await handle.sync().finally(() => handle.close());
};

/** No upload rests for so long between two of its bytes. */
const restedMs = 3600_000;

/** A store in `folder`. A file is complete under its final name (rename after fsync) or absent. */
export const createFileStore = async (
  folder: string,
  { reserveBytes = 512 * 1024 * 1024, inspect, isShared = false }: Options = {},
): Promise<FolderFiles> => {
  // What a crash left half-written belongs to no one.
  const receive = await createReceiver({
    ...{ folder: path.join(folder, 'incoming'), reserveBytes, inspect },
    leftAfterMs: isShared ? restedMs : 0,
  });
  const pathOf = (hash: string) => path.join(folder, hash.slice(0, 2), hash);
  return {
    pathOf,
    withPath: (hash, use) => use(pathOf(hash)),
    has: (hash) =>
      stat(pathOf(hash)).then(
        () => true,
        () => false,
      ),
    read: (hash) => createReadStream(pathOf(hash)),
    remove: (hash) => rm(pathOf(hash), { force: true }),
    put: async (source, maxBytes) => {
      const { hash, bytes, path: temporary } = await receive(source, maxBytes);
      try {
        const place = path.dirname(pathOf(hash));
        const isNew = (await mkdir(place, { recursive: true })) !== undefined;
        await rename(temporary, pathOf(hash));
        await syncFolder(place);
        if (isNew) await syncFolder(folder);
        return { hash, bytes };
      } catch (error) {
        await rm(temporary, { force: true });
        throw error;
      }
    },
    // Done when it was opened.
    sweep: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
};
