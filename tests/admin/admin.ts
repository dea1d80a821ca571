// Runs the command line tool in this process, on a database and a data directory of the test's own.
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll } from '@jest/globals';
import { runAdmin } from '#server/admin/run.ts';
import type { Clock } from '#server/kernel/clock.ts';
import { openReading } from '#server/reading.ts';

/** A folder that is removed after the file's tests. */
export const temporaryFolder = async (): Promise<string> => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'paperround-admin-'));
  afterAll(() => rm(folder, { recursive: true, force: true }));
  return folder;
};

export interface Ran {
  readonly code: 0 | 1 | 2;
  readonly said: string;
  readonly warned: string;
}

/** The tool with the settings in `env`, and with somebody at the keyboard who types `typed`; `clock` where not now. */
export const adminOn =
  (env: NodeJS.ProcessEnv, clock?: Clock) =>
  async (args: readonly string[], typed: string | null = null): Promise<Ran> => {
    const [said, warned]: [string[], string[]] = [[], []];
    const code = await runAdmin(args, env, (installation) => openReading(installation, clock), {
      say: (line) => said.push(line),
      warn: (line) => warned.push(line),
      ask: () => Promise.resolve(typed),
    });
    return { code, said: said.join('\n'), warned: warned.join('\n') };
  };
