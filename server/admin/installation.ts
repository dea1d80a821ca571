// Opens what is to be cared for: the database and the files, whether or not a server is running on them.
import path from 'node:path';
import type { Db } from 'mongodb';
import type { Connection } from 'mongoose';
import type { AccountsPublic } from '#server/accounts/public.ts';
import { openAllCollections } from '#server/collections.ts';
import { connectDatabase, nativeDb } from '#server/kernel/db/connect.ts';
import { findEngine } from '#server/kernel/db/engine-address.ts';
import { openEngine } from '#server/kernel/db/engine.ts';
import type { Environment } from '#server/kernel/env.ts';
import { createLeases } from '#server/kernel/leases.ts';
import { createLog } from '#server/kernel/log.ts';
import { filesInDatabase, filesInFolder, type StoredFiles } from './stored-files.ts';

export interface Installation {
  readonly environment: Environment;
  /** With the models of all collections. */
  readonly connection: Connection;
  readonly db: Db;
  readonly accounts: AccountsPublic;
  readonly files: StoredFiles;
  /** Whether a server is running on it. */
  isServed(): Promise<boolean>;
  close(): Promise<void>;
}

/** Throws a SettingsError where the database cannot be reached or opened. */
export const openInstallation = async (environment: Environment): Promise<Installation> => {
  const { dataDir, mongodbUri } = environment;
  const running = mongodbUri === undefined ? await findEngine(dataDir) : null;
  const engine = mongodbUri === undefined && running === null ? await openEngine({ dataDir }) : null;
  try {
    const connection = await connectDatabase(mongodbUri ?? running ?? engine?.uri ?? '');
    const { accounts } = openAllCollections(connection);
    const leases = createLeases(connection, createLog('silent'));
    return {
      environment,
      ...{ connection, accounts },
      db: nativeDb(connection),
      files:
        environment.filesIn === 'database'
          ? filesInDatabase(nativeDb(connection))
          : filesInFolder(path.resolve(dataDir, 'files')),
      isServed: async () => (mongodbUri === undefined ? running !== null : leases.isAnyHeld('process:')),
      close: async () => {
        await leases.close();
        await connection.close();
        await engine?.close();
      },
    };
  } catch (error) {
    await engine?.close();
    throw error;
  }
};
