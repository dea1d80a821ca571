// Opens the store of files where the settings say: in a folder, or in the database for all processes of a community.
import type { Connection } from 'mongoose';
import { createDatabaseFiles } from './files-database.ts';
import { createFileStore, type FileStore } from './files.ts';

export interface FilesPlace {
  readonly db: Connection;
  /** The folder where uploaded files live. */
  readonly filesDir: string;
  /** Given, they live in the database, and this folder holds local copies. */
  readonly cacheDir?: string | undefined;
  /** The folder of the built-in database; undefined: other processes may use the database too. */
  readonly databaseDir?: string | undefined;
}

/** Uploads leave `reserveBytes` free. */
export const openFiles = (
  { db, filesDir, cacheDir, databaseDir }: FilesPlace,
  reserveBytes: number,
): Promise<FileStore> =>
  cacheDir === undefined
    ? createFileStore(filesDir, { reserveBytes, isShared: databaseDir === undefined })
    : createDatabaseFiles({ db, cacheDir, reserveBytes });
