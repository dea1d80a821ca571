/** Reads from an open PDF where given ranges of its pages' text stand. */
import type { PDFDocumentProxy } from 'pdfjs-dist';
import type { RectsAnswer, TextRange } from './job.ts';
import { readPrintedRuns } from './printed-runs.ts';
import { rectsOfRuns, type PrintedRect } from './rects-of-runs.ts';

/** In the order of the ranges; none for a range that is not there. */
export async function readRects(pdf: PDFDocumentProxy, ranges: readonly TextRange[]): Promise<RectsAnswer> {
  const rects = ranges.map((): PrintedRect[] => []);
  const pages = [...new Set(ranges.map(([page]) => page))].filter((page) => page < pdf.numPages);
  for (const index of pages) {
    const page = await pdf.getPage(index + 1);
    const runs = await readPrintedRuns(page);
    for (const [at, [of, start, end]] of ranges.entries())
      if (of === index) rects[at] = rectsOfRuns(runs, { start, end }, page.view);
    page.cleanup();
  }
  return { ok: true, rects };
}
