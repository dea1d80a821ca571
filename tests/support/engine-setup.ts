// Before all tests: starts the one database engine that every test file shares, in a folder of its own.
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { keepEngine } from '#server/kernel/db/keep-engine.ts';
import { createLog } from '#server/kernel/log.ts';

let stop = async (): Promise<void> => undefined;

/** Jest's globalSetup. With TEST_MONGODB_URI set beforehand the tests use that server, in databases of their own. */
export default async function startEngine(): Promise<void> {
  if (process.env['TEST_MONGODB_URI']) return;
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'paperround-tests-'));
  // Says when its process dies, and opens it again: what is under way then fails, and not all that comes after.
  const engine = await keepEngine({ dataDir, log: createLog('error'), hasRoom: () => Promise.resolve(true) });
  process.env['TEST_MONGODB_URI'] = engine.uri;
  stop = async () => {
    delete process.env['TEST_MONGODB_URI'];
    await engine.close();
    await rm(dataDir, { recursive: true });
  };
}

/** For Jest's globalTeardown. */
export const stopEngine = (): Promise<void> => stop();
