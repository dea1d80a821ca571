// Copies stored files into a backup, by their hashes: what is there already is not copied again.
import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { listHashes, placeIn, type StoredFiles } from '#server/admin/stored-files.ts';
import { syncFile } from './bson-file.ts';

export interface Copied {
  /** All that were asked for and are in the backup now, with their bytes. */
  readonly there: ReadonlyMap<string, number>;
  readonly copied: number;
  /** Files whose bytes are not those that their name says; they are not in the backup. */
  readonly damaged: readonly string[];
}

const copyOne = async (
  files: StoredFiles,
  hash: string,
  folder: string,
): Promise<number | 'gone' | 'damaged'> => {
  const temporary = path.join(folder, `incoming-${randomUUID()}`);
  const digest = createHash('sha256');
  let bytes = 0;
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      digest.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  try {
    await pipeline(files.read(hash), measure, createWriteStream(temporary));
    if (digest.digest('hex') !== hash) return 'damaged';
    await syncFile(temporary);
    const place = placeIn(folder, hash);
    await mkdir(path.dirname(place), { recursive: true });
    await rename(temporary, place);
    return bytes;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    // From a folder, or from the database.
    if (code === 'ENOENT' || /FileNotFound/.test(message)) return 'gone';
    throw error;
  } finally {
    await rm(temporary, { force: true });
  }
};

/** Copies those of `hashes` that `folder` lacks. */
export const copyFiles = async (
  files: StoredFiles,
  hashes: ReadonlySet<string>,
  folder: string,
): Promise<Copied> => {
  await mkdir(folder, { recursive: true });
  const known = await listHashes(folder);
  const stored = await files.list();
  const there = new Map<string, number>();
  const damaged: string[] = [];
  let copied = 0;
  for (const hash of hashes) {
    // A copy of another length was cut off, or the file it is of was.
    const bytes = known.get(hash);
    if (bytes !== undefined && (!stored.has(hash) || stored.get(hash) === bytes)) {
      there.set(hash, bytes);
      continue;
    }
    const made = await copyOne(files, hash, folder);
    if (made === 'damaged') damaged.push(hash);
    else if (made !== 'gone') {
      copied += 1;
      there.set(hash, made);
    }
  }
  return { there, copied, damaged };
};
