// Where on the pages the pointer went down and came up: a browser's selection alone does not tell what was meant.
import { distance } from './box.ts';
import type { Point } from './box.ts';
import type { PageHandle } from './page-handle.ts';

/** Shown coordinates of a page; outside of its box where the pointer was beside the paper. */
export interface PagePoint extends Point {
  page: number;
}

/** In the order of the hand, not of the text. */
export interface Trail {
  from: PagePoint;
  to: PagePoint;
}

/** The nearest of the rendered pages, because between and beside pages people drag too. */
export function pagePointAt(pages: readonly PageHandle[], { x, y }: Point): PagePoint | null {
  const away = ({ element }: PageHandle) => {
    const box = element.getBoundingClientRect();
    return Math.hypot(distance(x, box.left, box.right), distance(y, box.top, box.bottom));
  };
  // Where one page is shown at a time, drawn ones may lie aside.
  const nearest = pages
    .filter(({ element }) => element.isConnected)
    .reduce<PageHandle | null>((best, page) => (best && away(best) <= away(page) ? best : page), null);
  if (!nearest) return null;
  const { left, top } = nearest.clientToShown({ left: x, top: y, right: x, bottom: y });
  return { page: nearest.index, x: left, y: top };
}
