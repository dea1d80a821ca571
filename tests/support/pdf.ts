// Makes small PDFs with real text for tests that upload one.
import { randomBytes } from 'node:crypto';
import { PDFDocument, StandardFonts } from '@cantoo/pdf-lib';

interface PdfWishes {
  readonly pages?: number;
  /** Printed large on the first page: what the server proposes as title. */
  readonly title?: string;
  /** Printed in one line under the title. */
  readonly authors?: string;
  /** So many bytes more than it needs. */
  readonly padding?: number;
  /** Needed to open it. */
  readonly password?: string;
}

/** The line `line` (from 0) of a page, counted from 0, as {@link makePdf} prints it. */
export const pdfLine = (page: number, line: number): string =>
  `Page ${String(page + 1)}, line ${String(line + 1)}: readers of a course discuss what the authors measured and why.`;

const lines = 20;

/** Letter size, {@link pdfLine} twenty times on every page in Helvetica, 10 points. */
export const makePdf = async (wishes: PdfWishes = {}): Promise<Uint8Array> => {
  const {
    pages = 2,
    title = 'Quiet Rooms: Reading Papers Together',
    authors = 'Ada Lindqvist and Mei Chen',
  } = wishes;
  const pdf = await PDFDocument.create();
  const font = await pdf.embedFont(StandardFonts.Helvetica);
  for (let page = 0; page < pages; page++) {
    const sheet = pdf.addPage([612, 792]);
    if (page === 0) {
      sheet.drawText(title, { x: 60, y: 720, size: 20, font });
      sheet.drawText(authors, { x: 60, y: 690, size: 12, font });
    }
    for (let line = 0; line < lines; line++)
      sheet.drawText(pdfLine(page, line), { x: 60, y: 620 - line * 14, size: 10, font });
  }
  if (wishes.padding !== undefined) pdf.context.register(pdf.context.stream(randomBytes(wishes.padding)));
  if (wishes.password !== undefined)
    pdf.encrypt({ userPassword: wishes.password, ownerPassword: wishes.password });
  return pdf.save();
};
