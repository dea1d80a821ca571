// A community whose files are in the database (FILES_IN=database): its backup, its restore, and files of nobody.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { afterAll, expect, test } from '@jest/globals';
import { GridFSBucket } from 'mongodb';
import { accountsRoutes } from '#shared/accounts/contract.ts';
import { filesInDatabase, placeIn } from '#server/admin/stored-files.ts';
import { nativeDb } from '#server/kernel/db/connect.ts';
import { uploadDocument } from '#tests/annotations/read-document.ts';
import { startApp, type TestApp } from '#tests/support/app.ts';
import { testDatabase } from '#tests/support/engine.ts';
import { adminOn, temporaryFolder } from './admin.ts';

const app = await startApp({ filesInDatabase: true });
const admin = adminOn({ MONGODB_URI: app.database.uri, DATA_DIR: app.filesDir, FILES_IN: 'database' });
const ada = await app.person('Ada', { admin: true });
const document = await uploadDocument(await app.course({ instructor: ada }));
const address = `/api/documents/${document.id}/files/${document.fileHash}`;
const db = nativeDb(app.db);

const place = path.join(await temporaryFolder(), 'backups');
const made = await admin(['backup', place]);
// Before the database's own: the server on it ends first.
afterAll(() => restored.close());
const database = testDatabase();
const otherEnv = { MONGODB_URI: database.uri, DATA_DIR: await temporaryFolder(), FILES_IN: 'database' };
const restoring = await adminOn(otherEnv)(['restore', place]);
const restored: TestApp = await startApp({ database, filesInDatabase: true });

test('the doctor finds and removes files of nobody once they are a day old, and their pieces with them', async () => {
  expect((await admin(['doctor', '--deep'])).code).toBe(0);
  const orphan = 'e'.repeat(64);
  await pipeline(
    Readable.from(['x']),
    new GridFSBucket(db, { bucketName: 'files' }).openUploadStream(orphan),
  );
  const entry = await db.collection('files.files').findOne({ filename: orphan });
  // Just now it may be one that is only coming.
  expect(await admin(['doctor'])).toMatchObject({ code: 0, said: expect.stringMatching(/All is well/) });
  const uploadDate = new Date(Date.now() - 2 * 24 * 3600 * 1000);
  await db.collection('files.files').updateOne({ filename: orphan }, { $set: { uploadDate } });
  const found = await admin(['doctor']);
  expect([found.code, found.said]).toEqual([1, expect.stringContaining(`The file ${orphan}`)]);
  const repaired = await admin(['doctor', '--repair']);
  expect([repaired.code, repaired.said]).toEqual([0, expect.stringContaining('Repaired: The file eee')]);
  expect(await db.collection('files.files').countDocuments({ filename: orphan })).toBe(0);
  expect(await db.collection('files.chunks').countDocuments({ files_id: entry?._id })).toBe(0);
  expect((await filesInDatabase(db).list()).has(document.fileHash)).toBe(true);
});

test('a backup has the files, and a community restored from it serves them from its own database', async () => {
  expect([made.code, made.warned]).toEqual([0, '']);
  const before = Buffer.from(await (await ada.raw('GET', address)).arrayBuffer());
  const copy = await readFile(placeIn(path.join(place, 'files'), document.fileHash));
  expect(copy.equals(before)).toBe(true);

  expect(restoring).toMatchObject({ code: 0, warned: '' });
  const other = filesInDatabase(nativeDb(restored.db));
  expect([...(await other.list()).keys()]).toContain(document.fileHash);
  expect((await adminOn(otherEnv)(['doctor', '--deep'])).code).toBe(0);
  const visitor = restored.visitor();
  const token = await restored.app.accounts.createLink('sign_in', ada.personId);
  await visitor.call(accountsRoutes.useLink, { body: { token } });
  const response = await visitor.raw('GET', address);
  expect(response.status).toBe(200);
  expect(Buffer.from(await response.arrayBuffer()).equals(before)).toBe(true);
});
