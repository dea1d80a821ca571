// Draws annotations over the rendered pages from their stored rectangles, and tells by geometry which ones a point hits.
import { gatherByEach } from '#shared/kernel/gather.ts';
import { contains } from './box.ts';
import { isSameHighlight, pagesOf, shapeOf } from './highlight-shapes.ts';
import { drawSheet, sheetClass } from './highlight-sheet.ts';
import { hitIndex } from './hit-index.ts';
import type { Point } from './box.ts';
import type { Highlight } from './highlight-shapes.ts';
import type { Sheet } from './highlight-sheet.ts';
import type { HitIndex } from './hit-index.ts';
import type { PageHandle } from './page-handle.ts';
import type { Viewer } from './viewer.ts';

export type { Highlight } from './highlight-shapes.ts';

interface DrawnPage {
  page: PageHandle;
  from: readonly Highlight[];
  /** Null where nothing is marked. */
  sheet: Sheet | null;
  hit: HitIndex;
}

export function drawHighlights(viewer: Viewer) {
  let byPage: ReadonlyMap<number, readonly Highlight[]> = new Map();
  let preview: Highlight | null = null;
  const drawn = new Map<number, DrawnPage>();
  const marks: Record<'focus' | 'hover', string | null> = { focus: null, hover: null };

  const on = (index: number): readonly Highlight[] => {
    const stored = byPage.get(index) ?? [];
    if (!preview) return stored;
    const { id, targets } = preview;
    const others = stored.filter((highlight) => highlight.id !== id);
    return targets.some(({ page }) => page === index) ? [...others, preview] : others;
  };

  function draw(page: PageHandle) {
    page.layer?.querySelector(`.${sheetClass}`)?.remove();
    const from = on(page.index);
    const shapes = from.map((highlight) => shapeOf(highlight, page));
    const sheet = page.layer && shapes.length > 0 ? drawSheet(shapes, page) : null;
    drawn.set(page.index, { page, from, sheet, hit: hitIndex(shapes) });
    if (!sheet) return;
    sheet.mark(marks);
    page.layer?.append(sheet.svg);
  }

  function redraw() {
    const rendered = new Map(viewer.renderedPages().map((page) => [page.index, page]));
    for (const index of drawn.keys()) if (!rendered.has(index)) drawn.delete(index);
    for (const [index, page] of rendered) {
      const [before, now] = [drawn.get(index)?.from ?? [], on(index)];
      if (before.length !== now.length || !now.every((each, i) => isSameHighlight(each, before[i])))
        draw(page);
    }
  }

  viewer.onPageRendered((page) => {
    draw(page);
    // Pages that the viewer let go of are forgotten here too.
    if (drawn.size > 24) redraw();
  });

  return {
    /** All of the document's, in any order; only pages on which something differs are drawn anew. */
    set(highlights: readonly Highlight[]) {
      byPage = gatherByEach(highlights, pagesOf);
      redraw();
    },
    /** Shows one otherwise than it is stored, while its extent is being changed; null ends that. */
    preview(highlight: Highlight | null) {
      preview = highlight;
      redraw();
    },
    /** Marks one annotation, or none, as the one that is looked at. */
    mark(how: 'focus' | 'hover', id: string | null) {
      if (marks[how] === id) return;
      marks[how] = id;
      for (const { sheet } of drawn.values()) sheet?.mark(marks);
    },
    /** Draws the eye to it once. */
    flash(id: string) {
      for (const { sheet } of drawn.values()) sheet?.flash(id);
    },
    /** All at a point of the window, the topmost first. */
    hit(point: Point): string[] {
      for (const { page, hit } of drawn.values()) {
        if (!page.element.isConnected || !contains(page.element.getBoundingClientRect(), point)) continue;
        const { left: x, top: y } = page.clientToShown({
          left: point.x,
          top: point.y,
          right: point.x,
          bottom: point.y,
        });
        return hit({ x, y });
      }
      return [];
    },
  };
}
