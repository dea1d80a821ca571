// An area that can still be changed: moved and stretched by hand at its corners, or with the arrow keys.
import { describeArea, pulled, whole } from './area-geometry.ts';
import { pointOn } from './area-drag.ts';
import { keepOnPage, placeOnPage } from './page-overlay.ts';
import type { Box, Point } from './box.ts';
import type { Grip } from './area-geometry.ts';
import type { PageHandle } from './page-handle.ts';
import type { Viewer } from './viewer.ts';

interface AreaBoxOptions {
  viewer: Viewer;
  page: PageHandle;
  box: Box;
  onChange?: (box: Box) => void;
  onAccept: (box: Box) => void;
  onCancel: () => void;
  /** Says a sentence to those who cannot see the page. */
  say: (sentence: string) => void;
  signal: AbortSignal;
}

const corners: readonly { name: string; grip: Grip }[] = [
  { name: 'Top left corner', grip: { x: 'left', y: 'top' } },
  { name: 'Top right corner', grip: { x: 'right', y: 'top' } },
  { name: 'Bottom left corner', grip: { x: 'left', y: 'bottom' } },
  { name: 'Bottom right corner', grip: { x: 'right', y: 'bottom' } },
];

/** Points that an arrow key moves; with Alt or Ctrl a single one. */
const step = 8;

const arrows: Record<string, Point> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

export function adjustableArea(options: AreaBoxOptions): { focus(): void; box(): Box } {
  const { viewer, page, signal } = options;
  let { box } = options;
  const element = document.createElement('div');
  element.className = 'reader-area is-adjustable on-paper';
  const body = button(
    'reader-area-body',
    'Area: arrow keys move it, Shift and arrow keys resize it, Enter takes it, Escape leaves',
  );
  element.append(body);

  function change(next: Box) {
    box = next;
    placeOnPage(element, box, page);
    options.onChange?.(box);
  }

  function take(handle: HTMLElement, grip: Grip) {
    handle.addEventListener('pointerdown', (event) => {
      if (event.button !== 0) return;
      // Capture keeps the hand's way; nothing of it may reach selecting or drawing.
      event.preventDefault();
      event.stopPropagation();
      handle.focus({ preventScroll: true });
      handle.setPointerCapture(event.pointerId);
      const [from, start] = [pointOn(page, event), box];
      const drag = new AbortController();
      const move = (moved: PointerEvent) => {
        const to = pointOn(page, moved);
        change(pulled(start, grip, { x: to.x - from.x, y: to.y - from.y }, page));
      };
      const stop = () => {
        drag.abort();
      };
      handle.addEventListener('pointermove', move, { signal: drag.signal });
      handle.addEventListener('pointerup', stop, { signal: drag.signal });
      handle.addEventListener('pointercancel', stop, { signal: drag.signal });
    });
    handle.addEventListener('keydown', (event) => {
      const arrow = arrows[event.key];
      if (!arrow) return;
      event.preventDefault();
      event.stopPropagation();
      const by = event.altKey || event.ctrlKey ? 1 : step;
      const held = event.shiftKey && grip === whole ? ({ x: 'right', y: 'bottom' } as const) : grip;
      change(pulled(box, held, { x: arrow.x * by, y: arrow.y * by }, page));
      viewer.reveal(page.index, page.shownToPdf(box));
      options.say(describeArea(box, page));
    });
    handle.addEventListener('click', (event) => {
      event.stopPropagation();
    });
  }

  take(body, whole);
  for (const { name, grip } of corners) {
    const handle = button(`reader-area-corner is-${grip.y} is-${grip.x}`, name);
    take(handle, grip);
    element.append(handle);
  }
  element.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Enter') options.onAccept(box);
    else options.onCancel();
  });
  // A selection must not begin here.
  element.addEventListener('mousedown', (event) => {
    event.stopPropagation();
    event.preventDefault();
  });

  placeOnPage(element, box, page);
  keepOnPage(viewer, page.index, element, signal);
  return {
    focus: () => {
      body.focus({ preventScroll: true });
    },
    box: () => box,
  };
}

function button(className: string, label: string): HTMLButtonElement {
  const element = document.createElement('button');
  element.type = 'button';
  element.className = className;
  element.setAttribute('aria-label', label);
  return element;
}
