// Turning pages: to the side by arrows; where one page is shown at a time also by the keys and the wheel that scroll, at its end.
import type { Viewer } from './viewer.ts';

/** CSS pixels of wheel beyond the page's end that turn it, and the rest in milliseconds before it can turn again. */
const wheelFor = 120;
const restFor = 350;

type Way = 'on' | 'back';

const ways: Record<string, Way> = {
  ArrowDown: 'on',
  ArrowRight: 'on',
  PageDown: 'on',
  ' ': 'on',
  ArrowUp: 'back',
  ArrowLeft: 'back',
  PageUp: 'back',
};

const isAtEnd = (pane: HTMLElement, way: Way, sideways: boolean): boolean => {
  const [from, size, all] = sideways
    ? [pane.scrollLeft, pane.clientWidth, pane.scrollWidth]
    : [pane.scrollTop, pane.clientHeight, pane.scrollHeight];
  return way === 'on' ? from + size >= all - 2 : from <= 1;
};

function turn(viewer: Viewer, way: Way): void {
  const { page } = viewer.state();
  if (way === 'on') viewer.nextPage();
  else viewer.previousPage();
  const pane = viewer.container;
  if (viewer.state().page !== page) pane.scrollTop = way === 'on' ? 0 : pane.scrollHeight;
}

/** True when the key turned the page, or would have at the document's end. */
export function turnByKey(
  event: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'target'>,
  viewer: Viewer,
): boolean {
  const { target, key, shiftKey } = event;
  // In the tools and on links these keys have other meanings.
  if (!(target instanceof Element) || !viewer.container.contains(target) || target.closest('a, button'))
    return false;
  const way = key === ' ' && shiftKey ? 'back' : ways[key];
  // Where all pages stand below one another only the keys to the side, which do not scroll, turn them.
  if (viewer.state().layout !== 'single') return !shiftKey && turnSideways(key, viewer);
  if (!way || !isAtEnd(viewer.container, way, key === 'ArrowRight' || key === 'ArrowLeft')) return false;
  turn(viewer, way);
  return true;
}

function turnSideways(key: string, viewer: Viewer): boolean {
  const { scrollWidth, clientWidth } = viewer.container;
  if (scrollWidth > clientWidth + 1) return false;
  if (key === 'ArrowRight') viewer.nextPage();
  else if (key === 'ArrowLeft') viewer.previousPage();
  else return false;
  return true;
}

export function turnByWheel(viewer: Viewer, signal: AbortSignal): void {
  let beyond = 0;
  let turnedAt = 0;
  viewer.container.addEventListener(
    'wheel',
    (event) => {
      const way = event.deltaY > 0 ? 'on' : 'back';
      const asleep = event.timeStamp - turnedAt < restFor;
      if (viewer.state().layout !== 'single' || event.ctrlKey || event.metaKey || event.deltaY === 0) return;
      if (asleep || !isAtEnd(viewer.container, way, false)) {
        beyond = 0;
        return;
      }
      const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 30 : 1;
      if (Math.sign(beyond) !== Math.sign(event.deltaY)) beyond = 0;
      beyond += event.deltaY * lines;
      if (Math.abs(beyond) < wheelFor) return;
      beyond = 0;
      turnedAt = event.timeStamp;
      turn(viewer, way);
    },
    { passive: true, signal },
  );
}
