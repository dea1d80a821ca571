// Runs the built-in database: MongoDB's engine in a child process, reached through a private unix socket.
import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Log } from '#server/kernel/log.ts';
import { SettingsError } from '#server/kernel/settings-error.ts';
import { findBuild } from './build.ts';
import type { EngineReport } from './engine-child.ts';
import { fitOf, patchedCopy, systemGlibc } from './glibc.ts';

export interface Engine {
  /** For mongoose; the default database is "paperround". */
  readonly uri: string;
  readonly socketPath: string;
  /** Finishes the commands under way, writes everything down and ends the child process. May be called twice. */
  close(): Promise<void>;
  /** Tells when the engine died without being asked to, with a few words such as "signal SIGABRT". */
  onExit(listener: (how: string) => void): void;
}

export interface EngineOptions {
  readonly dataDir: string;
  readonly log?: Log;
  /** How long another process may take to let go of the directory, in milliseconds. */
  readonly patienceMs?: number;
}

// The engine runs at most 8 commands at once; with more than 6 in flight the short ones wait behind the slow ones.
// A majority write it acknowledges before the journal is on disk (11 of 27 crashes lost some); a w=1 write only after (0 of 42).
const settings = 'directConnection=true&maxPoolSize=6&w=1&journal=true';

/** The address of an engine that listens on a unix socket. */
export const uriOf = (socketPath: string): string =>
  `mongodb://${encodeURIComponent(socketPath)}/paperround?${settings}`;

// A close that takes longer is stuck; what was acknowledged is in the journal.
const closeLimitMs = 30_000;

/** Opens the database in `dataDir`/db. Throws a SettingsError where it cannot run, is in use, or cannot be opened. */
export const openEngine = async ({ dataDir, log, patienceMs = 5000 }: EngineOptions): Promise<Engine> => {
  const startedAt = performance.now();
  const folder = path.resolve(dataDir);
  const directory = path.join(folder, 'db');
  const env = await childEnvironment(folder);
  await mkdir(directory, { recursive: true, mode: 0o700 }).catch((error: unknown) => {
    throw new SettingsError(
      `The data directory ${folder} cannot be written (${String(error)}): set DATA_DIR.`,
    );
  });

  const { script, execArgv } = childScript();
  const child = fork(script, [directory, String(patienceMs)], {
    execArgv,
    env,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  let closing: Promise<void> | undefined;
  const ended = endOf(child).then((how) => ({ how, expected: closing !== undefined }));
  const close = () => (closing ??= disconnect(child, ended));

  const report = await Promise.race([
    new Promise<EngineReport>((resolve) =>
      child.once('message', (message) => {
        resolve(message as EngineReport);
      }),
    ),
    ended.then(({ how }): EngineReport => ({ inUse: false, reason: `${how}; is the disk full?` })),
  ]);
  if ('reason' in report) {
    await close();
    throw new SettingsError(
      report.inUse
        ? `The data directory ${folder} is in use by another running Paperround: stop that one, or set DATA_DIR to another.`
        : `The built-in database could not open ${directory}: ${report.reason}.`,
    );
  }

  // A clean close removes the socket; after a crash it would stay.
  void ended.then(() => rm(path.dirname(report.socketPath), { recursive: true, force: true }));
  log?.info({ directory, ms: Math.round(performance.now() - startedAt) }, 'database open');
  return {
    uri: uriOf(report.socketPath),
    socketPath: report.socketPath,
    close,
    onExit: (listener) => {
      void ended.then(({ how, expected }) => {
        if (!expected) listener(how);
      });
    },
  };
};

const childEnvironment = async (folder: string): Promise<NodeJS.ProcessEnv> => {
  const { platform, arch } = process;
  const glibc = systemGlibc();
  const nativeFile = findBuild({ platform, arch, glibc });
  const env = { ...process.env };
  if (glibc && fitOf(glibc) === 'patched') {
    const modules = path.resolve(nativeFile, '../../..');
    const caches = [path.join(modules, '.cache/paperround'), path.join(folder, '.cache')];
    env['NAPI_RS_NATIVE_LIBRARY_PATH'] = await patchedCopy(nativeFile, caches);
  }
  // The engine's socket stands in a folder of its own (mode 0700) here, and its path may have 103 bytes (107 on Linux).
  if (Buffer.byteLength(os.tmpdir()) > 60) env['TMPDIR'] = '/tmp';
  return env;
};

// Beside the built server lies the built child; from the sources it is run through tsx.
const childScript = () => {
  const built = fileURLToPath(new URL('./engine-child.js', import.meta.url));
  if (existsSync(built)) return { script: built, execArgv: [] };
  const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
  return {
    script: fileURLToPath(new URL('./engine-child.ts', import.meta.url)),
    execArgv: ['--import', loader],
  };
};

const endOf = (child: ChildProcess) =>
  new Promise<string>((resolve) => {
    child.once('error', (error) => {
      resolve(error.message);
    });
    child.once('exit', (code, signal) => {
      resolve(signal ? `signal ${signal}` : `exit code ${String(code)}`);
    });
  });

// The child closes the engine as soon as the channel is gone, whoever ended it.
const disconnect = async (child: ChildProcess, ended: Promise<unknown>) => {
  if (child.connected) child.disconnect();
  const limit = setTimeout(() => child.kill('SIGKILL'), closeLimitMs);
  await ended;
  clearTimeout(limit);
};
