// Heavy work in a thread of its own ends at its limits, and the server goes on meanwhile.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { runApart, TooHeavy } from '#server/kernel/thread-apart.ts';

let folder: string;
const program = (name: string) => path.join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'paperround-apart-'));
  const port = `import { parentPort, workerData } from 'node:worker_threads';`;
  await writeFile(program('double.mjs'), `${port} parentPort.postMessage(workerData * 2);`);
  await writeFile(program('never.mjs'), `while (true);`);
  await writeFile(program('hungry.mjs'), `const all = []; while (true) all.push(new Array(1e5).fill(all));`);
  await writeFile(program('broken.mjs'), `throw new Error('a fault');`);
  await writeFile(program('silent.mjs'), '');
});
afterAll(() => rm(folder, { recursive: true }));

const enough = { milliseconds: 30_000, megabytes: 64 };

test('answers with the one message of the thread', async () => {
  expect(await runApart(program('double.mjs'), 21, enough)).toBe(42);
});

test('a thread that never ends is ended at its time, and nobody waits for it meanwhile', async () => {
  let ticks = 0;
  const ticking = setInterval(() => (ticks += 1), 10);
  const run = runApart(program('never.mjs'), 0, { ...enough, milliseconds: 300 });
  await expect(run).rejects.toBeInstanceOf(TooHeavy);
  clearInterval(ticking);
  expect(ticks).toBeGreaterThan(5);
});

test('a thread that takes too much memory is ended, and nothing else', async () => {
  await expect(runApart(program('hungry.mjs'), 0, enough)).rejects.toBeInstanceOf(TooHeavy);
});

test('faults and silence are told as they are', async () => {
  await expect(runApart(program('broken.mjs'), 0, enough)).rejects.toThrow('a fault');
  await expect(runApart(program('silent.mjs'), 0, enough)).rejects.toThrow('without an answer');
});

test('whoever stops it is the reason', async () => {
  const stop = new AbortController();
  const run = runApart(program('never.mjs'), 0, enough, stop.signal);
  stop.abort(new Error('closing'));
  await expect(run).rejects.toThrow('closing');
  await expect(runApart(program('double.mjs'), 1, enough, stop.signal)).rejects.toThrow('closing');
});
