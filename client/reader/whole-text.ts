// The words of the whole document for copying: each page on a line of its own, read as one reads it.
import { quoteFromText } from '#shared/annotations/anchor.ts';
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** A piece of print: its words, whether a line ends after it, and how it lies (`[a, b, …]` as in a PDF). */
export interface Piece {
  str: string;
  hasEOL: boolean;
  transform: number[];
}

/** Words broken at a line end are whole; what is turned against the page's other text, like a stamp in the margin, is left out. */
export function readablePage(pieces: readonly Piece[]): string {
  const amounts = new Map<number, number>();
  for (const piece of pieces)
    amounts.set(angleOf(piece), (amounts.get(angleOf(piece)) ?? 0) + piece.str.trim().length);
  const [angle] = [...amounts].reduce((most, each) => (each[1] > most[1] ? each : most), [0, 0]);
  return quoteFromText(
    pieces.map((piece) => (angleOf(piece) === angle ? piece.str : '') + (piece.hasEOL ? '\n' : '')).join(''),
  );
}

/** In steps that hide the rounding of the file. */
const angleOf = ({ transform: [a = 1, b = 0] }: Piece) => Math.round((Math.atan2(b, a) * 60) / Math.PI);

/** Pages without words leave no gap. Throws what pdf.js throws for a page that cannot be read. */
export async function readWholeText(pdf: PDFDocumentProxy): Promise<string> {
  const texts: string[] = [];
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    texts.push(readablePage(items.filter((item) => 'str' in item) as Piece[]));
  }
  return texts.filter((text) => text !== '').join('\n\n');
}
