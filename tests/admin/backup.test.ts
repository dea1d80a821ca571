// A backup of one of everything: what is in it, how it is checked, and that a community restored from it is the same.
import { appendFile, cp, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Connection } from 'mongoose';
import { accountsRoutes } from '#shared/accounts/contract.ts';
import { newId } from '#shared/kernel/primitives.ts';
import { ensureNotRestoring, markRestoring, unmarkRestoring } from '#server/kernel/db/restoring.ts';
import { nativeDb } from '#server/kernel/db/connect.ts';
import { records } from '#server/admin/records.ts';
import { startApp } from '#tests/support/app.ts';
import { testDatabase } from '#tests/support/engine.ts';
import { makeOneOfEverything } from '#tests/support/one-of-everything.ts';
import { adminOn, temporaryFolder } from './admin.ts';
import { readPages } from './pages.ts';

const dataDir = await temporaryFolder();
const app = await startApp({ filesDir: path.join(dataDir, 'files') });
const everything = await makeOneOfEverything(app);
const admin = adminOn({ MONGODB_URI: app.database.uri, DATA_DIR: dataDir });
const place = path.join(await temporaryFolder(), 'backups');

const empty = testDatabase();
const emptyDir = await temporaryFolder();
const copies = await temporaryFolder();
const adminOfEmpty = adminOn({ MONGODB_URI: empty.uri, DATA_DIR: emptyDir });

const contents = async (db: Connection) => {
  const names = (await db.listCollections()).map(({ name }) => name);
  const kept = names.filter((name) => !['sessions', 'links', 'leases', 'migrations'].includes(name)).sort();
  const all = kept.map(async (name) => [name, await db.collection(name).find().sort({ _id: 1 }).toArray()]);
  return Object.fromEntries((await Promise.all(all)) as [string, unknown[]][]);
};
const backupsIn = async (folder: string) =>
  (await readdir(folder)).filter((name) => name.startsWith('20')).sort();
const counted = async (db: Connection) => db.collection('people').countDocuments();

interface Made {
  readonly folder: string;
  readonly copied: number;
  readonly manifest: { readonly files: { readonly count: number }; readonly unmet: readonly string[] };
}
const made = await admin(['backup', place, '--json']);
const first = JSON.parse(made.said) as Made;

// Into a community of its own, which then runs.
const other = testDatabase();
const otherDir = await temporaryFolder();
const restoring = await adminOn({ MONGODB_URI: other.uri, DATA_DIR: otherDir })(['restore', place]);
const restoredContents = await contents(await other.connect());
const restored = await startApp({ database: other, filesDir: path.join(otherDir, 'files') });

test('every collection has a row in the table', () => {
  expect(Object.keys(app.db.models).filter((name) => !(name in records))).toEqual([]);
});

test('it has its files, and says so; a second one copies only what is new', async () => {
  expect([made.code, made.warned]).toEqual([0, '']);
  expect(first.manifest.files.count).toBeGreaterThan(2);
  expect(first.copied).toBe(first.manifest.files.count);
  expect(first.manifest.unmet).toEqual([]);
  const again = await admin(['backup', place]);
  expect(again.said).toMatch(/, 0 of them copied now\)/);
  expect(await backupsIn(place)).toHaveLength(2);
  const text = await readFile(path.join(first.folder, 'manifest.json'), 'utf8');
  expect(text).not.toContain('a secret of at least');
});

test('neither sessions nor one-time links are in it', async () => {
  const names = await readdir(first.folder);
  expect(names).toContain('people.bson');
  expect(names.filter((name) => /^(sessions|links|leases)/.test(name))).toEqual([]);
});

