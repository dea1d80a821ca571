// What has to hold of the data before anything works on it: no restore is half done, and its shape is this version's.
import type { Connection } from 'mongoose';
import { nativeDb } from '#server/kernel/db/connect.ts';
import { ensureNotRestoring } from '#server/kernel/db/restoring.ts';
import type { Log } from '#server/kernel/log.ts';
import { migrate } from './run.ts';

/** Of several processes that start at once one does it and the others wait. Throws a SettingsError where the server must not start. */
export const prepareData = async (connection: Connection, log: Log): Promise<void> => {
  await ensureNotRestoring(nativeDb(connection));
  await migrate(connection, { log });
};
