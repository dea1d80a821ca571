// Makes a paper in two columns as publishers print them: a stamp in the margin, hyphens, a coloured figure, a table, references, links.
import { PDFDocument, PDFName, PDFString, StandardFonts, degrees, rgb } from '@cantoo/pdf-lib';
import type { PDFFont, PDFPage } from '@cantoo/pdf-lib';

/** Left edges of the columns and their width, points; letter size. */
export const columns = { left: 54, right: 317, width: 239 };
/** Where the picture stands on page 2 (y upwards): red above, blue below. */
export const picture = { x: 74, y: 560, width: 199, height: 140 };
/** Where the first link stands on page 1, and the point of page 3 that it leads to. */
export const link = { rect: [54, 596, 293, 610] as const, to: { x: 54, y: 400 } };

const filler = [
  'Readers of a course discuss what the authors have',
  'measured and why. Their questions are collected on',
  'the page, beside the passages that they belong to,',
  'and an instructor answers the ones that nobody else',
];
/** A paragraph over the end of the left column, and where the right one goes on. */
const leftEnd = ['The causes are not understood in the communi-'];
const rightStart = ['ties that were asked, and their evalu-', 'ation goes on, as Figure 1 and Table 1 show.'];

interface PaperWishes {
  /** Further pages of plain text between the figure and the references. */
  readonly more?: number;
  /** Labels i, ii, iii, and an outline that leads to the last page. */
  readonly roman?: boolean;
}

export const makeTwoColumnPaper = async ({
  more = 0,
  roman = false,
}: PaperWishes = {}): Promise<Uint8Array> => {
  const pdf = await PDFDocument.create();
  const font = await pdf.embedFont(StandardFonts.TimesRoman);
  const [first, second] = [pdf.addPage([612, 792]), pdf.addPage([612, 792])];
  for (let page = 0; page < more; page++)
    drawColumn(pdf.addPage([612, 792]), font, columns.left, 740, lines(52));
  const last = pdf.addPage([612, 792]);

  first.drawText('Reading Together in Two Columns', { x: 150, y: 720, size: 20, font });
  first.drawText('arXiv:2611.01234v1 [cs.DC] 24 Nov 2026', {
    x: 30,
    y: 220,
    size: 18,
    font,
    rotate: degrees(90),
  });
  drawColumn(first, font, columns.left, 660, [
    '1 Introduction',
    ...lines(3),
    'As others found before us [2], reading is work.',
  ]);
  drawColumn(first, font, columns.left, 564, [...lines(37), ...leftEnd]);
  drawColumn(first, font, columns.right, 660, [...rightStart, ...lines(42)]);

  const image = pdf.context.register(
    pdf.context.stream(Uint8Array.from([220, 40, 40, 40, 60, 220]), {
      Type: 'XObject',
      Subtype: 'Image',
      Width: 1,
      Height: 2,
      ColorSpace: 'DeviceRGB',
      BitsPerComponent: 8,
    }),
  );
  second.node.setXObject(PDFName.of('Picture'), image);
  const { x, y, width, height } = picture;
  second.node.addContentStream(
    pdf.context.register(
      pdf.context.stream(
        `q ${String(width)} 0 0 ${String(height)} ${String(x)} ${String(y)} cm /Picture Do Q`,
      ),
    ),
  );
  drawColumn(second, font, columns.left, 740, lines(1));
  drawColumn(second, font, columns.left, 540, [
    'Figure 1: Two colours, one above the other,',
    'as they were measured.',
  ]);
  drawColumn(second, font, columns.left, 500, lines(34));
  drawColumn(second, font, columns.right, 740, ['Table 1. Readers per week.']);
  ['Week   Readers', '1         21', '2         34', '3         55'].forEach((row, index) => {
    second.drawText(row, { x: columns.right + 60, y: 718 - index * 14, size: 10, font });
  });
  drawColumn(second, font, columns.right, 640, [
    'Figure 1 is discussed by those who [1, 2] saw it.',
    ...lines(40),
  ]);
  second.drawLine({ start: { x: 317, y: 732 }, end: { x: 556, y: 732 }, color: rgb(0, 0.5, 0) });

  drawColumn(last, font, columns.left, 740, [...lines(20)]);
  drawColumn(last, font, columns.left, 420, [
    'References',
    '[1] A. Lindqvist. Quiet rooms. Proc. of Reading,',
    'pages 1–12, 2024.',
    '[2] M. Chen and T. Rivera. Loud rooms, and what is',
    'said in them. Journal of Rooms 3(4), 2025.',
    '[12] Z. Okafor. The last room. 2026.',
  ]);

  first.node.set(
    PDFName.of('Annots'),
    pdf.context.obj([
      pdf.context.obj({
        Type: 'Annot',
        Subtype: 'Link',
        Rect: [...link.rect],
        Border: [0, 0, 0],
        Dest: [last.ref, 'XYZ', link.to.x, link.to.y, 3],
      }),
    ]),
  );
  if (roman) {
    pdf.catalog.set(PDFName.of('PageLabels'), pdf.context.obj({ Nums: [0, { S: 'r' }] }));
    const outline = pdf.context.nextRef();
    const entry = pdf.context.register(
      pdf.context.obj({ Title: PDFString.of('References'), Parent: outline, Dest: [last.ref, 'Fit'] }),
    );
    pdf.context.assign(outline, pdf.context.obj({ Type: 'Outlines', First: entry, Last: entry, Count: 1 }));
    pdf.catalog.set(PDFName.of('Outlines'), outline);
  }
  pdf.catalog.set(PDFName.of('Lang'), PDFString.of('en'));
  return pdf.save();
};

const lines = (count: number): string[] =>
  Array.from({ length: count }, (_, i) => filler[i % filler.length] ?? '');

function drawColumn(page: PDFPage, font: PDFFont, x: number, top: number, words: readonly string[]): void {
  words.forEach((line, index) => {
    page.drawText(line, { x, y: top - index * 12, size: 10, font });
  });
}
