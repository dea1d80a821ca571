/** What the extractor reads from PDFs, what it refuses, and that nothing in a file can hold up or bring down its process. */
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { loadImage, createCanvas } from '@napi-rs/canvas';
import type { PDFDocument } from '@cantoo/pdf-lib';
import { PDFDocument as Pdf } from '@cantoo/pdf-lib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createExtractor } from '#server/papers/extract/extract.ts';
import { extraction } from '#shared/papers/extraction.ts';
import { makeFormBomb, makeImageBomb, makePaper, makeProse, makeScan } from '#tests/papers/make-pdfs.ts';

const extractor = createExtractor();
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'paperround-extract-'));
});
afterAll(async () => {
  await extractor.close();
  await rm(folder, { recursive: true });
});

let files = 0;
async function fileOf(content: PDFDocument | Uint8Array | string): Promise<string> {
  const path = join(folder, `${String(files++)}.pdf`);
  await writeFile(path, content instanceof Pdf ? await content.save({ addDefaultPage: false }) : content);
  return path;
}

const readText = async (content: Parameters<typeof fileOf>[0]) =>
  extractor.extractText(await fileOf(content));

async function readExtraction(content: Parameters<typeof fileOf>[0]) {
  const answer = await readText(content);
  if (!answer.ok) throw new Error(answer.reason);
  return answer.extraction;
}

/** The share of pixels that are dark, and the size of the image. */
async function lookAt(image: Buffer): Promise<{ dark: number; width: number; height: number }> {
  const { width, height, ...rest } = await loadImage(image).then((loaded) => {
    const canvas = createCanvas(loaded.width, loaded.height);
    const context = canvas.getContext('2d');
    context.drawImage(loaded, 0, 0);
    return context.getImageData(0, 0, loaded.width, loaded.height);
  });
  const pixels = rest.data ?? [];
  let dark = 0;
  for (let i = 0; i < pixels.length; i += 4) if ((pixels[i] ?? 255) < 128) dark++;
  return { dark: dark / (width * height), width, height };
}

describe('extractText', () => {
  test('reads pages, outline and proposals', async () => {
    const paper = await readExtraction(await makePaper());
    expect(() => extraction.parse(paper)).not.toThrow();
    expect(paper).toMatchObject({
      pageCount: 2,
      titleProposal: 'Slow Reading: A Large-Scale Study of Seminars',
      authorsProposal: ['Ada Lindqvist', 'José van der Berg', 'Mei Chen'],
      metadataTitle: 'Microsoft Word - draft7.docx',
      textState: 'good',
      extractorVersion: expect.stringMatching(/^pdfjs-6\.0\.227\/\d+$/),
      outline: [
        { title: '1 Introduction', page: 0, children: [{ title: '1.1 Aims', page: 1, children: [] }] },
        { title: 'Lost', page: null, children: [] },
      ],
    });
    const { text: firstText, ...first } = paper.pages[0] ?? { text: '' };
    expect(first).toEqual({ index: 0, label: 'i', width: 612, height: 792, rotation: 0 });
    expect(firstText).toContain('Slow Reading: A Large-\nScale Study of Seminars\n');
    expect(paper.pages[1]).toEqual({
      index: 1,
      label: '7',
      width: 792,
      height: 612,
      rotation: 90,
      text: 'Second page.\nSecond page.\nSecond page.',
    });
  });

  test('takes the title from the metadata where the print has none', async () => {
    const scan = await makeScan();
    scan.setTitle('On Scans');
    scan.setAuthor('Ada Lindqvist; Mei Chen');
    expect(await readExtraction(scan)).toMatchObject({
      titleProposal: 'On Scans',
      authorsProposal: ['Ada Lindqvist', 'Mei Chen'],
      textState: 'none',
    });
  });

  test('tells garbled text from words', async () => {
    const shift = (line: string): string =>
      line.replace(/[a-z]/g, (letter) => String.fromCharCode(97 + ((letter.charCodeAt(0) - 94) % 26)));
    expect(await readExtraction(await makeProse())).toMatchObject({ textState: 'good' });
    expect(await readExtraction(await makeProse(shift))).toMatchObject({ textState: 'garbled' });
  });

  test('refuses an encrypted file, but not one that only restricts printing', async () => {
    const secret = await makeProse();
    secret.encrypt({ userPassword: 'sesame', ownerPassword: 'open' });
    expect(await readText(secret)).toEqual({ ok: false, reason: 'encrypted' });
    const restricted = await makeProse();
    restricted.encrypt({ ownerPassword: 'open', permissions: { printing: false } });
    expect(await readText(restricted)).toMatchObject({ ok: true, extraction: { textState: 'good' } });
  });

  test('refuses what is not a whole PDF, with the reason', async () => {
    expect(await readText('<!doctype html><title>Sign in</title>')).toEqual({
      ok: false,
      reason: 'not_a_pdf',
    });
    expect(await readText('')).toEqual({ ok: false, reason: 'not_a_pdf' });
    expect(await readText(`%PDF-1.7\n${'garbage '.repeat(500)}`)).toEqual({ ok: false, reason: 'corrupt' });
    const whole = await (await makePaper()).save();
    expect(await readText(whole.subarray(0, 600))).toEqual({ ok: false, reason: 'corrupt' });
    expect(await readText(await Pdf.create())).toEqual({ ok: false, reason: 'no_pages' });
  });

  test('refuses more pages than allowed', async () => {
    const strict = createExtractor({ limits: { pages: 1 } });
    expect(await strict.extractText(await fileOf(await makePaper()))).toEqual({
      ok: false,
      reason: 'too_many_pages',
    });
    await strict.close();
  });

  test('rejects when there is no such file, and after closing', async () => {
    await expect(extractor.extractText(join(folder, 'absent.pdf'))).rejects.toThrow('ENOENT');
    const closed = createExtractor();
    const running = closed.extractText(await fileOf(await makeFormBomb(9)));
    const stopped = expect(running).rejects.toThrow('closed');
    await closed.close();
    await stopped;
    await expect(closed.extractText('any.pdf')).rejects.toThrow('closed');
  });
});

