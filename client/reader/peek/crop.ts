// Draws a piece of a page, sharp at the screen's density.
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { heightOf, widthOf } from '#client/reader/box.ts';
import type { Parts } from '#client/reader/parts.ts';
import type { Sight } from './finder.ts';

const maxDensity = 3;

/** `scale` is CSS pixels per point; null when cancelled. */
export async function drawCrop(
  pdf: PDFDocumentProxy,
  { bus }: Pick<Parts, 'bus'>,
  { page: index, region }: Sight,
  scale: number,
  signal: AbortSignal,
): Promise<HTMLCanvasElement | null> {
  const page = await pdf.getPage(index + 1);
  if (signal.aborted) return null;
  const density = Math.min(window.devicePixelRatio || 1, maxDensity);
  const pixels = scale * density;
  const viewport = page.getViewport({
    scale: pixels,
    offsetX: -region.left * pixels,
    offsetY: -region.top * pixels,
  });
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(widthOf(region) * pixels);
  canvas.height = Math.ceil(heightOf(region) * pixels);
  const task = page.render({ canvas, viewport });
  const cancel = () => {
    task.cancel();
  };
  signal.addEventListener('abort', cancel, { once: true });
  try {
    await task.promise;
    return canvas;
  } catch {
    return null;
  } finally {
    signal.removeEventListener('abort', cancel);
    // The viewer answers by freeing what the page held, unless the page itself is on screen.
    bus.dispatch('thumbnailrendered', { source: bus, pageNumber: index + 1, pdfPage: page });
  }
}
