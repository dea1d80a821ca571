/** Makes small PDFs that mean harm: one fills the memory, one never ends. */
import { deflateSync } from 'node:zlib';
import type { PDFRef } from '@cantoo/pdf-lib';
import { PDFDocument, PDFName, StandardFonts } from '@cantoo/pdf-lib';

/** A few kilobytes that unfold into one black image of `side` x `side` pixels (4 bytes each in memory). */
export async function makeImageBomb(side: number): Promise<PDFDocument> {
  const doc = await PDFDocument.create();
  const image = doc.context.register(
    doc.context.stream(deflateSync(deflateSync(Buffer.alloc(side * side), { level: 9 })), {
      Type: 'XObject',
      Subtype: 'Image',
      Width: side,
      Height: side,
      ColorSpace: 'DeviceGray',
      BitsPerComponent: 8,
      Filter: ['FlateDecode', 'FlateDecode'],
    }),
  );
  const page = doc.addPage([300, 300]);
  page.node.setXObject(PDFName.of('Bomb'), image);
  page.node.set(PDFName.of('Contents'), content(doc, '300 0 0 300 0 0 cm /Bomb Do'));
  return doc;
}

/** A page that shows a form that shows ten forms that show ten forms ... with one word at the bottom. */
export async function makeFormBomb(depth: number): Promise<PDFDocument> {
  const doc = await PDFDocument.create();
  const font = await doc.embedFont(StandardFonts.Courier);
  await doc.flush();
  let form = content(doc, 'BT /F 8 Tf 20 20 Td (again) Tj ET', { Font: { F: font.ref } });
  for (let level = 0; level < depth; level++)
    form = content(doc, '/X Do '.repeat(10), { XObject: { X: form } });
  const page = doc.addPage([300, 300]);
  page.node.setXObject(PDFName.of('X'), form);
  page.node.set(PDFName.of('Contents'), content(doc, '/X Do'));
  return doc;
}

function content(doc: PDFDocument, operators: string, resources: object = {}): PDFRef {
  const dictionary = { Type: 'XObject', Subtype: 'Form', BBox: [0, 0, 300, 300], Resources: resources };
  return doc.context.register(
    doc.context.stream(operators, dictionary as Parameters<typeof doc.context.stream>[1]),
  );
}
