// Takes a stream in as a file of its own on disk: measured, hashed and synced, or gone.
import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { refuse } from '#shared/kernel/refusals.ts';
import { freeBytesOf } from './disk.ts';
import type { Inspect } from './virus-scan.ts';

export interface ReceivedBytes {
  /** SHA-256, in hex. */
  readonly hash: string;
  readonly bytes: number;
  /** Where it lies; whoever asked moves it away. */
  readonly path: string;
}

interface Options {
  readonly folder: string;
  /** So much of the disk is left free: a database engine on it aborts when it runs out. */
  readonly reserveBytes: number;
  /** Asked about every file when it is whole; it is gone when this refuses. */
  readonly inspect?: Inspect | undefined;
  /** Half-written files that nobody has written to for so long (ms) are removed now. */
  readonly leftAfterMs: number;
}

/** `receive` refuses what is longer than `maxBytes`, or what there is no room for, and leaves nothing behind. */
export const createReceiver = async ({ folder, reserveBytes, inspect, leftAfterMs }: Options) => {
  await mkdir(folder, { recursive: true });
  for (const name of await readdir(folder)) {
    const file = path.join(folder, name);
    const { mtimeMs } = await stat(file).catch(() => ({ mtimeMs: Infinity }));
    if (Date.now() - mtimeMs >= leftAfterMs) await rm(file, { force: true });
  }
  // Promised to files that are coming: what is free now must do for all of them.
  let promised = 0;

  return async (source: Readable, maxBytes: number): Promise<ReceivedBytes> => {
    if ((await freeBytesOf(folder)) < reserveBytes + promised + maxBytes)
      throw refuse(
        'no_room',
        'disk_full',
        'The server has no room for files now. Nothing was stored; tell its administrator.',
      );
    promised += maxBytes;
    const temporary = path.join(folder, randomUUID());
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
      const handle = await open(temporary, 'r+');
      await handle.sync().finally(() => handle.close());
      await inspect?.(temporary);
      return { hash: digest.digest('hex'), bytes, path: temporary };
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    } finally {
      promised -= maxBytes;
    }
  };
};
