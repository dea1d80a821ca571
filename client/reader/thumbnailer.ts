// Small pictures of pages, drawn one at a time so that the page being read comes first.
import { densityUpTo, drawPage } from './draw-page.ts';
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Parts } from './parts.ts';

/** Sharp enough on dense screens without four times the pixels. */
const maxDensity = 2;

export function thumbnailer(pdf: () => PDFDocumentProxy | null, parts: Pick<Parts, 'bus'>) {
  let last: Promise<unknown> = Promise.resolve();

  async function draw(
    pageIndex: number,
    width: number,
    signal: AbortSignal,
  ): Promise<HTMLCanvasElement | null> {
    const document_ = pdf();
    if (signal.aborted || !document_) return null;
    const page = await document_.getPage(pageIndex + 1);
    const scale = (width * densityUpTo(maxDensity)) / page.getViewport({ scale: 1 }).width;
    const viewport = page.getViewport({ scale });
    const size = { width: Math.floor(viewport.width), height: Math.floor(viewport.height) };
    return drawPage(page, viewport, size, signal, parts);
  }

  /** `width` in CSS pixels; null when cancelled or not drawable. */
  return (pageIndex: number, width: number, signal: AbortSignal): Promise<HTMLCanvasElement | null> => {
    const drawn = last.then(() => draw(pageIndex, width, signal)).catch(() => null);
    last = drawn;
    return drawn;
  };
}
