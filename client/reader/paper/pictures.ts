// Asks pdf.js what a page draws, for the places of its pictures.
import { OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { imageRegions } from './image-regions.ts';
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Rect } from '#shared/annotations/anchor.ts';
import type { Drawing } from './image-regions.ts';

/** User space; none where the page cannot be read. */
export async function picturesOn(pdf: PDFDocumentProxy, pageIndex: number): Promise<Rect[]> {
  try {
    const page = await pdf.getPage(pageIndex + 1);
    return imageRegions((await page.getOperatorList()) as Drawing, OPS, page.view as unknown as Rect);
  } catch {
    return [];
  }
}
