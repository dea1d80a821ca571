// A restore drill with the built server and the tool as people run it: a backup while people write, brought back into an empty place.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, jest, test } from '@jest/globals';
import { accountsRoutes } from '#shared/accounts/contract.ts';
import { root } from '#server/build/stamp.js';
import { keepAtWork } from '#tests/faults/at-work.ts';
import { createTally } from '#tests/faults/persist.ts';
import { prepareDesk, putToWork } from '#tests/faults/workers.ts';
import { createChance } from '#tests/support/chance.ts';
import { fillClass } from '#tests/support/full-class.ts';
import { freePort, startServer } from '#tests/support/server.ts';

jest.setTimeout(240_000);

const folder = await mkdtemp(path.join(os.tmpdir(), 'paperround-drill-'));
afterAll(() => rm(folder, { recursive: true, force: true }));
const [dataDir, freshDir, backups] = ['data', 'fresh', 'backups'].map((name) => path.join(folder, name)) as [
  string,
  string,
  string,
];

/** `npm run admin`, without npm. */
const admin = (dataDir: string, ...args: string[]) =>
  new Promise<{ code: number | null; output: string }>((resolve) => {
    const { NODE_OPTIONS: _ours, TEST_MONGODB_URI: _tests, ...env } = process.env;
    const child = spawn(process.execPath, [path.join(root, 'server/paperround.js'), ...args], {
      env: { ...env, NODE_ENV: 'production', DATA_DIR: dataDir },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        output += chunk.toString();
      });
    child.once('close', (code) => {
      resolve({ code, output });
    });
  });

/** The names and the hashes of all files below a folder, which are the same where the file is whole. */
const filesIn = async (place: string) => {
  const names = (await readdir(place, { recursive: true })).filter((name) => /[0-9a-f]{64}$/.test(name));
  const hashes = names.map(async (name) =>
    createHash('sha256')
      .update(await readFile(path.join(place, name)))
      .digest('hex'),
  );
  return (await Promise.all(hashes)).sort();
};

test('what was acknowledged before a backup is there after a restore, and nothing leads nowhere', async () => {
  const env = { PORT: String(await freePort()), TRUSTED_PROXIES: '1' };
  const server = await startServer({ dataDir, env });
  const tally = createTally();
  const room = await fillClass(server.url, server.administratorLink, 6);
  const workers = await putToWork(await prepareDesk(room, tally, createChance(7)));
  const earlier = workers.filter((_, index) => [0, 2, 4, 5, 7, 9, 10].includes(index));
  const meanwhile = workers.filter((worker) => !earlier.includes(worker));

  const before = keepAtWork(earlier, tally);
  await before.untilMore(60);
  await before.stop();
  const during = keepAtWork(meanwhile, tally);
  await during.untilMore(10);
  const acknowledged = tally.acknowledged;
  const made = await admin(dataDir, 'backup', backups);
  expect(made).toMatchObject({ code: 0, output: expect.stringMatching(/documents of \d+ collections/) });
  expect(tally.acknowledged).toBeGreaterThan(acknowledged);
  await during.stop();
  expect(tally.wrong).toEqual([]);
  await server.stop();

  const restored = await admin(freshDir, 'restore', backups);
  expect(restored).toMatchObject({ code: 0 });
  expect(await admin(freshDir, 'doctor', '--deep')).toMatchObject({ code: 0 });
  const fresh = await startServer({ dataDir: freshDir, env });
  for (const [index, { client }] of room.students.entries())
    await client.call(accountsRoutes.signIn, {
      body: { email: `s${String(index)}@example.org`, password: 'slow green turtles' },
    });
  const found = await Promise.all(earlier.map((worker) => worker.check()));
  expect(found.flat()).toEqual([]);
  await fresh.stop();
  // Byte for byte; pictures of pages may be drawn anew.
  const kept = await filesIn(path.join(backups, 'files'));
  expect(kept.length).toBeGreaterThan(1);
  expect(await filesIn(path.join(freshDir, 'files'))).toEqual(expect.arrayContaining(kept));
});
