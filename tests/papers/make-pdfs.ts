/** Makes the PDFs that the extractor is tried on: an ordinary paper, plain prose, a scan. */
import { createCanvas } from '@napi-rs/canvas';
import type { PDFPage, PDFRef } from '@cantoo/pdf-lib';
import { degrees, PDFDocument, PDFName, PDFString, StandardFonts } from '@cantoo/pdf-lib';

const prose =
  'Readers of a course meet every week and discuss what the authors measured and why it matters to them. ';

async function addProse(doc: PDFDocument, page: PDFPage, text = prose, lines = 30): Promise<void> {
  const font = await doc.embedFont(StandardFonts.TimesRoman);
  for (let line = 0; line < lines; line++)
    page.drawText(text.trim(), { x: 60, y: 520 - line * 13, size: 10, font });
}

/** Two pages, the second turned by 90 degrees, with labels, an outline of two levels and a misleading metadata title. */
export async function makePaper(): Promise<PDFDocument> {
  const doc = await PDFDocument.create();
  const bold = await doc.embedFont(StandardFonts.TimesRomanBold);
  const first = doc.addPage([612, 792]);
  first.drawText('Proceedings of Nothing, 2026', { x: 60, y: 770, size: 9 });
  first.drawText('Slow Reading: A Large-', { x: 120, y: 700, size: 20, font: bold });
  first.drawText('Scale Study of Seminars', { x: 120, y: 676, size: 20, font: bold });
  first.drawText('Ada Lindqvist*, José van der Berg and Mei Chen', { x: 120, y: 640, size: 12 });
  first.drawText('University of Somewhere', { x: 120, y: 620, size: 11 });
  first.drawText('arXiv:2601.00001v1', { x: 30, y: 300, size: 26, rotate: degrees(90) });
  first.drawText('Abstract', { x: 60, y: 560, size: 12, font: bold });
  await addProse(doc, first);
  const second = doc.addPage([612, 792]);
  second.setRotation(degrees(90));
  await addProse(doc, second, 'Second page. ', 3);
  doc.setTitle('Microsoft Word - draft7.docx');
  doc.catalog.set(PDFName.of('PageLabels'), doc.context.obj({ Nums: [0, { S: 'r' }, 1, { S: 'D', St: 7 }] }));
  addOutline(doc, first.ref, second.ref);
  return doc;
}

function addOutline(doc: PDFDocument, first: PDFRef, second: PDFRef): void {
  const { context } = doc;
  const [root, one, nested, dangling] = [
    context.nextRef(),
    context.nextRef(),
    context.nextRef(),
    context.nextRef(),
  ];
  const entry = (title: string, more: object) =>
    context.obj({ Title: PDFString.of(title), ...more } as Parameters<typeof context.obj>[0]);
  context.assign(root, context.obj({ Type: 'Outlines', First: one, Last: dangling, Count: 2 }));
  context.assign(
    one,
    entry('1 Introduction', {
      Parent: root,
      Dest: [first, 'Fit'],
      First: nested,
      Last: nested,
      Count: 1,
      Next: dangling,
    }),
  );
  context.assign(nested, entry('1.1 Aims', { Parent: one, Dest: [second, 'Fit'] }));
  context.assign(dangling, entry('Lost', { Parent: root, Prev: one, Dest: PDFString.of('nowhere') }));
  doc.catalog.set(PDFName.of('Outlines'), root);
}

/** One page of ordinary prose; `change` sees every line first. */
export async function makeProse(change = (line: string): string => line): Promise<PDFDocument> {
  const doc = await PDFDocument.create();
  await addProse(doc, doc.addPage([612, 792]), change(prose));
  return doc;
}

/** A scan: a page that is nothing but an image. */
export async function makeScan(): Promise<PDFDocument> {
  const doc = await PDFDocument.create();
  const canvas = createCanvas(200, 260);
  canvas.getContext('2d').fillRect(40, 40, 100, 60);
  doc.addPage([400, 520]).drawImage(await doc.embedPng(canvas.toBuffer('image/png')), {
    width: 400,
    height: 520,
  });
  return doc;
}
