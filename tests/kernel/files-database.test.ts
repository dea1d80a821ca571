// Files in the database: whole or not at all, the same for all processes, with local copies that stay while they are used.
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, expect, test } from '@jest/globals';
import mongoose from 'mongoose';
import { createDatabaseFiles } from '#server/kernel/files-database.ts';
import { openFiles } from '#server/kernel/open-files.ts';
import { testDatabase } from '#tests/support/engine.ts';

const db = await testDatabase().connect();
const testFolderCommunity = testDatabase();
const cacheDir = await mkdtemp(path.join(os.tmpdir(), 'paperround-cache-'));
afterAll(() => rm(cacheDir, { recursive: true, force: true }));
// As two processes have them, with room for some copies.
const open = () => createDatabaseFiles({ db, cacheDir, cacheBytesAtMost: 5_000_000 });
const [here, there] = [await open(), await open()];
afterAll(() => Promise.all([here.close(), there.close()]));

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const counts = () =>
  Promise.all(['files.files', 'files.chunks'].map((name) => db.collection(name).countDocuments()));
const local = async () =>
  (await readdir(cacheDir, { recursive: true }))
    .map((name) => path.basename(name))
    .filter((name) => /^[0-9a-f]{64}/.test(name));

test('what one process has put another reads, whole, in ranges and by its path, until it is removed', async () => {
  const bytes = randomBytes(2_500_000);
  const { hash } = await here.put(Readable.from([bytes.subarray(0, 7), bytes.subarray(7)]), 3_000_000);
  expect(hash).toBe(hashOf(bytes));
  expect([await here.has(hash), await there.has(hash)]).toEqual([true, true]);
  expect(await buffer(there.read(hash))).toEqual(bytes);
  const read = await Promise.all([0, 1].map(() => there.withPath(hash, (file) => readFile(file))));
  for (const one of read) expect(one.equals(bytes)).toBe(true);
  await there.remove(hash);
  await there.remove(hash);
  expect([await here.has(hash), await there.has(hash)]).toEqual([false, false]);
  expect(await counts()).toEqual([0, 0]);
  await expect(there.withPath(hash, (file) => readFile(file))).rejects.toThrow('not found');
});

test('the same bytes at once are one file; what is too large or breaks off leaves nothing', async () => {
  const bytes = randomBytes(1_500_000);
  const both = await Promise.all([here, there].map((files) => files.put(Readable.from([bytes]), 2_000_000)));
  expect(new Set(both.map(({ hash }) => hash))).toEqual(new Set([hashOf(bytes)]));
  await here.remove(hashOf(bytes));
  expect(await there.has(hashOf(bytes))).toBe(false);
  await expect(here.put(Readable.from([bytes]), 1_000_000)).rejects.toMatchObject({
    body: { code: 'too_large', reason: 'file_too_large' },
  });
  const broken = Readable.from(
    (async function* () {
      yield bytes;
      await Promise.resolve();
      throw new Error('the line went dead');
    })(),
  );
  await expect(here.put(broken, 2_000_000)).rejects.toThrow('the line went dead');
  expect(await counts()).toEqual([0, 0]);
});

test('the oldest copies go when there are too many, never one in use', async () => {
  const [first = '', ...more] = await Promise.all(
    Array.from({ length: 4 }, async () => {
      const { hash } = await here.put(Readable.from([randomBytes(2_000_000)]), 2_000_000);
      return hash;
    }),
  );
  await there.withPath(first, async (file) => {
    for (const hash of more) await there.withPath(hash, stat);
    expect((await stat(file)).size).toBe(2_000_000);
  });
  // Two of four fit, in each of both processes.
  expect(await local()).toHaveLength(4);
  for (const hash of [first, ...more])
    expect(hashOf(await there.withPath(hash, (file) => readFile(file)))).toBe(hash);
});

test('pieces that a crash left without their end are swept after a day', async () => {
  const [files] = await counts();
  const chunks = db.collection<{ files_id: mongoose.mongo.ObjectId; n: number; data: Buffer }>(
    'files.chunks',
  );
  const old = mongoose.mongo.ObjectId.createFromTime(Date.now() / 1000 - 2 * 24 * 3600);
  const young = new mongoose.mongo.ObjectId();
  await chunks.insertMany([old, young].map((id) => ({ files_id: id, n: 0, data: Buffer.from('half a f') })));
  await here.sweep();
  expect(await chunks.countDocuments({ files_id: old })).toBe(0);
  expect(await chunks.countDocuments({ files_id: young })).toBe(1);
  expect((await counts())[0]).toBe(files);
});

test('a server does not start that would look in the database for files which are in a folder', async () => {
  const other = await testFolderCommunity.connect();
  const place = { db: other, filesDir: cacheDir, cacheDir };
  const documents = other.collection<{ _id: string; versions: { hash: string }[] }>('documents');
  await documents.insertOne({ _id: 'a', versions: [{ hash: 'b' }] });
  await expect(openFiles(place, 0)).rejects.toThrow('set FILES_IN=folder');
  await documents.deleteOne({ _id: 'a' });
  await (await openFiles(place, 0)).close();
});
