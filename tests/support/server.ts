// Runs the built server as a person does: `node server/start.js` in a process of its own, on a data directory of its own.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { root } from '#server/build/stamp.js';

/** How a process ended. */
export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Standard output and error together. */
  readonly output: string;
}

interface Options {
  /** Added to the settings; undefined takes one away. */
  readonly env?: NodeJS.ProcessEnv;
  /** Taken as it is and left there; otherwise a temporary one is made and removed. */
  readonly dataDir?: string;
  readonly flags?: readonly string[];
}

export interface RunningServer {
  readonly url: string;
  readonly pid: number;
  readonly dataDir: string;
  /** The one-time link for the first administrator; undefined once there is one. */
  readonly administratorLink: string | undefined;
  /** From the start of the process to its ready line, in milliseconds. */
  readonly startedInMs: number;
  output(): string;
  /** Asks it to end, waits, and removes a temporary data directory. */
  stop(signal?: 'SIGTERM' | 'SIGINT'): Promise<Ending>;
  /** As a power cut does: no goodbye, the data directory stays until `stop`. */
  kill(): Promise<Ending>;
}

const readyLine = /Paperround is ready at (\S+)\n/;
const administratorLine = /first administrator[^\n]*: (\S+)\n/;
// The server prints the link right after the ready line, when there is one to print.
const graceMs = 150;

/** A port that was free a moment ago. */
export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => {
        resolve(port);
      });
    });
  });

const launch = (env: NodeJS.ProcessEnv, flags: readonly string[]) => {
  const { NODE_OPTIONS: _ours, TEST_MONGODB_URI: _tests, ...inherited } = process.env;
  const child = spawn(process.execPath, [path.join(root, 'server/start.js'), ...flags], {
    cwd: root,
    env: { ...inherited, NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  const ended = new Promise<Ending>((resolve) => {
    child.once('close', (code, signal) => {
      resolve({ code, signal, output });
    });
  });
  return { child, ended, output: () => output };
};

/** Runs a server that is expected to end by itself, for example because of a wrong setting. */
export const runServer = (env: NodeJS.ProcessEnv): Promise<Ending> => launch(env, []).ended;

const outputMatches = async (child: ChildProcess, output: () => string, pattern: RegExp) => {
  while (!pattern.test(output())) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`The server ended before it was ready: ${output()}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
};

/** Starts a server and waits until it is ready. */
export const startServer = async ({
  env = {},
  dataDir,
  flags = [],
}: Options = {}): Promise<RunningServer> => {
  const folder = dataDir ?? (await mkdtemp(path.join(os.tmpdir(), 'paperround-server-')));
  const removeFolder = async () => {
    if (dataDir === undefined) await rm(folder, { recursive: true, force: true });
  };
  // Whoever starts it again says where it was: its clients come back to the same address.
  const port = env['PORT'] ?? String(await freePort());
  const startedAt = performance.now();
  const { child, ended, output } = launch({ PORT: port, DATA_DIR: folder, ...env }, flags);
  try {
    await outputMatches(child, output, readyLine);
  } catch (error) {
    child.kill('SIGKILL');
    await removeFolder();
    throw error;
  }
  const startedInMs = performance.now() - startedAt;
  await Promise.race([
    outputMatches(child, output, administratorLine),
    new Promise((resolve) => setTimeout(resolve, graceMs)),
  ]);
  return {
    url: `http://localhost:${port}`,
    pid: child.pid ?? NaN,
    dataDir: folder,
    administratorLink: administratorLine.exec(output())?.[1],
    startedInMs,
    output,
    stop: async (signal = 'SIGTERM') => {
      child.kill(signal);
      const ending = await ended;
      await removeFolder();
      return ending;
    },
    kill: () => {
      child.kill('SIGKILL');
      return ended;
    },
  };
};
