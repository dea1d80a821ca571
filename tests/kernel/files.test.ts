// The file store: a file is there whole or not at all, once, and nothing half-written stays.
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, expect, test } from '@jest/globals';
import { createFileStore } from '#server/kernel/files.ts';

const folder = await mkdtemp(path.join(os.tmpdir(), 'paperround-store-'));
afterAll(() => rm(folder, { recursive: true, force: true }));
const files = await createFileStore(folder);

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const streamOf = (bytes: Uint8Array) => Readable.from([bytes.subarray(0, 1000), bytes.subarray(1000)]);
const everything = async () =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
    .sort();

test('what was put is read back, and stays until removed', async () => {
  const bytes = randomBytes(5000);
  const stored = await files.put(streamOf(bytes), 5000);
  expect(stored).toEqual({ hash: hashOf(bytes), bytes: 5000 });
  expect(await buffer(files.read(stored.hash))).toEqual(bytes);
  expect(path.basename(files.pathOf(stored.hash))).toBe(stored.hash);
  expect(await files.has(stored.hash)).toBe(true);
  await files.remove(stored.hash);
  await files.remove(stored.hash);
  expect(await files.has(stored.hash)).toBe(false);
});

test('the same bytes are stored once, also when they come together', async () => {
  const bytes = randomBytes(5000);
  const before = await everything();
  const stored = await Promise.all(Array.from({ length: 4 }, () => files.put(streamOf(bytes), 5000)));
  expect(new Set(stored.map(({ hash }) => hash))).toEqual(new Set([hashOf(bytes)]));
  expect(await everything()).toEqual([...before, hashOf(bytes)].sort());
  expect((await stat(files.pathOf(hashOf(bytes)))).size).toBe(5000);
});

test('what is too large is refused while it comes, and leaves nothing', async () => {
  const before = await everything();
  let sent = 0;
  const endless = new Readable({
    read() {
      sent += 65_536;
      this.push(Buffer.alloc(65_536));
    },
  });
  await expect(files.put(endless, 2_000_000)).rejects.toMatchObject({
    body: { code: 'too_large', reason: 'file_too_large', message: 'The file is larger than 2 MB.' },
  });
  expect(sent).toBeLessThan(4_000_000);
  expect(endless.destroyed).toBe(true);
  expect(await everything()).toEqual(before);
});

test('what breaks off leaves nothing', async () => {
  const before = await everything();
  const broken = Readable.from(
    (async function* () {
      yield randomBytes(5000);
      await Promise.resolve();
      throw new Error('the line went dead');
    })(),
  );
  await expect(files.put(broken, 10_000)).rejects.toThrow('the line went dead');
  expect(await everything()).toEqual(before);
});

test('while a file comes it cannot be had', async () => {
  const bytes = randomBytes(3000);
  const source = new Readable({ read: () => undefined });
  source.push(bytes);
  const putting = files.put(source, 5000);
  while ((await readdir(path.join(folder, 'incoming'))).length === 0)
    await new Promise((resolve) => setTimeout(resolve, 5));
  expect(await files.has(hashOf(bytes))).toBe(false);
  source.push(null);
  expect((await putting).hash).toBe(hashOf(bytes));
  expect(await readdir(path.join(folder, 'incoming'))).toEqual([]);
});

test('a start clears what an earlier run left half-written, and nothing else', async () => {
  const before = await everything();
  await writeFile(path.join(folder, 'incoming', 'left-behind'), 'half a fi');
  // Where others write too, it may be theirs.
  await createFileStore(folder, { isShared: true });
  expect(await everything()).toHaveLength(before.length + 1);
  const again = await createFileStore(folder);
  expect(await everything()).toEqual(before);
  expect(await again.has(before[0] ?? '')).toBe(true);
});

test('without room on the disk nothing is taken', async () => {
  await expect(files.put(Readable.from(['x']), Number.MAX_SAFE_INTEGER)).rejects.toMatchObject({
    body: { code: 'no_room', reason: 'disk_full' },
  });
});
