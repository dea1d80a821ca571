// Brings a place on a page into view, and leaves the reader alone when it is in view already.
import type { Rect } from '#shared/annotations/anchor.ts';
import type { PageHandle } from './page-handle.ts';

/** Where a place comes to stand in the pane, as a share of its height from the top. */
const eyeLevel = 0.3;
/** Room, in CSS pixels, that must be left between a place and the pane's edge for it to count as seen. */
const margin = 24;

export function reveal(container: HTMLElement, page: PageHandle, rect: Rect): void {
  const pane = container.getBoundingClientRect();
  const paper = page.element.getBoundingClientRect();
  const scale = paper.width / page.width;
  const box = page.pdfToShown(rect);
  const top = paper.top - pane.top + box.top * scale;
  const bottom = paper.top - pane.top + box.bottom * scale;
  const left = paper.left - pane.left + box.left * scale;
  const right = paper.left - pane.left + box.right * scale;
  const down =
    top >= margin && bottom <= container.clientHeight - margin ? 0 : top - container.clientHeight * eyeLevel;
  const sideways =
    left >= 0 && Math.min(right, left + container.clientWidth) <= container.clientWidth ? 0 : left - margin;
  if (down || sideways) container.scrollBy({ top: down, left: sideways, behavior: 'instant' });
}
