// Pages as pictures on sheets that only a printer sees; pdf.js's own pages are cut off at the window's edge.
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** Of the pictures, per inch: print stays sharp, and a page takes about a third of a megabyte. */
const dotsPerInch = 150;
/** Above this the browser runs out of memory or patience. */
export const mostPages = 100;

export interface PrintSheets {
  /** Opens the browser's dialog; resolves when it is closed. */
  print(): Promise<void>;
  remove(): void;
}

/** One page after the other; `onPage` counts them from 1. Throws the signal's reason when it aborts. */
export async function makePrintSheets(
  pdf: PDFDocumentProxy,
  onPage: (page: number) => void,
  signal: AbortSignal,
): Promise<PrintSheets> {
  const sheets = document.createElement('div');
  sheets.className = 'print-sheets';
  const addresses: string[] = [];
  const style = new CSSStyleSheet();

  function remove() {
    sheets.remove();
    addresses.forEach((address) => {
      URL.revokeObjectURL(address);
    });
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== style);
  }

  try {
    for (let number = 1; number <= pdf.numPages; number++) {
      onPage(number);
      const { picture, width, height } = await pictureOf(pdf, number, signal);
      const address = URL.createObjectURL(picture);
      addresses.push(address);
      // Paper has one size per print: that of the first page.
      if (number === 1) style.replaceSync(`@page { size: ${width}pt ${height}pt; margin: 0 }`);
      const image = document.createElement('img');
      image.src = address;
      image.alt = '';
      await image.decode();
      const sheet = document.createElement('div');
      sheet.append(image);
      sheets.append(sheet);
    }
  } catch (error) {
    remove();
    throw error;
  }
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, style];
  document.body.append(sheets);
  return {
    print: () =>
      new Promise((resolve) => {
        window.addEventListener(
          'afterprint',
          () => {
            resolve();
          },
          { once: true },
        );
        window.print();
      }),
    remove,
  };
}

/** `width` and `height` in points. */
async function pictureOf(pdf: PDFDocumentProxy, number: number, signal: AbortSignal) {
  const page = await pdf.getPage(number);
  signal.throwIfAborted();
  const { width, height } = page.getViewport({ scale: 1 });
  const viewport = page.getViewport({ scale: dotsPerInch / 72 });
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(viewport.width);
  canvas.height = Math.ceil(viewport.height);
  const task = page.render({ canvas, viewport, intent: 'print' });
  const cancel = () => {
    task.cancel();
  };
  signal.addEventListener('abort', cancel, { once: true });
  try {
    await task.promise;
    const picture = await new Promise<Blob | null>((resolve) => {
      canvas.toBlob(resolve);
    });
    if (!picture) throw new Error(`Page ${String(number)} could not be drawn for printing`);
    return { picture, width, height };
  } finally {
    signal.removeEventListener('abort', cancel);
    canvas.width = 0; // gives the memory back at once
    canvas.height = 0;
  }
}
