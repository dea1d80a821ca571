// A database for one test file, on the engine that all test files share.
import { randomUUID } from 'node:crypto';
import { afterAll } from '@jest/globals';
import type { Connection } from 'mongoose';
import { connectDatabase } from '#server/kernel/db/connect.ts';

export interface TestDatabase {
  readonly uri: string;
  /** A new connection, as `connectDatabase` makes it; closed after the file's tests. */
  connect(): Promise<Connection>;
}

/** Call it at the top of a test file or of a `describe`: the database is dropped when its tests are over. */
export const testDatabase = (): TestDatabase => {
  const shared = process.env['TEST_MONGODB_URI'];
  if (!shared) throw new Error('the tests are run by Jest, whose configuration starts the database');
  const uri = withDatabase(shared, `test_${randomUUID().replaceAll('-', '')}`);
  const open: Connection[] = [];
  const connect = async () => {
    const connection = await connectDatabase(uri);
    open.push(connection);
    return connection;
  };
  afterAll(async () => {
    await (await connect()).dropDatabase();
    await Promise.all(open.map((connection) => connection.close()));
  });
  return { uri, connect };
};

const withDatabase = (uri: string, name: string) =>
  uri.replace(/^(mongodb(?:\+srv)?:\/\/[^/?]+)(?:\/[^?]*)?/, `$1/${name}`);
