// A file that one process is about to need is not removed by another that has just refused the same bytes.
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, expect, test } from '@jest/globals';
import { createDatabaseFiles } from '#server/kernel/files-database.ts';
import { createLeases } from '#server/kernel/leases.ts';
import { createLog } from '#server/kernel/log.ts';
import { createHeldFiles } from '#server/papers/held-files.ts';
import { openPapersStore } from '#server/papers/store.ts';
import { testDatabase } from '#tests/support/engine.ts';

const database = testDatabase();
const folder = await mkdtemp(path.join(os.tmpdir(), 'paperround-held-'));
/** As each process has them. */
const openProcess = async (name: string) => {
  const db = await database.connect();
  const files = await createDatabaseFiles({ db, cacheDir: path.join(folder, name) });
  const leases = createLeases(db, createLog('silent'));
  await leases.start();
  return { files, leases, held: createHeldFiles(openPapersStore(db), files, leases) };
};
const [here, there] = [await openProcess('here'), await openProcess('there')];
afterAll(async () => {
  for (const { files, leases } of [here, there]) {
    await leases.close();
    await files.close();
  }
  await rm(folder, { recursive: true, force: true });
});

const put = async () => (await here.files.put(Readable.from([randomBytes(1000)]), 1000)).hash;

test('held here, it is not removed there; when the last one lets go and nothing needs it, it is', async () => {
  const hash = await put();
  await here.held.while(hash, async () => {
    await here.held.while(hash, () => there.held.discard(hash));
    await expect(there.held.while(hash, () => Promise.reject(new Error('refused')))).rejects.toThrow(
      'refused',
    );
    expect(await there.files.has(hash)).toBe(true);
  });
  await there.held.discard(hash);
  expect(await here.files.has(hash)).toBe(false);
});

test('refused there in the moment it is sent here: whole, or refused with a sentence', async () => {
  for (let round = 0; round < 20; round += 1) {
    const hash = await put();
    const [use] = await Promise.allSettled([
      here.held.while(hash, async () => {
        await new Promise((resolve) => setTimeout(resolve, round % 5));
        expect(await here.files.has(hash)).toBe(true);
      }),
      there.held.discard(hash),
    ]);
    if (use.status === 'rejected') expect(use.reason).toMatchObject({ body: { reason: 'file_gone' } });
  }
});
