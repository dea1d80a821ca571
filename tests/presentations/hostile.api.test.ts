// Files that mean harm: each is refused with its reason, nothing of it is kept, and others are answered meanwhile.
import { expect, jest, test } from '@jest/globals';
import { PDFDocument } from '@cantoo/pdf-lib';
import { readdir } from 'node:fs/promises';
import { newId } from '#shared/kernel/primitives.ts';
import { presentationsRoutes } from '#shared/presentations/contract.ts';
import { bytesOfPart, partBytes, partsOf, uploadsRoutes } from '#shared/presentations/uploads.ts';
import { holdMeeting } from '#tests/papers/hold-meeting.ts';
import { startApp, type PersonClient } from '#tests/support/app.ts';
import { makeZip } from './make-zip.ts';

jest.setTimeout(90_000);

const app = await startApp({ now: '2026-10-05T12:30:00.000Z' });
const [ada, ta] = (await Promise.all(['Ada', 'Tove'].map((name) => app.person(name)))) as [
  PersonClient,
  PersonClient,
];
const course = await app.course({ tas: [ta], students: [ada] });
const meeting = await holdMeeting(course);
const params = { meetingId: meeting.id, paperId: meeting.papers[0]?.id ?? '' };
await ta.call(presentationsRoutes.assignPresenters, {
  params,
  body: { presenterIds: [ada.personId], revision: 0 },
});

const sendAll = async (file: Uint8Array, fileName: string) => {
  const uploadId = newId();
  const at = { ...params, uploadId };
  await ada.call(uploadsRoutes.beginUpload, { params: at, body: { fileName, bytes: file.length } });
  for (let part = 0; part < partsOf(file.length); part += 1)
    await ada.upload(
      uploadsRoutes.sendPart,
      { params: { ...at, part }, body: {} },
      file.subarray(part * partBytes, part * partBytes + bytesOfPart(file.length, part)),
      'part',
    );
  for (;;) {
    const upload = await ada.call(uploadsRoutes.finishUpload, { params: at });
    if (upload.state !== 'checking' && upload.state !== 'converting') return upload;
  }
};
const presentation = (entries: Parameters<typeof makeZip>[0], claimed?: number) =>
  makeZip(
    [{ name: '[Content_Types].xml', content: '' }, { name: 'ppt/presentation.xml', content: '' }, ...entries],
    claimed,
  );

const manyPages = async (count: number) => {
  const doc = await PDFDocument.create();
  for (let page = 0; page < count; page += 1) doc.addPage([100, 100]);
  return Buffer.from(await doc.save({ useObjectStreams: true }));
};
const locked = async () => {
  const doc = await PDFDocument.create();
  doc.addPage([100, 100]);
  doc.encrypt({ userPassword: 'secret', ownerPassword: 'secret' });
  return Buffer.from(await doc.save({ useObjectStreams: false }));
};

const zeros = Buffer.alloc(60_000_000);
const cases: readonly (readonly [string, () => Promise<Buffer> | Buffer, string, RegExp])[] = [
  ['a PDF of 10,000 pages', () => manyPages(10_000), 'many.pdf', /more than 500 pages/],
  ['a PDF with a password', locked, 'locked.pdf', /asks for a password/],
  [
    'a web page that calls itself a PDF',
    () => Buffer.from('<html><script>alert(1)</script>'),
    'page.pdf',
    /this is none/,
  ],
  [
    'a ZIP bomb',
    () => presentation([{ name: 'ppt/media/a', content: zeros }]),
    'bomb.pptx',
    /unpacks to far more/,
  ],
  [
    'a ZIP bomb that understates its sizes',
    () => presentation([{ name: 'a', content: zeros }], 10),
    'liar.pptx',
    /damaged|far more/,
  ],
  [
    'ten thousand entries',
    () => presentation(Array.from({ length: 10_001 }, (_, n) => ({ name: `a${String(n)}`, content: '' }))),
    'entries.pptx',
    /unpacks to far more/,
  ],
  [
    'an archive of something else',
    () => makeZip([{ name: 'readme.txt', content: 'hi' }]),
    'other.pptx',
    /this is none/,
  ],
  [
    'an old PowerPoint file',
    () => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(5000)]),
    'old.pptx',
    /of an old kind or with a password/,
  ],
];

test.each(cases)('%s is refused, and the server answers meanwhile', async (_what, make, name, problem) => {
  const file = await make();
  let slowest = 0;
  let isOver = false;
  const asking = (async () => {
    while (!isOver) {
      const began = performance.now();
      await ta.call(presentationsRoutes.listTalks, { params: { meetingId: meeting.id } });
      slowest = Math.max(slowest, performance.now() - began);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  })();
  const upload = await sendAll(file, name);
  isOver = true;
  await asking;
  expect(upload).toMatchObject({ state: 'refused', problem: expect.stringMatching(problem) });
  // Reading it takes many seconds of another process; this one is never busy for long.
  expect(slowest).toBeLessThan(1500);
  const talks = await ta.call(presentationsRoutes.listTalks, { params: { meetingId: meeting.id } });
  expect(talks[0]).toMatchObject({ slides: null });
  const kept = (await readdir(app.filesDir, { recursive: true })).filter((path) =>
    /[0-9a-f]{64}$/.test(path),
  );
  expect(kept).toEqual([]);
});
