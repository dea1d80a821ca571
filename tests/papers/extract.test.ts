/** What the extractor reads from PDFs, and what it refuses with which reason. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { PDFDocument } from '@cantoo/pdf-lib';
import { afterAll, describe, expect, test } from '@jest/globals';
import { createExtractor } from '#server/papers/extract/extract.ts';
import { extraction } from '#shared/papers/extraction.ts';
import { makeFormBomb } from '#tests/papers/make-bombs.ts';
import { makePaper, makeProse, makeScan } from '#tests/papers/make-pdfs.ts';
import type { PdfContent } from '#tests/papers/temporary-pdfs.ts';
import { temporaryPdfs } from '#tests/papers/temporary-pdfs.ts';

const extractor = createExtractor();
const { fileOf, remove } = await temporaryPdfs();

afterAll(async () => {
  await extractor.close();
  await remove();
});

const readText = async (content: PdfContent) => extractor.extractText(await fileOf(content));

async function readExtraction(content: PdfContent) {
  const answer = await readText(content);
  if (!answer.ok) throw new Error(answer.reason);
  return answer.extraction;
}

/** The share of pixels that are dark, and the size of the image. */
async function lookAt(image: Buffer): Promise<{ dark: number; width: number; height: number }> {
  const loaded = await loadImage(image);
  const { width, height } = loaded;
  const context = createCanvas(width, height).getContext('2d');
  context.drawImage(loaded, 0, 0);
  const { data } = context.getImageData(0, 0, width, height);
  let dark = 0;
  for (let i = 0; i < data.length; i += 4) if ((data[i] ?? 255) < 128) dark++;
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
    expect(first).toEqual({ index: 0, label: 'i', width: 612, height: 792, rotation: 0, left: 0, bottom: 0 });
    expect(firstText).toContain('Slow Reading: A Large-\nScale Study of Seminars\n');
    expect(paper.pages[1]).toEqual({
      index: 1,
      label: '7',
      width: 792,
      height: 612,
      rotation: 90,
      left: 0,
      bottom: 0,
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
    expect(await readText(await PDFDocument.create())).toEqual({ ok: false, reason: 'no_pages' });
  });

  test('refuses more pages and more text than allowed', async () => {
    const paper = await fileOf(await makePaper());
    const short = createExtractor({ limits: { pages: 1 } });
    expect(await short.extractText(paper)).toEqual({ ok: false, reason: 'too_many_pages' });
    await short.close();
    const terse = createExtractor({ limits: { characters: 1000 } });
    expect(await terse.extractText(paper)).toEqual({ ok: false, reason: 'too_big_in_memory' });
    await terse.close();
  });

  test('rejects when there is no such file, and after closing', async () => {
    await expect(extractor.extractText('absent.pdf')).rejects.toThrow('ENOENT');
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
