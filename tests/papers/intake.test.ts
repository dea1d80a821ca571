// Reading that outlasts the request: finished in the background, taken up after a stop, refused late; and the quota's count.
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, expect, test } from '@jest/globals';
import { newId } from '#shared/kernel/primitives.ts';
import { papersEvents } from '#shared/papers/contract.ts';
import { openCourses } from '#server/courses/public.ts';
import { openCoursesStore } from '#server/courses/store.ts';
import { createBus } from '#server/kernel/bus.ts';
import { systemClock as clock } from '#server/kernel/clock.ts';
import { createFileStore } from '#server/kernel/files.ts';
import { createLeases } from '#server/kernel/leases.ts';
import { createLog } from '#server/kernel/log.ts';
import { openPapersDomain } from '#server/papers/open.ts';
import { createExtractor } from '#server/papers/extract/extract.ts';
import { createPageThumbnails } from '#server/papers/page-thumbnails.ts';
import { createQuota } from '#server/papers/quota.ts';
import { makeFormBomb } from '#tests/papers/make-bombs.ts';
import { testDatabase } from '#tests/support/engine.ts';
import { makePdf, pdfLine } from '#tests/support/pdf.ts';

const log = createLog('error');
const folder = await mkdtemp(path.join(os.tmpdir(), 'paperround-files-'));
const files = await createFileStore(folder);
const closers: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const close of closers) await close();
  await rm(folder, { recursive: true });
});
const database = testDatabase();

/** The domain as one run of the server has it, with no patience at all. */
const open = async () => {
  const db = await database.connect();
  const bus = createBus(log);
  const courses = openCourses(openCoursesStore(db), bus, clock);
  const leases = createLeases(db, log);
  const domain = openPapersDomain({ db, files, courses, bus, clock, leases, log, limits: { patienceMs: 0 } });
  const close = async () => {
    leases.retire();
    await domain.close();
    await leases.close();
  };
  closers.push(close);
  const look = (documentId: string) => domain.store.documents.findById(documentId).lean();
  /** Resolves when the document is as wanted; looks at every `document.read`. */
  const until = (documentId: string, isSo: (document: Awaited<ReturnType<typeof look>>) => boolean) =>
    new Promise<void>((resolve) => {
      const check = async () => {
        if (isSo(await look(documentId))) resolve();
      };
      bus.on(papersEvents.documentRead, check);
      void check();
    });
  return { ...domain, bus, leases, look, until, close };
};
const here = await open();

const courseId = newId();
const put = async (domain: typeof here, bytes: Uint8Array, documentId = newId()) => {
  const { hash, bytes: length } = await files.put(Readable.from([bytes]), 1e6);
  return domain.papers.putDocument({
    documentId,
    courseId,
    kind: 'deck',
    title: 'Slides',
    file: { hash, bytes: length, name: 'slides.pdf', mediaType: 'application/pdf' },
    belongsTo: { paperId: null, meetingId: null },
  });
};
const used = async () => (await here.store.courseFiles.findById(courseId).lean())?.bytes ?? 0;

test('answers at once, reads in the background, and then knows the text of every page', async () => {
  const bytes = await makePdf();
  const { id, ...rest } = await put(here, bytes);
  expect(rest).toMatchObject({ state: 'reading', version: 0, pages: [], bytes: bytes.length });
  // The same file again meanwhile changes nothing.
  expect(await put(here, bytes, id)).toMatchObject({ state: 'reading', version: 0 });
  await here.until(id, (document) => document?.unfinished === false);
  expect(await here.look(id)).toMatchObject({
    pageCount: 2,
    pending: null,
    versions: [{ thumbnailHash: expect.stringMatching(/^[0-9a-f]{64}$/) }],
  });
  expect(await here.papers.pageText(id, 1)).toContain(pdfLine(1, 3));
  expect(await here.papers.pageText(id, 2)).toBeUndefined();
  expect(await here.papers.pageText(newId(), 0)).toBeUndefined();
});

