// Draws a page, or a piece of it, on a canvas of its own beside the pages that are shown.
import type { PDFPageProxy, PageViewport } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Parts } from './parts.ts';

/** Canvas pixels per CSS pixel on this screen. */
export const densityUpTo = (most: number): number => Math.min(window.devicePixelRatio || 1, most);

/** `width` and `height` in canvas pixels; rejects when cancelled or not drawable. */
export async function drawPage(
  page: PDFPageProxy,
  viewport: PageViewport,
  { width, height }: { readonly width: number; readonly height: number },
  signal: AbortSignal,
  { bus }: Pick<Parts, 'bus'>,
): Promise<HTMLCanvasElement> {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
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
    bus.dispatch('thumbnailrendered', { source: bus, pageNumber: page.pageNumber, pdfPage: page });
  }
}
