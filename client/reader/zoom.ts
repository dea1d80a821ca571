// Zooming beyond buttons: keeping "fit" when the pane changes its size, and Ctrl + wheel or a pinch on a touch pad.
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

/** Browsers report a pinch on a touch pad as a wheel with Ctrl. */
export function zoomByWheel(container: HTMLElement, pages: PDFViewer, signal: AbortSignal): void {
  const onWheel = (event: WheelEvent) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const box = container.getBoundingClientRect();
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 30 : 1;
    pages.updateScale({
      scaleFactor: Math.exp((-event.deltaY * lines) / 300),
      drawingDelay: 300,
      origin: [
        event.clientX - box.left + container.offsetLeft,
        event.clientY - box.top + container.offsetTop,
      ],
    });
  };
  container.addEventListener('wheel', onWheel, { passive: false, signal });
}
