// Small pictures of pages, drawn one at a time so that the page being read comes first.
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Parts } from './parts.ts';

/** Sharp enough on dense screens without four times the pixels. */
const maxDensity = 2;

export function thumbnailer(pdf: () => PDFDocumentProxy | null, { bus }: Pick<Parts, 'bus'>) {
  let last: Promise<unknown> = Promise.resolve();

  async function draw(
    pageIndex: number,
    width: number,
    signal: AbortSignal,
  ): Promise<HTMLCanvasElement | null> {
    const document_ = pdf();
    if (signal.aborted || !document_) return null;
    const page = await document_.getPage(pageIndex + 1);
    const density = Math.min(window.devicePixelRatio || 1, maxDensity);
    const viewport = page.getViewport({ scale: (width * density) / page.getViewport({ scale: 1 }).width });
    const canvas = document.createElement('canvas');
    canvas.width = Math.floor(viewport.width);
    canvas.height = Math.floor(viewport.height);
    const task = page.render({ canvas, viewport });
    const cancel = () => {
      task.cancel();
    };
    signal.addEventListener('abort', cancel, { once: true });
    try {
      await task.promise;
      return canvas;
    } finally {
      signal.removeEventListener('abort', cancel);
      // The viewer answers by freeing what the page held, unless the page itself is on screen.
      bus.dispatch('thumbnailrendered', { source: bus, pageNumber: pageIndex + 1, pdfPage: page });
    }
  }

  /** `width` in CSS pixels; null when cancelled or not drawable. */
  return (pageIndex: number, width: number, signal: AbortSignal): Promise<HTMLCanvasElement | null> => {
    const drawn = last.then(() => draw(pageIndex, width, signal)).catch(() => null);
    last = drawn;
    return drawn;
  };
}