describe('restore', () => {
  test('refuses a community on which a server is running', async () => {
    const before = await contents(app.db);
    expect(await admin(['restore', place, '--replace', '--confirm', app.db.name])).toMatchObject({
      ...{ code: 1, warned: expect.stringMatching(/A server is running/) },
    });
    expect(await contents(app.db)).toEqual(before);
  });

  test.each([
    ['a collection', 'people.bson'],
    ['the list of hashes', 'SHA256SUMS'],
    ['a file', ''],
  ])('refuses a backup in which %s was changed, and changes nothing', async (_what, name) => {
    const copy = path.join(copies, newId());
    await cp(place, copy, { recursive: true });
    const folder = path.join(copy, path.basename(first.folder));
    const [hash = ''] = Object.values(everything.ids).filter((id) => id.length === 64);
    await appendFile(
      name === '' ? path.join(copy, 'files', hash.slice(0, 2), hash) : path.join(folder, name),
      'x',
    );
    expect(await adminOfEmpty(['restore', folder])).toMatchObject({
      code: 1,
      warned: expect.stringMatching(/is damaged: .* Nothing was restored/),
    });
    const db = await empty.connect();
    expect(await db.listCollections()).toEqual([]);
  });

  test('refuses a backup of a newer version', async () => {
    const copy = path.join(copies, newId());
    await cp(first.folder, copy, { recursive: true });
    const file = path.join(copy, 'manifest.json');
    const manifest = JSON.parse(await readFile(file, 'utf8')) as object;
    await writeFile(file, JSON.stringify({ ...manifest, schema: 999, version: '9.0.0' }));
    expect(await adminOfEmpty(['restore', copy])).toMatchObject({
      code: 1,
      warned: expect.stringMatching(/Paperround 9\.0\.0, which is newer/),
    });
  });

  test('makes the same community, in which every page is as it was', async () => {
    expect(restoring).toMatchObject({ code: 0, warned: '' });
    expect(restoredContents).toEqual(await contents(app.db));
    const ada = restored.visitor();
    const token = await restored.app.accounts.createLink('sign_in', everything.people.ada.personId);
    await ada.call(accountsRoutes.useLink, { body: { token } });
    const now = await readPages(restored.app, ada, everything);
    const before = await readPages(app.app, everything.people.ada, everything);
    expect([...now].filter(([, { status }]) => status >= 500)).toEqual([]);
    expect([...now].map(([name, { status }]) => [name, status])).toEqual(
      [...before].map(([name, { status }]) => [name, status]),
    );
    for (const name of ['listThreads', 'listMembers', 'readMeeting', 'readPaper', 'readDocumentFile'])
      expect(now.get(name)?.text).toBe(before.get(name)?.text);
  });

  test('refuses one that is not empty; with --replace and its name keeps what was there in a backup', async () => {
    expect(await adminOfEmpty(['restore', place])).toMatchObject({ code: 0 });
    expect(await adminOfEmpty(['restore', place])).toMatchObject({
      code: 1,
      warned: expect.stringMatching(/here already/),
    });
    expect(await adminOfEmpty(['restore', place, '--replace'], 'else')).toMatchObject({ code: 2 });
    expect(await adminOfEmpty(['restore', place, '--replace'])).toMatchObject({
      ...{ code: 2, warned: expect.stringMatching(/--confirm/) },
    });
    const db = await empty.connect();
    await db.collection<{ _id: string }>('people').deleteOne({ _id: everything.people.eve.personId });
    const left = await counted(db);
    const ran = await adminOfEmpty(['restore', place, '--replace'], db.name);
    expect([ran.code, ran.said]).toEqual([0, expect.stringContaining('What was here is kept in')]);
    expect(await counted(db)).toBe(left + 1);
    expect(await backupsIn(`${place}-before`)).toHaveLength(1);
  });

  test('one that was cut off is told at the start, and done again', async () => {
    const db = nativeDb(await empty.connect());
    await markRestoring(db, place);
    await db.collection('threads').drop();
    await expect(ensureNotRestoring(db)).rejects.toThrow(/has not finished: run .* again, then start/);
    expect(await adminOfEmpty(['backup', place])).toMatchObject({
      code: 1,
      warned: expect.stringMatching(/nothing whole to copy/),
    });
    expect(await adminOfEmpty(['restore', place])).toMatchObject({ code: 0 });
    expect(await db.collection('threads').countDocuments()).toBe(1);
    await expect(ensureNotRestoring(db)).resolves.toBeUndefined();
    await expect(unmarkRestoring(db)).resolves.toBeUndefined();
  });
});
