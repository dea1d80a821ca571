// Where in the document the pane stands, and going to such a place again.
import { pageViewAt } from './parts.ts';
import type { PDFPageView, PDFViewer } from 'pdfjs-dist/legacy/web/pdf_viewer.mjs';
import type { Place } from './history.ts';

export function places(container: HTMLElement, pages: PDFViewer) {
  /** From the pane's upper left corner to the page's, CSS pixels. */
  const away = ({ div }: PDFPageView) => {
    const [pane, page] = [container.getBoundingClientRect(), div.getBoundingClientRect()];
    return { left: page.left + div.clientLeft - pane.left, top: page.top + div.clientTop - pane.top };
  };
  /** The first page that reaches below the pane's upper edge; of a single page, that one. */
  function first(): { view: PDFPageView; page: number } | null {
    const current = pages.currentPageNumber - 1;
    const view = pageViewAt(pages, current);
    if (!view?.div.isConnected) return null;
    for (let page = current; page >= 0; page--) {
      const above = pageViewAt(pages, page - 1);
      const here = pageViewAt(pages, page);
      if (!here) return null;
      if (!above?.div.isConnected || away(above).top + above.div.clientHeight <= 0)
        return { view: here, page };
    }
    return null;
  }

  return {
    /** Null while no page is there. */
    here(): Place | null {
      const found = first();
      if (!found) return null;
      const { left, top } = away(found.view);
      const [x = 0, y = 0] = found.view.getPagePoint(-left, -top) as number[];
      return { page: found.page, x, y };
    },
    goTo({ page, x, y }: Place) {
      const view = pageViewAt(pages, page);
      if (!view) return;
      // A single page must be on the desk before it can be measured.
      if (!view.div.isConnected) pages.currentPageNumber = page + 1;
      const [left = 0, top = 0] = view.viewport.convertToViewportPoint(x, y) as number[];
      const at = away(view);
      container.scrollBy({ left: at.left + left, top: at.top + top, behavior: 'instant' });
      pages.update();
    },
  };
}
