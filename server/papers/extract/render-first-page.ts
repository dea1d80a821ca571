/** Renders the first page of an open PDF as a small WebP image. */
import { createCanvas } from '@napi-rs/canvas';
import type { PDFDocumentProxy } from 'pdfjs-dist';

/** CSS pixels: a card on a dense screen. Posters and receipts are bounded by the height. */
const mostWidth = 480;
const mostHeight = 720;
const quality = 80;

export async function renderFirstPage(pdf: PDFDocumentProxy): Promise<Buffer> {
  const page = await pdf.getPage(1);
  const whole = page.getViewport({ scale: 1 });
  const viewport = page.getViewport({ scale: Math.min(mostWidth / whole.width, mostHeight / whole.height) });
  const canvas = createCanvas(
    Math.max(1, Math.round(viewport.width)),
    Math.max(1, Math.round(viewport.height)),
  );
  // The canvas of Node lacks only what needs a document; pdf.js itself draws on it.
  await page.render({ canvas: canvas as unknown as HTMLCanvasElement, viewport }).promise;
  return canvas.encode('webp', quality);
}
