// Keeps the memory of a long document bounded: with the viewer's parts alone nobody ever cleans up, and 500 visited pages hold 1.8 GB.
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { PDFPageView, PDFViewer } from 'pdfjs-dist/legacy/web/pdf_viewer.mjs';

/** Pages drawn after which somebody who never rests for the 30 s that pdf.js waits is cleaned up after, too. */
const pagesBetween = 40;

interface Queue {
  onIdle: (() => void) | null;
  renderHighestPriority(visible?: unknown): void;
}

/** Call it for each document that is put into the viewer; `onPageDrawn` tells of each page that was. */
export function cleanUp(
  pages: PDFViewer,
  pdf: PDFDocumentProxy,
  onPageDrawn: (listener: () => void) => void,
): void {
  const queue = pages.renderingQueue as Queue | undefined;
  if (!queue) return;
  // Refused while a page or thumbnail is being rendered; the next moment will do.
  const clean = () => pdf.cleanup(true).catch(() => undefined);
  queue.onIdle = () => {
    pages.cleanup();
    void clean();
  };

  let drawn = 0;
  let isCleaning = false;
  const render = queue.renderHighestPriority.bind(queue);
  queue.renderHighestPriority = (visible) => {
    if (!isCleaning) render(visible);
  };
  onPageDrawn(() => {
    drawn += 1;
    const views = [...(pages.getCachedPageViews() as Set<PDFPageView>)];
    if (drawn < pagesBetween || isCleaning || views.some(({ renderTask }) => renderTask)) return;
    drawn = 0;
    isCleaning = true;
    void clean().finally(() => {
      isCleaning = false;
      pages.update();
    });
  });
}