test('a late refusal says why, frees the room, and keeps the former version', async () => {
  const before = await used();
  const secret = await makePdf({ password: 'sesame' });
  const fresh = await put(here, secret);
  await here.until(fresh.id, (document) => document?.problem != null);
  expect(await here.look(fresh.id)).toMatchObject({
    problem: expect.stringContaining('password'),
    versions: [],
  });
  const later = () => used().then((bytes) => bytes === before);
  while (!(await later())) await new Promise((resolve) => setTimeout(resolve, 20));
  expect(await files.has(fresh.fileHash)).toBe(false);

  const good = await put(here, await makePdf({ pages: 1 }));
  await here.until(good.id, (document) => document?.unfinished === false);
  const replaced = await put(here, await makePdf({ password: 'other' }), good.id);
  expect(replaced).toMatchObject({ state: 'ready', version: 1, fileHash: good.fileHash });
  await here.until(good.id, (document) => document?.problem != null);
  expect(await here.look(good.id)).toMatchObject({ currentHash: good.fileHash, versions: [{}] });
  expect(await here.papers.pageText(good.id, 0)).toContain(pdfLine(0, 0));
});

test('what a stop interrupted is taken up at the next start, and the room is counted anew', async () => {
  const run = await open();
  // One file is read at a time: the second waits for the first.
  const [long, short] = await Promise.all([makePdf({ pages: 150 }), makePdf({ title: 'Interrupted' })]);
  await put(run, long);
  const { id } = await put(run, short);
  await run.close();
  expect(await run.look(id)).toMatchObject({ unfinished: true, versions: [] });
  const right = await used();
  await here.store.courseFiles.updateOne({ _id: courseId }, { $inc: { bytes: 12_345 } });

  const next = await open();
  await next.resume();
  expect(await used()).toBe(right);
  await next.until(id, (document) => document?.unfinished === false);
  expect(await next.look(id)).toMatchObject({ pageCount: 2, versions: [{}] });
});

test('the quota holds when a hundred come at once', async () => {
  const quota = createQuota(here.store, 1000);
  const crowded = newId();
  const results = await Promise.allSettled(Array.from({ length: 100 }, () => quota.reserve(crowded, 30)));
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(33);
  await quota.release(crowded, 30);
  await expect(quota.reserve(crowded, 30)).resolves.toBeUndefined();
  await expect(quota.reserve(crowded, 30)).rejects.toMatchObject({ body: { reason: 'quota_used_up' } });
});

const thumbnailsOf = (hash: string) => here.store.pageThumbnails.findById(hash).lean();
const finished = async (hash: string) => {
  let record = await thumbnailsOf(hash);
  while (!record?.isFinished) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    record = await thumbnailsOf(hash);
  }
  return record;
};

test('thumbnails of slides go on at the next start where a stop cut them off; nobody removes them as refused', async () => {
  const run = await open();
  const begun = new Promise<void>((resolve) => {
    run.bus.on(papersEvents.thumbnailsMade, () => {
      resolve();
      return Promise.resolve();
    });
  });
  const { fileHash } = await put(run, await makePdf({ pages: 24, title: 'Two dozen' }));
  await begun;
  await run.close();
  const half = await thumbnailsOf(fileHash);
  expect(half).toMatchObject({ isFinished: false });
  expect(half?.pages.length).toBeGreaterThan(0);
  expect(half?.pages.length).toBeLessThan(24);

  await (await open()).resume();
  const { pages, bytes } = await finished(fileHash);
  expect(pages).toHaveLength(24);
  expect(pages.slice(0, half?.pages.length)).toEqual(half?.pages);
  expect(bytes).toBeGreaterThan(24 * 1000);
  for (const hash of pages) expect(await files.has(hash ?? '')).toBe(true);
  await here.papers.readOnce(pages[3] ?? '', () => Promise.resolve());
  expect(await files.has(pages[3] ?? '')).toBe(true);
});

test('a slide that never ends is a gap, and those after it are made', async () => {
  const deck = await makeFormBomb(9);
  for (const word of ['after', 'and after'])
    deck.addPage([960, 540]).drawText(word, { x: 60, y: 300, size: 40 });
  const { hash } = await files.put(Readable.from([await deck.save()]), 1e6);
  const { id, fileHash } = await put(here, await makePdf({ pages: 3, title: 'Stand-in' }));
  await finished(fileHash);
  await here.store.documents.updateOne({ _id: id }, { $set: { currentHash: hash } });
  const extractor = createExtractor({ limits: { thumbnailMilliseconds: 4000 } });
  const faults: unknown[] = [];
  const maker = createPageThumbnails({ ...here, files, extractor }, (error) => faults.push(error));
  maker.make({ _id: id, courseId, meetingId: null }, hash);
  await maker.settled();
  await extractor.close();
  expect(faults).toEqual([]);
  const sha = expect.stringMatching(/^[0-9a-f]{64}$/);
  expect(await thumbnailsOf(hash)).toMatchObject({ isFinished: true, pages: [null, sha, sha] });
});
