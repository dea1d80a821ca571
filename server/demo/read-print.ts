// Reads the print of a PDF: each page's text as the browser's text layer has it, and where every piece of it stands.
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** A piece of print; `start` and `end` are offsets in the page's text, all else is PDF user space in points. */
export interface Piece {
  readonly start: number;
  readonly end: number;
  readonly x: number;
  readonly baseline: number;
  readonly width: number;
  readonly size: number;
  /** A running head or a page number. */
  readonly isRunning: boolean;
}

export interface PrintedPage {
  readonly text: string;
  readonly pieces: readonly Piece[];
}

/** Share of the page's height above and below which only running heads and page numbers stand. */
const edge = 0.08;

/** The same options as the server's reading of uploads, so that the texts are equal to the character. Sideways print is left out. */
export async function readPrint(pdf: Uint8Array): Promise<PrintedPage[]> {
  // pdf.js takes the bytes it is given away; the caller still needs them.
  const document = await getDocument({ data: pdf.slice(), useSystemFonts: false, verbosity: 0 }).promise;
  const pages: PrintedPage[] = [];
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    const { height } = page.getViewport({ scale: 1 });
    const isRunning = (y: number) => Math.min(y, height - y) < height * edge;
    const { items } = await page.getTextContent({ disableNormalization: true, includeMarkedContent: true });
    let text = '';
    const pieces: Piece[] = [];
    for (const item of items) {
      if (!('str' in item)) continue;
      const [a = 0, b = 0, c = 0, d = 0, x = 0, baseline = 0] = item.transform as number[];
      const [start, end] = [text.length, text.length + item.str.length];
      if (item.str !== '' && a > 0 && Math.abs(b) < 0.01 * a)
        pieces.push({
          ...{ start, end, x, baseline, width: item.width, size: Math.hypot(c, d) },
          isRunning: isRunning(baseline),
        });
      text += item.hasEOL ? `${item.str}\n` : item.str;
    }
    pages.push({ text, pieces });
  }
  await document.loadingTask.destroy();
  return pages;
}
