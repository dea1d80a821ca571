// Draws a piece of a page, sharp at the screen's density.
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { heightOf, widthOf } from '#client/reader/box.ts';
import { densityUpTo, drawPage } from '#client/reader/draw-page.ts';
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
  const pixels = scale * densityUpTo(maxDensity);
  const viewport = page.getViewport({
    scale: pixels,
    offsetX: -region.left * pixels,
    offsetY: -region.top * pixels,
  });
  const size = {
    width: Math.ceil(widthOf(region) * pixels),
    height: Math.ceil(heightOf(region) * pixels),
  };
  return drawPage(page, viewport, size, signal, { bus }).catch(() => null);
}
