// Makes a backup of a community while it is in use: collections, then files, then what changed meanwhile, then the manifest.
import { createHash, createHmac } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Db } from 'mongodb';
import { notKept } from '#server/admin/records.ts';
import type { Unmet } from '#server/admin/references.ts';
import type { StoredFiles } from '#server/admin/stored-files.ts';
import type { Environment } from '#server/kernel/env.ts';
import { version } from '#server/kernel/version.ts';
import { storedSchema } from '#server/migrations/run.ts';
import { syncFile } from './bson-file.ts';
import { copyFiles } from './copy-files.ts';
import { askAgain, dumpAll, lookThrough, patchAll, sourceIn } from './dump.ts';
import { bsonName, manifestName, sumsName, type Manifest } from './manifest.ts';

export interface MadeBackup {
  readonly folder: string;
  readonly manifest: Manifest;
  /** Files that were not in this place before. */
  readonly copied: number;
  readonly damaged: readonly string[];
}

// What is named and missing is asked for again, so often at most; every time there is less of it.
const roundsAtMost = 5;

const sentence = ({ collection, id, at, to, value }: Unmet) =>
  `${collection} ${id}: ${at} names ${value}, which is not in ${to}`;

/** Tells two secrets apart without telling them. */
export const secretMarkOf = (secret: string | undefined): string | null =>
  secret === undefined
    ? null
    : createHmac('sha256', secret).update('paperround backup').digest('hex').slice(0, 16);

const settingsOf = ({ publicUrl, trustedProxies, mongodbUri }: Environment): Record<string, string> => ({
  ...(publicUrl === undefined ? {} : { PUBLIC_URL: publicUrl }),
  TRUSTED_PROXIES: String(trustedProxies),
  database: mongodbUri === undefined ? 'built in' : 'MONGODB_URI',
});

/** The backup stands in a folder of its own below `place`, named by the time; all backups there share the folder `files`. */
export const makeBackup = async (
  db: Db,
  stored: StoredFiles,
  place: string,
  environment: Environment,
): Promise<MadeBackup> => {
  const startedAt = new Date().toISOString();
  const folder = path.join(place, startedAt.replaceAll(':', '-'));
  await mkdir(folder, { recursive: true, mode: 0o700 });
  try {
    const written = await dumpAll(db, folder);
    const filesFolder = path.join(place, 'files');
    let [copied, round] = [0, 0];
    for (;;) {
      const source = sourceIn(folder, [...written.keys()]);
      const { files } = await lookThrough(source, () => true);
      const copies = await copyFiles(stored, files, filesFolder);
      copied += copies.copied;
      const { unmet } = await lookThrough(source, (hash) => copies.there.has(hash));
      const patches = round++ < roundsAtMost ? await askAgain(db, unmet, folder) : new Map<string, never>();
      for (const [name, file] of await patchAll(folder, patches, rename)) written.set(name, file);
      if (patches.size > 0) continue;

      const sums = [
        ...[...written].map(([name, { sha256 }]) => `${sha256}  ${bsonName(name)}\n`),
        ...[...copies.there.keys()].sort().map((hash) => `${hash}  ../files/${hash.slice(0, 2)}/${hash}\n`),
      ].join('');
      await writeFile(path.join(folder, sumsName), sums);
      await syncFile(path.join(folder, sumsName));
      const bytes = [...copies.there.values()].reduce((sum, each) => sum + each, 0);
      const manifest: Manifest = {
        ...{
          format: 1,
          version,
          schema: await storedSchema(db),
          startedAt,
          finishedAt: new Date().toISOString(),
        },
        collections: Object.fromEntries(written),
        files: { count: copies.there.size, bytes },
        sums: createHash('sha256').update(sums).digest('hex'),
        settings: settingsOf(environment),
        secretMark: secretMarkOf(environment.sessionSecret),
        notKept: [...notKept],
        unmet: unmet.map(sentence),
      };
      const file = path.join(folder, manifestName);
      await writeFile(`${file}.new`, `${JSON.stringify(manifest, null, 2)}\n`);
      await syncFile(`${file}.new`);
      await rename(`${file}.new`, file);
      return { folder, manifest, copied, damaged: copies.damaged };
    }
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
};
