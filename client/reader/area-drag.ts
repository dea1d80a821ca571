// Draws an area with mouse, pen or finger: while the tool is on, or at any time with Alt held down.
import { boxBetween, isWorthMarking } from './area-geometry.ts';
import { keepOnPage, placeOnPage } from './page-overlay.ts';
import type { Box, Point } from './box.ts';
import type { PageHandle } from './page-handle.ts';
import type { Viewer } from './viewer.ts';

interface AreaDragging {
  container: HTMLElement;
  viewer: Viewer;
  isOn: () => boolean;
  onStart: () => void;
  /** Called with what was drawn when the hand lets go; not for a slip of the hand. */
  onDrawn: (page: PageHandle, box: Box) => void;
  signal: AbortSignal;
}

export function watchAreaDrags({ container, viewer, isOn, onStart, onDrawn, signal }: AreaDragging): void {
  let end: (() => void) | null = null;

  function begin(event: PointerEvent, page: PageHandle) {
    const drag = new AbortController();
    const ended = AbortSignal.any([drag.signal, signal]);
    const from = pointOn(page, event);
    let box: Box | null = null;
    const element = document.createElement('div');
    element.className = 'reader-area is-drawing on-paper';
    keepOnPage(viewer, page.index, element, ended);
    container.setPointerCapture(event.pointerId);
    container.classList.add('is-drawing-area');
    end = () => {
      drag.abort();
      container.classList.remove('is-drawing-area');
      end = null;
    };
    container.addEventListener(
      'pointermove',
      (moved) => {
        if (moved.pointerId !== event.pointerId) return;
        box = boxBetween(from, pointOn(page, moved), page);
        placeOnPage(element, box, page);
      },
      { signal: ended },
    );
    container.addEventListener(
      'pointerup',
      (raised) => {
        if (raised.pointerId !== event.pointerId) return;
        end?.();
        // The click that follows is none.
        const swallow = new AbortController();
        container.addEventListener(
          'click',
          (click) => {
            click.stopPropagation();
            click.preventDefault();
          },
          { capture: true, signal: swallow.signal },
        );
        setTimeout(() => {
          swallow.abort();
        });
        if (box && isWorthMarking(box)) onDrawn(page, box);
      },
      { signal: ended },
    );
    container.addEventListener('pointercancel', () => end?.(), { signal: ended });
    window.addEventListener(
      'keydown',
      (key) => {
        if (key.key !== 'Escape') return;
        key.stopPropagation();
        end?.();
      },
      { capture: true, signal: ended },
    );
  }

  container.addEventListener(
    'pointerdown',
    (event) => {
      if (!event.isPrimary || event.button !== 0 || end) return;
      if (!isOn() && !(event.altKey && event.pointerType === 'mouse')) return;
      const page = pageUnder(viewer, event.target);
      if (!page || isHandle(event.target)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      document.getSelection()?.removeAllRanges();
      onStart();
      begin(event, page);
    },
    { capture: true, signal },
  );
  // Some browsers begin a selection, or carry a link away, although the pointer was taken.
  for (const name of ['mousedown', 'dragstart', 'selectstart', 'contextmenu'] as const)
    container.addEventListener(
      name,
      (event) => {
        if (!end) return;
        event.preventDefault();
        event.stopImmediatePropagation();
      },
      { capture: true, signal },
    );
}

const isHandle = (target: EventTarget | null) =>
  target instanceof Element && target.closest('.reader-area.is-adjustable, .reader-end') !== null;

function pageUnder(viewer: Viewer, target: EventTarget | null): PageHandle | null {
  const element = target instanceof Element ? target.closest<HTMLElement>('.page') : null;
  return element ? viewer.page(Number(element.dataset['pageNumber']) - 1) : null;
}

export function pointOn(
  page: PageHandle,
  { clientX: x, clientY: y }: { clientX: number; clientY: number },
): Point {
  const { left, top } = page.clientToShown({ left: x, top: y, right: x, bottom: y });
  return { x: left, y: top };
}
