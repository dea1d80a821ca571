// What a backup says of itself; it is written last, so that a folder without it is no backup.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { SettingsError } from '#server/kernel/settings-error.ts';

const written = z.object({ count: z.int(), bytes: z.int(), sha256: z.string() });

const manifestSchema = z.object({
  /** Of this layout. */
  format: z.literal(1),
  /** Of the program that wrote it, and the number of its newest migration. */
  version: z.string(),
  schema: z.int(),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime(),
  collections: z.record(z.string(), written),
  files: z.object({ count: z.int(), bytes: z.int() }),
  /** Of the list SHA256SUMS, which has the hash of everything else. */
  sums: z.string(),
  /** Settings that are no secrets. */
  settings: z.record(z.string(), z.string()),
  /** Tells whether SESSION_SECRET is the same; null: the secret is in the backup itself. */
  secretMark: z.string().nullable(),
  notKept: z.array(z.string()),
  /** References that led nowhere in the database itself. */
  unmet: z.array(z.string()),
});

export type Manifest = z.infer<typeof manifestSchema>;

export const manifestName = 'manifest.json';
export const sumsName = 'SHA256SUMS';

/** The file of a collection in a backup. */
export const bsonName = (collection: string): string => `${collection}.bson`;

/** SHA-256 of a file, hexadecimal. */
export const hashFile = async (file: string): Promise<string> => {
  const digest = createHash('sha256');
  await pipeline(createReadStream(file), digest);
  return digest.digest('hex');
};

const isThere = (file: string) =>
  stat(file).then(
    () => true,
    () => false,
  );

/** The folder of the newest whole backup at `place`, which is one itself or holds some. Throws a SettingsError where there is none. */
export const findBackup = async (place: string): Promise<string> => {
  if (await isThere(path.join(place, manifestName))) return place;
  const names = await readdir(place).catch(() => {
    throw new SettingsError(`There is no folder ${place}: name the folder that a backup was made into.`);
  });
  for (const name of names.sort().reverse())
    if (await isThere(path.join(place, name, manifestName))) return path.join(place, name);
  throw new SettingsError(
    `There is no finished backup in ${place}: a backup is a folder with a ${manifestName} in it.`,
  );
};

/** Throws a SettingsError where it is not of this layout. */
export const readManifest = async (folder: string): Promise<Manifest> => {
  const text = await readFile(path.join(folder, manifestName), 'utf8');
  try {
    return manifestSchema.parse(JSON.parse(text));
  } catch {
    throw new SettingsError(
      `${path.join(folder, manifestName)} cannot be read: it was damaged, or written by a newer version of Paperround.`,
    );
  }
};
