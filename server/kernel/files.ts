// Files on disk, named by the SHA-256 of their bytes, written once and never changed.
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Transform } from 'node:stream';
import { refuse } from '#shared/kernel/refusals.ts';
import { freeBytesOf } from './disk.ts';

export interface StoredFile {
  readonly hash: string;
  readonly bytes: number;
}

export interface FileStore {
  /** Streams to disk while hashing; refuses what is longer than `maxBytes` and leaves nothing behind. */
  put(source: Readable, maxBytes: number): Promise<StoredFile>;
  /** The path of a stored file. */
  pathOf(hash: string): string;
  read(hash: string): Readable;
  has(hash: string): Promise<boolean>;
  remove(hash: string): Promise<void>;
}

// A power cut takes back a name that is not on disk itself. Windows does not open folders.
const syncFolder = async (folder: string) => {
  if (process.platform === 'win32') return;
  const handle = await open(folder);
  await handle.sync().finally(() => handle.close());
};

/**
 * A store in `folder`. A file is complete under its final name (rename after fsync) or absent. Uploads leave `reserveBytes` free: the
 * database engine on the same disk aborts when it runs out.
 */
export const createFileStore = async (
  folder: string,
  reserveBytes = 512 * 1024 * 1024,
): Promise<FileStore> => {
  const incoming = path.join(folder, 'incoming');
  await mkdir(incoming, { recursive: true });
  // What a crash left half-written belongs to no one.
  for (const name of await readdir(incoming)) await rm(path.join(incoming, name), { force: true });
  const pathOf = (hash: string) => path.join(folder, hash.slice(0, 2), hash);
  const has = (hash: string) =>
    stat(pathOf(hash)).then(
      () => true,
      () => false,
    );

  // Promised to files that are coming: what is free now must do for all of them.
  let promised = 0;

  return {
    pathOf,
    has,
    read: (hash) => createReadStream(pathOf(hash)),
    remove: (hash) => rm(pathOf(hash), { force: true }),
    put: async (source, maxBytes) => {
      if ((await freeBytesOf(folder)) < reserveBytes + promised + maxBytes)
        throw refuse(
          'no_room',
          'disk_full',
          'The server has no room for files now. Nothing was stored; tell its administrator.',
        );
      promised += maxBytes;
      const temporary = path.join(incoming, randomUUID());
      const digest = createHash('sha256');
      let bytes = 0;
      const measure = new Transform({
        transform(chunk: Buffer, _encoding, done) {
          bytes += chunk.length;
          if (bytes > maxBytes) {
            done(
              refuse(
                'too_large',
                'file_too_large',
                `The file is larger than ${String(Math.floor(maxBytes / 1e6))} MB.`,
              ),
            );
            return;
          }
          digest.update(chunk);
          done(null, chunk);
        },
      });
      try {
        await pipeline(source, measure, createWriteStream(temporary));
        const hash = digest.digest('hex');
        const handle = await open(temporary, 'r+');
        await handle.sync();
        await handle.close();
        const place = path.dirname(pathOf(hash));
        const isNew = (await mkdir(place, { recursive: true })) !== undefined;
        await rename(temporary, pathOf(hash));
        await syncFolder(place);
        if (isNew) await syncFolder(folder);
        return { hash, bytes };
      } catch (error) {
        await rm(temporary, { force: true });
        throw error;
      } finally {
        promised -= maxBytes;
      }
    },
  };
};
