// Drawn figures are found on real pages, and nothing is taken for one where there are only tables, rules, frames and maths.
import { expect, test } from '@jest/globals';
import { PDFDocument, StandardFonts, rgb, type PDFFont, type PDFPage } from '@cantoo/pdf-lib';
import { OPS, getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { imageRegions, type Drawing } from '#client/reader/paper/image-regions.ts';

const on = async (draw: (page: PDFPage, font: PDFFont, pdf: PDFDocument) => unknown) => {
  const made = await PDFDocument.create();
  await draw(made.addPage([612, 792]), await made.embedFont(StandardFonts.Helvetica), made);
  const pdf = await getDocument({ data: await made.save(), verbosity: 0 }).promise;
  const page = await pdf.getPage(1);
  const found = imageRegions((await page.getOperatorList()) as Drawing, OPS, [0, 0, 612, 792]);
  return found.map((rect) => rect.map(Math.round));
};

const line = (page: PDFPage, x1: number, y1: number, x2: number, y2: number) => {
  page.drawLine({ start: { x: x1, y: y1 }, end: { x: x2, y: y2 }, thickness: 0.5 });
};

const plot = (page: PDFPage, x: number, y: number) => {
  line(page, x, y, x + 200, y);
  line(page, x, y, x, y + 120);
  for (let at = 0; at < 20; at++)
    line(page, x + at * 10, y + 60 + 50 * Math.sin(at), x + at * 10 + 10, y + 60 + 50 * Math.sin(at + 1));
};

test('a plot is found with its axes, also beside text and a rule', async () => {
  const [found, ...others] = await on((page, font) => {
    page.drawText('Some text above the plot', { x: 60, y: 700, size: 10, font });
    line(page, 60, 740, 552, 740);
    plot(page, 80, 500);
  });
  expect(others).toEqual([]);
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = found ?? [];
  expect([x1, y1, x2].map((n) => Math.round(n / 5) * 5)).toEqual([80, 500, 280]);
  expect(y2).toBeGreaterThanOrEqual(605);
  expect(y2).toBeLessThan(630);
});

test('a chart of bars is found, two plots apart are two', async () => {
  const bars = await on((page) => {
    for (const [at, height] of [40, 90, 60, 120].entries())
      page.drawRectangle({ x: 100 + at * 30, y: 300, width: 20, height, color: rgb(0.1, 0.3, 0.8) });
  });
  expect(bars).toEqual([[100, 300, 210, 420]]);
  const two = await on((page) => {
    plot(page, 60, 600);
    plot(page, 330, 200);
  });
  expect(two).toHaveLength(2);
});

test('a figure that was drawn elsewhere is whole, with its labels', async () => {
  const found = await on(async (page, _font, pdf) => {
    const elsewhere = await PDFDocument.create();
    const sheet = elsewhere.addPage([300, 200]);
    plot(sheet, 50, 40);
    sheet.drawText('labels', {
      x: 5,
      y: 5,
      size: 8,
      font: await elsewhere.embedFont(StandardFonts.Helvetica),
    });
    const [form] = await pdf.embedPdf(await elsewhere.save());
    if (form) page.drawPage(form, { x: 100, y: 400 });
  });
  expect(found).toEqual([[100, 400, 400, 600]]);
});

test('tables, frames, shaded rows, fractions and roots are no figures', async () => {
  const found = await on((page, font) => {
    for (let row = 0; row < 8; row++) line(page, 60, 700 - row * 16, 300, 700 - row * 16);
    for (let column = 0; column < 5; column++) line(page, 60 + column * 60, 588, 60 + column * 60, 700);
    for (let row = 0; row < 5; row++)
      page.drawRectangle({ x: 320, y: 600 + row * 32, width: 220, height: 16, color: rgb(0.7, 0.85, 1) });
    page.drawRectangle({ x: 60, y: 400, width: 480, height: 120, borderWidth: 1, borderColor: rgb(0, 0, 0) });
    page.drawSvgPath(
      'M10 0 H190 C196 0 200 4 200 10 V90 C200 96 196 100 190 100 H10 C4 100 0 96 0 90 V10 C0 4 4 0 10 0 Z',
      {
        x: 60,
        y: 380,
        borderWidth: 1,
        borderColor: rgb(0, 0, 0),
      },
    );
    for (let at = 0; at < 6; at++) {
      line(page, 100 + at * 60, 200, 130 + at * 60, 200);
      // A root's sign.
      line(page, 95 + at * 60, 206, 97 + at * 60, 203);
      line(page, 97 + at * 60, 203, 100 + at * 60, 216);
      page.drawText('a + b', { x: 100 + at * 60, y: 205, size: 10, font });
    }
  });
  expect(found).toEqual([]);
});
