// Opens the store of files where the settings say: in a folder, or in the database for all processes of a community.
import type { Connection } from 'mongoose';
import { createDatabaseFiles } from './files-database.ts';
import { createFileStore, type FileStore } from './files.ts';
import { SettingsError } from './settings-error.ts';
import type { Inspect } from './virus-scan.ts';

export interface FilesPlace {
  readonly db: Connection;
  /** The folder where uploaded files live. */
  readonly filesDir: string;
  /** Given, they live in the database, and this folder holds local copies. */
  readonly cacheDir?: string | undefined;
  /** The folder of the built-in database; undefined: other processes may use the database too. */
  readonly databaseDir?: string | undefined;
}

/** Documents without any file in the database have theirs in a folder: nobody could open one. */
const ensureNotElsewhere = async (db: Connection) => {
  if ((await db.collection('files.files').findOne()) !== null) return;
  if ((await db.collection('documents').findOne({ 'versions.0': { $exists: true } })) === null) return;
  throw new SettingsError(
    'The files of this community are not in the database but in a folder: set FILES_IN=folder, and DATA_DIR to where they are.',
  );
};

/** Uploads leave `reserveBytes` free; `inspect` is asked about every file before it is taken in. Throws a SettingsError where the files are surely somewhere else. */
export const openFiles = async (
  { db, filesDir, cacheDir, databaseDir }: FilesPlace,
  reserveBytes: number,
  inspect?: Inspect,
): Promise<FileStore> => {
  if (cacheDir === undefined)
    return createFileStore(filesDir, { reserveBytes, inspect, isShared: databaseDir === undefined });
  await ensureNotElsewhere(db);
  return createDatabaseFiles({ db, cacheDir, reserveBytes, inspect });
};
