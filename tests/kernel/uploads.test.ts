// What an upload leaves on the disk when it breaks off or is refused: nothing.
import { randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { request } from 'node:http';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { newId } from '#shared/kernel/primitives.ts';
import { papersRoutes } from '#shared/papers/contract.ts';
import { startApp } from '#tests/support/app.ts';

const app = await startApp();
const { instructor, id: courseId } = await app.course();
const meetingId = newId();
await instructor.call(papersRoutes.createMeeting, {
  params: { courseId },
  body: { id: meetingId, topic: 'T', place: '', startsAt: '2026-10-01T14:00:00.000Z', durationMinutes: 60 },
});
const address = `/api/meetings/${meetingId}/papers/upload`;
const onDisk = async () =>
  (await readdir(app.filesDir, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
const until = async (isTrue: () => Promise<boolean>) => {
  for (let waited = 0; waited < 5000 && !(await isTrue()); waited += 20)
    await new Promise((resolve) => setTimeout(resolve, 20));
  expect(await isTrue()).toBe(true);
};

test('one that breaks off half-way', async () => {
  const signedIn = await instructor.raw('GET', '/api/session');
  const [cookie = ''] = signedIn.headers.getSetCookie().map((line) => line.split(';')[0] ?? '');
  const sending = request(app.url + address, {
    method: 'POST',
    headers: { cookie, 'content-type': 'multipart/form-data; boundary=edge', 'content-length': '1000000' },
  }).on('error', () => undefined);
  sending.write(
    `--edge\r\nContent-Disposition: form-data; name="id"\r\n\r\n${newId()}\r\n` +
      '--edge\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-1.7\n',
  );
  sending.write(randomBytes(200_000));
  await until(async () => (await readdir(path.join(app.filesDir, 'incoming'))).length === 1);
  sending.destroy();
  await until(async () => (await onDisk()).length === 0);
});

test('one with wrong fields', async () => {
  const form = new FormData();
  form.append('id', 'no id');
  form.append('file', new Blob(['%PDF-1.7\n', randomBytes(100_000)]), 'a.pdf');
  const response = await instructor.raw('POST', address, { body: form });
  expect([response.status, await response.json()]).toMatchObject([400, { reason: 'bad_input' }]);
  expect(await onDisk()).toEqual([]);
});