describe('renderThumbnail', () => {
  test('shows the first page', async () => {
    const answer = await extractor.renderThumbnail(await fileOf(await makePaper()));
    if (!answer.ok) throw new Error(answer.reason);
    const { dark, width, height } = await lookAt(answer.image);
    expect([width, height]).toEqual([480, 621]);
    expect(dark).toBeGreaterThan(0.01);
    expect(dark).toBeLessThan(0.5);
  });
});

describe('a file that means harm', () => {
  const megabyte = 1024 ** 2;

  test('is ended when it takes too much memory, and the next job runs', async () => {
    const peaks: number[] = [];
    const watched = createExtractor({
      limits: { memoryBytes: 300 * megabyte },
      log: { info: (usage: object) => peaks.push(Number(Reflect.get(usage, 'peakMegabytes'))) },
    });
    const bomb = await fileOf(await makeImageBomb(16_000));
    const next = await fileOf(await makePaper());
    const answers = await Promise.all([
      watched.extractText(bomb),
      watched.renderThumbnail(bomb),
      watched.renderThumbnail(next),
    ]);
    expect(answers).toMatchObject([
      { ok: true, extraction: { textState: 'none' } },
      { ok: false, reason: 'too_big_in_memory' },
      { ok: true },
    ]);
    // Unwatched it takes more than a gigabyte; between two looks it must not get far.
    expect(peaks[1]).toBeGreaterThan(300);
    expect(peaks[1]).toBeLessThan(800);
    await watched.close();
  });

  test('is ended when it takes too long, and the next job runs', async () => {
    const hasty = createExtractor({ limits: { textMilliseconds: 3000, thumbnailMilliseconds: 3000 } });
    const bomb = await fileOf(await makeFormBomb(9));
    const started = performance.now();
    expect(await hasty.extractText(bomb)).toEqual({ ok: false, reason: 'too_slow' });
    expect(await hasty.renderThumbnail(bomb)).toEqual({ ok: false, reason: 'too_slow' });
    expect(performance.now() - started).toBeLessThan(8000);
    expect(await hasty.extractText(await fileOf(await makePaper()))).toMatchObject({ ok: true });
    await hasty.close();
  });
});

const realPapers = resolve('..', 'shared', 'papers');
const papers: [file: string, title: string, authors: number][] = [
  ['dapper.pdf', 'Dapper, a Large-Scale Distributed Systems Tracing Infrastructure', 8],
  ['tracemonkey.pdf', 'Trace-based Just-in-Time Type Specialization for Dynamic Languages', 16],
  ['zookeeper.pdf', 'ZooKeeper: Wait-free coordination for Internet-scale systems', 4],
];

(existsSync(realPapers) ? describe : describe.skip)('real papers (skipped without ../shared/papers)', () => {
  test.each(papers)('%s has its title, its authors and 14 good pages', async (file, title, authors) => {
    const answer = await extractor.extractText(join(realPapers, file));
    if (!answer.ok) throw new Error(answer.reason);
    expect(answer.extraction).toMatchObject({ titleProposal: title, pageCount: 14, textState: 'good' });
    expect(answer.extraction.authorsProposal).toHaveLength(authors);
  });
});
