// A redis-server of one's own in a process of its own, which can be killed, stopped for a while, and started again.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { findRedis } from './find-redis.js';
import { freePort } from './server.ts';

export interface RedisServer {
  readonly url: string;
  /** As a power cut does: everything in it is gone. */
  kill(): Promise<void>;
  /** On the same address, empty. */
  start(): Promise<void>;
  /** It stays connected and answers nobody. */
  pause(): void;
  goOn(): void;
  stop(): Promise<void>;
}

/** Starts one on a free port; keeps nothing on disk. */
export const startRedis = async (): Promise<RedisServer> => {
  const program = findRedis();
  if (program === undefined)
    throw new Error('These tests need redis-server: install it (Debian: apt-get install redis-server).');
  const folder = await mkdtemp(path.join(os.tmpdir(), 'paperround-redis-'));
  const port = String(await freePort());
  let child: ChildProcess | undefined;
  const start = async () => {
    const flags = [
      '--port',
      port,
      '--bind',
      '127.0.0.1',
      '--save',
      '',
      '--appendonly',
      'no',
      '--dir',
      folder,
    ];
    const started = spawn(program, flags, { stdio: ['ignore', 'pipe', 'inherit'] });
    child = started;
    let said = '';
    for await (const chunk of started.stdout) {
      said += String(chunk);
      if (said.includes('Ready to accept connections')) break;
    }
    if (!said.includes('Ready to accept connections')) throw new Error(`redis-server did not start: ${said}`);
  };
  const kill = async () => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  await start();
  return {
    url: `redis://127.0.0.1:${port}`,
    kill,
    start,
    pause: () => child?.kill('SIGSTOP'),
    goOn: () => child?.kill('SIGCONT'),
    stop: async () => {
      await kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
