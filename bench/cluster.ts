// The load of a seminar on one, two and four app processes with one database and one Redis, and how soon a dead owner is replaced.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import pino from 'pino';
import { root } from '#server/build/stamp.js';
import { createLeases } from '#server/kernel/leases.ts';
import { startRedis } from '#tests/support/redis-server.ts';
import type { Benchmark } from './run.ts';
import { openCommunity } from './support/load-community.ts';
import { createDriver } from './support/load-drive.ts';
import { type LoadEngine, openLoadEngine } from './support/load-servers.ts';
import { createListeners } from './support/load-sockets.ts';

export const amounts = { members: 500, threads: 300, seconds: 60, inFlight: 50 };

const processCounts = [1, 2, 4];
const ms = (microseconds: number) => Math.round(microseconds / 10) / 100;

const load = async (processes: number, { members, threads, seconds, inFlight }: typeof amounts) => {
  const engine = await openLoadEngine();
  const redis = await startRedis();
  const listeners = createListeners();
  try {
    const urls: string[] = [];
    // Who is first makes the indexes.
    for (let i = 0; i < processes; i++) urls.push((await engine.startServer({ REDIS_URL: redis.url })).url);
    const community = await openCommunity({ db: engine.db, urls, members, threads });
    for (const member of community.members) await listeners.enter(member, `document:${community.documentId}`);
    const options = { community, inFlight, seed: 7, members: community.members, listeners };
    const driver = createDriver(options);
    const opened = await driver.openAll();
    listeners.reset();
    const driven = await driver.drive(seconds);
    const heard = await listeners.settle(driven.posts);
    for (const problem of [...opened.problems, ...driven.problems].slice(0, 10))
      process.stderr.write(`${problem}\n`);
    const takeOver = processes === 1 ? undefined : await takeOverMs(engine);
    return {
      requests_per_s: Math.round((driven.requests / driven.seconds) * 10) / 10,
      p99_ms: ms(driven.times.percentile(99)),
      errors: opened.errors + driven.errors,
      missed_events: heard.missed,
      delivery_p50_ms: ms(heard.delays.percentile(50)),
      delivery_p99_ms: ms(heard.delays.percentile(99)),
      take_over_ms: takeOver ?? 0,
    };
  } finally {
    listeners.close();
    await engine.close();
    await redis.stop();
  }
};

/** From the kill of a process that holds a lease until another is asked to take up what it left. */
const takeOverMs = async ({ uri, db }: LoadEngine): Promise<number> => {
  const program = path.join(root, 'bench/support/hold-lease.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', program], {
    cwd: root,
    env: { ...process.env, MONGODB_URI: uri },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  const leases = createLeases(db, pino({ level: 'silent' }));
  const abandoned = new Promise<void>((resolve) => {
    leases.onAbandoned('bench', async (id) => {
      await (await leases.take(`bench:${id}`))?.end();
      resolve();
    });
  });
  await leases.start();
  const killedAt = performance.now();
  child.kill('SIGKILL');
  await abandoned;
  const taken = performance.now() - killedAt;
  await leases.close();
  return Math.round(taken);
};

/**
 * With `_1`, `_2` and `_4` for the number of processes. `missed_events`: facts about acknowledged posts that a member in the room
 * did not hear, over all members and processes; `delivery_*`: from the sending of a post to its arrival at each member on
 * whatever process. All processes, Redis and the driver share this machine, so requests per second do not grow with them here.
 */
export const measure: Benchmark<typeof amounts> = async (given) => {
  const result: Record<string, number> = {};
  for (const processes of processCounts)
    for (const [name, value] of Object.entries(await load(processes, given)))
      if (name !== 'take_over_ms' || processes > 1) result[`${name}_${String(processes)}`] = value;
  return result;
};
