// Files are looked through before they are taken in: by a small daemon here that speaks clamd's protocol, not by ClamAV itself.
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { newId } from '#shared/kernel/primitives.ts';
import { papersRoutes } from '#shared/papers/contract.ts';
import { holdMeeting } from '#tests/papers/hold-meeting.ts';
import { startApp } from '#tests/support/app.ts';
import { makePdf } from '#tests/support/pdf.ts';

const folder = await mkdtemp(path.join(os.tmpdir(), 'paperround-clamd-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The signature of the EICAR test file, in two parts, so that no scanner takes this file for it. */
const signature = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');

let answerWith: ((body: Buffer) => string | null) | undefined;
const scanned: number[] = [];
/** Reads `zINSTREAM\0` and the pieces behind their lengths, and answers when the empty one comes. */
const serve = (socket: Socket) => {
  let come = Buffer.alloc(0);
  socket.on('error', () => undefined);
  socket.on('data', (chunk) => {
    come = Buffer.concat([come, chunk]);
    const head = 'zINSTREAM\0';
    if (come.length < head.length || come.toString('latin1', 0, head.length) !== head) return;
    const pieces: Buffer[] = [];
    for (let at = head.length; at + 4 <= come.length;) {
      const length = come.readUInt32BE(at);
      if (length === 0) {
        const body = Buffer.concat(pieces);
        scanned.push(body.length);
        const answer = (
          answerWith ??
          ((all) => (all.includes(signature) ? 'stream: Eicar-Test-Signature FOUND' : 'stream: OK'))
        )(body);
        if (answer === null) socket.destroy();
        else socket.end(`${answer}\0`);
        return;
      }
      if (at + 4 + length > come.length) return;
      pieces.push(come.subarray(at + 4, at + 4 + length));
      at += 4 + length;
    }
  });
};
const daemon = createServer(serve);
const place = path.join(folder, 'clamd.ctl');
const listen = () => new Promise<void>((resolve) => daemon.listen(place, resolve));
await listen();
afterAll(() => void daemon.close());

const app = await startApp({ clamd: place });
const course = await app.course();
const meeting = await holdMeeting(course);
const upload = (bytes: Uint8Array) =>
  course.instructor.upload(
    papersRoutes.uploadPaper,
    { params: { meetingId: meeting.id }, body: { id: newId() } },
    bytes,
  );
const storedFiles = async () =>
  (await readdir(app.filesDir, { recursive: true })).filter((name) => /[0-9a-f]{64}$/.test(name)).length;
const pdf = Buffer.from(await makePdf({ pages: 1 }));
const infected = Buffer.concat([pdf, Buffer.from(`\n% ${signature}\n`)]);

test('a clean file is looked through whole and taken in', async () => {
  await upload(pdf);
  expect(scanned).toContain(pdf.length);
  expect(await storedFiles()).toBeGreaterThan(0);
});

test('a file in which something was found is refused with a sentence, and nothing of it stays', async () => {
  const before = await storedFiles();
  await expect(upload(infected)).rejects.toMatchObject({
    body: {
      code: 'unprocessable',
      reason: 'file_infected',
      message: expect.stringContaining('virus scanner'),
    },
  });
  expect(await storedFiles()).toBe(before);
  expect(await readdir(path.join(app.filesDir, 'incoming'))).toEqual([]);
});

test.each([
  ['an error', () => 'INSTREAM size limit exceeded. ERROR'],
  ['no answer', () => null],
  ['something else', () => 'stream: perhaps'],
])('a daemon that answers with %s: no file is taken in unseen', async (_what, answer) => {
  answerWith = answer;
  const before = await storedFiles();
  await expect(upload(infected)).rejects.toMatchObject({
    body: {
      code: 'unavailable',
      reason: 'no_virus_scan',
      message: expect.stringContaining('Nothing was stored'),
    },
  });
  expect(await storedFiles()).toBe(before);
  answerWith = undefined;
});

test('a daemon that is away: files are refused, and taken in again when it is back', async () => {
  await new Promise((resolve) => daemon.close(resolve));
  const other = Buffer.from(await makePdf({ pages: 2 }));
  await expect(upload(other)).rejects.toMatchObject({ body: { reason: 'no_virus_scan' } });
  await listen();
  await upload(other);
});
