// What a scale may be fitted to, and keeping the fit when the pane changes its size.
import type { PDFViewer } from 'pdfjs-dist/legacy/web/pdf_viewer.mjs';

/** What a scale may be fitted to; `auto` is the page's width, but not larger than is good to read. */
export type Fit = 'page-width' | 'page-fit' | 'auto';

export const isFit = (value: string | undefined): value is Fit =>
  value === 'page-width' || value === 'page-fit' || value === 'auto';

/** A fitted scale stays fitted when the container is resized (panel folded, phone turned); the place read stays where it is. */
export function keepFit(container: HTMLElement, pages: PDFViewer, signal: AbortSignal): void {
  let frame = 0;
  let width = container.clientWidth;
  const observer = new ResizeObserver(() => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => {
      const fit = pages.currentScaleValue as string | null;
      const changed = container.clientWidth !== width || fit === 'page-fit';
      width = container.clientWidth;
      if (width > 0 && changed && isFit(fit ?? undefined)) pages.currentScaleValue = fit ?? 'auto';
      pages.update();
    });
  });
  observer.observe(container);
  signal.addEventListener('abort', () => {
    cancelAnimationFrame(frame);
    observer.disconnect();
  });
}
