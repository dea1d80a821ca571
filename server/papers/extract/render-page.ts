/** Renders pages of an open PDF as small WebP images. */
import { createCanvas } from '@napi-rs/canvas';
import type { PDFDocumentProxy } from 'pdfjs-dist';

/** CSS pixels. */
interface Box {
  readonly width: number;
  readonly height: number;
}
/** A card on a dense screen. Posters and receipts are bounded by the height. */
const card: Box = { width: 480, height: 720 };
/** One of many beside each other. */
const small: Box = { width: 400, height: 400 };
const quality = 80;

async function renderPage(pdf: PDFDocumentProxy, index: number, box: Box): Promise<Buffer> {
  const page = await pdf.getPage(index + 1);
  const whole = page.getViewport({ scale: 1 });
  const viewport = page.getViewport({ scale: Math.min(box.width / whole.width, box.height / whole.height) });
  const canvas = createCanvas(
    Math.max(1, Math.round(viewport.width)),
    Math.max(1, Math.round(viewport.height)),
  );
  // The canvas of Node lacks only what needs a document; pdf.js itself draws on it.
  await page.render({ canvas: canvas as unknown as HTMLCanvasElement, viewport }).promise;
  page.cleanup();
  return canvas.encode('webp', quality);
}

export const renderFirstPage = (pdf: PDFDocumentProxy): Promise<Buffer> => renderPage(pdf, 0, card);

/**
 * The pages from `from` (counted from 0) in order: `atMost` of them, fewer when the time in milliseconds is up or the file ends,
 * but one at least. A page that cannot be drawn is null.
 */
export async function renderPages(
  pdf: PDFDocumentProxy,
  { from, atMost, milliseconds }: { from: number; atMost: number; milliseconds: number },
): Promise<(Buffer | null)[]> {
  const end = performance.now() + milliseconds;
  const images: (Buffer | null)[] = [];
  const count = Math.min(atMost, pdf.numPages - from);
  do images.push(await renderPage(pdf, from + images.length, small).catch(() => null));
  while (images.length < count && performance.now() < end);
  return images;
}
