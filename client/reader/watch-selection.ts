// Listens to selecting in the pages, by mouse, keyboard or touch, and reports each passage once it is complete.
import { captureSelection } from './capture.ts';
import { pagePointAt } from './pointer-trail.ts';
import type { Capture } from './capture.ts';
import type { PagePoint, Trail } from './pointer-trail.ts';
import type { Viewer } from './viewer.ts';

/** Milliseconds without a change after which a selection by keyboard or touch handles counts as complete. */
const settled = 250;

/** `place` is where the passage ends in the window, for a menu beside it. */
export type OnSelect = (capture: Capture | null, place: DOMRect | null) => void;

export function watchSelection(
  container: HTMLElement,
  viewer: Viewer,
  onSelect: OnSelect,
  signal: AbortSignal,
): void {
  let from: PagePoint | null = null;
  let dragging = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let own: Range | null = null;

  function report(trail: Trail | null) {
    clearTimeout(timer);
    const selection = document.getSelection();
    if (!selection?.anchorNode || !container.contains(selection.anchorNode)) return;
    const captured = captureSelection(selection, viewer.renderedPages(), trail);
    // The browser's selection follows ours, so that copying takes the same words as marking.
    own = trail && captured?.range ? captured.range : null;
    if (own) selection.setBaseAndExtent(own.startContainer, own.startOffset, own.endContainer, own.endOffset);
    onSelect(captured?.capture ?? null, captured ? placeOf(captured.range) : null);
  }

  container.addEventListener(
    'mousedown',
    ({ button, detail, shiftKey, clientX, clientY }) => {
      if (button !== 0) return;
      dragging = true;
      // What was selected before is over; reported now, it would take the place of what is being selected.
      clearTimeout(timer);
      // Words by double click and extending by Shift are the browser's to decide.
      const exact = detail === 1 && !shiftKey;
      from = exact ? pagePointAt(viewer.renderedPages(), { x: clientX, y: clientY }) : null;
    },
    { signal },
  );
  window.addEventListener(
    'mouseup',
    ({ clientX, clientY }) => {
      if (!dragging) return;
      dragging = false;
      const to = from && pagePointAt(viewer.renderedPages(), { x: clientX, y: clientY });
      const trail = from && to ? { from, to } : null;
      // A click that ends a selection does so only after this event.
      setTimeout(() => {
        report(trail);
      });
    },
    { signal },
  );
  document.addEventListener(
    'selectionchange',
    () => {
      if (dragging || isOwn(own)) return;
      clearTimeout(timer);
      timer = setTimeout(() => {
        report(null);
      }, settled);
    },
    { signal },
  );
  signal.addEventListener('abort', () => {
    clearTimeout(timer);
  });
}

function isOwn(own: Range | null): boolean {
  const selection = document.getSelection();
  const range = selection && selection.rangeCount > 0 ? selection.getRangeAt(0) : null;
  return (
    own !== null &&
    range !== null &&
    range.compareBoundaryPoints(Range.START_TO_START, own) === 0 &&
    range.compareBoundaryPoints(Range.END_TO_END, own) === 0
  );
}

function placeOf(range: Range | null): DOMRect | null {
  const boxes = range?.getClientRects() ?? [];
  return boxes[boxes.length - 1] ?? null;
}
