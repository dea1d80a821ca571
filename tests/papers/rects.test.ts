// Where words stand on a page: to a tenth of a point for upright and turned pages, in justified and broken lines, without the stamp in the margin.
import { degrees, PDFDocument, StandardFonts } from '@cantoo/pdf-lib';
import { afterAll, expect, test } from '@jest/globals';
import { createExtractor } from '#server/papers/extract/extract.ts';
import { randomFrom } from '#tests/annotations/reprint/edit.ts';
import { print, type Measure } from '#tests/annotations/reprint/print.ts';
import { prose } from '#tests/annotations/reprint/prose.ts';
import { temporaryPdfs } from './temporary-pdfs.ts';

const extractor = createExtractor();
const { fileOf, remove } = await temporaryPdfs();
afterAll(async () => {
  await extractor.close();
  await remove();
});

const rectsOf = async (file: string, ranges: readonly [number, number, number][]) => {
  const answer = await extractor.readRects(file, ranges);
  if (!answer.ok) throw new Error(answer.reason);
  return answer.rects;
};

const measure: Measure = {
  ...{ columns: 2, width: 240, size: 10, leading: 12, linesPerColumn: 40 },
  ...{ hyphens: true, head: 'Head' },
};

test('every word of justified columns is met on both sides', async () => {
  const printed = await print(prose(600, randomFrom(4)), measure);
  const pieces = [...printed.where.values()].flat();
  const rects = await rectsOf(
    await fileOf(await PDFDocument.load(printed.pdf)),
    pieces.map(({ page, start, end }) => [page, start, end]),
  );
  const off = pieces.map(({ left, right, baseline }, at) => {
    const [x1, y1, x2, y2] = rects[at]?.[0] ?? [0, 0, 0, 0];
    return Math.max(
      Math.abs(x1 - left),
      Math.abs(x2 - right),
      Math.abs(y1 - (baseline - 1.9)),
      Math.abs(y2 - (baseline + 8.1)),
    );
  });
  expect(Math.max(...off)).toBeLessThan(0.1);
  expect(rects.every((own) => own.length === 1)).toBe(true);
});

test('a passage over several lines has one rectangle for each, over the column’s width', async () => {
  const printed = await print(prose(200, randomFrom(4)), measure);
  const [rects = []] = await rectsOf(await fileOf(await PDFDocument.load(printed.pdf)), [[0, 5, 400]]);
  expect(rects.length).toBeGreaterThan(5);
  for (const [x1, , x2] of rects.slice(1, -1)) expect([x1, x2]).toEqual([54, expect.closeTo(294, 0)]);
});

test('turned pages keep user space; a stamp that is turned against the text is left out', async () => {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  const page = document.addPage([400, 600]);
  page.setRotation(degrees(90));
  const word = { size: 12, font, rotate: degrees(90) };
  page.drawText('Sideways text', { ...word, x: 100, y: 50 });
  page.drawText('stamp', { ...word, x: 30, y: 30, rotate: degrees(0) });
  page.drawText('goes on', { ...word, x: 116, y: 50 });
  const file = await fileOf(document);
  const [rects, gone] = await rectsOf(file, [
    [0, 0, 24],
    [3, 0, 5],
  ]);
  const width = font.widthOfTextAtSize('goes on', 12);
  expect(rects).toEqual([
    [expect.closeTo(90.28, 1), 50, expect.closeTo(102.28, 1), expect.closeTo(125, -1)],
    [expect.closeTo(106.28, 1), 50, expect.closeTo(118.28, 1), expect.closeTo(50 + width, 0)],
  ]);
  expect(gone).toEqual([]);
});
