// Before all tests: starts the one database engine that every test file shares, in a folder of its own.
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { openEngine } from '#server/kernel/db/engine.ts';

let stop = async (): Promise<void> => undefined;

/** Jest's globalSetup. With TEST_MONGODB_URI set beforehand the tests use that server, in databases of their own. */
export default async function startEngine(): Promise<void> {
  if (process.env['TEST_MONGODB_URI']) return;
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'paperround-tests-'));
  const engine = await openEngine({ dataDir });
  process.env['TEST_MONGODB_URI'] = engine.uri;
  stop = async () => {
    delete process.env['TEST_MONGODB_URI'];
    await engine.close();
    await rm(dataDir, { recursive: true });
  };
}

/** For Jest's globalTeardown. */
export const stopEngine = (): Promise<void> => stop();
