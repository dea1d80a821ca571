// A built server that a test kills and starts again: at the same address, on the same data.
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll } from '@jest/globals';
import { freePort, type Ending, type RunningServer, startServer } from './server.ts';

export interface MortalServer {
  readonly url: string;
  readonly dataDir: string;
  readonly administratorLink: string | undefined;
  /** As a power cut does; answers with how it ended. */
  kill(): Promise<Ending>;
  /** Starts it again. */
  start(): Promise<void>;
  /** What the one that runs now has printed. */
  output(): string;
}

/** Call it at the top of a test file; it ends after the file's tests, and after `closing`. */
export const startMortalServer = async (closing: () => void): Promise<MortalServer> => {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'paperround-mortal-'));
  const env = { PORT: String(await freePort()), TRUSTED_PROXIES: '1' };
  let server: RunningServer = await startServer({ dataDir, env });
  afterAll(async () => {
    closing();
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  });
  const { url, administratorLink } = server;
  return {
    ...{ url, dataDir, administratorLink },
    kill: () => server.kill(),
    start: async () => {
      server = await startServer({ dataDir, env });
    },
    output: () => server.output(),
  };
};
