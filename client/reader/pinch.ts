// Zooming by hand: Ctrl + wheel, a pinch on a touch pad or with two fingers on the screen; what is pointed at stays where it is.
import type { PDFViewer } from 'pdfjs-dist/legacy/web/pdf_viewer.mjs';

/** Until the pages are drawn anew, after the last movement: they are stretched at once. */
const drawingDelay = 300;
/** Milliseconds without zooming after which a new movement begins. */
const oneMovement = 300;

export function zoomByHand(container: HTMLElement, pages: PDFViewer, signal: AbortSignal): void {
  const zoom = zoomer(container, pages);

  // Browsers report a pinch on a touch pad as a wheel with Ctrl.
  const onWheel = (event: WheelEvent) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 30 : 1;
    zoom(Math.exp((-event.deltaY * lines) / 300), event.clientX, event.clientY);
  };

  let apart = 0;
  const onTouch = (event: TouchEvent) => {
    const [one, other] = event.touches;
    const before = apart;
    apart = one && other ? Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY) : 0;
    if (!one || !other || event.type !== 'touchmove') return;
    // The browser would stretch the whole page, tools and all, and leave the print blurred.
    if (event.cancelable) event.preventDefault();
    if (before > 0 && apart > 0)
      zoom(apart / before, (one.clientX + other.clientX) / 2, (one.clientY + other.clientY) / 2);
  };

  container.addEventListener('wheel', onWheel, { passive: false, signal });
  for (const type of ['touchstart', 'touchmove', 'touchend', 'touchcancel'] as const)
    container.addEventListener(type, onTouch, { passive: false, signal });
}

function zoomer(container: HTMLElement, pages: PDFViewer) {
  // Scales are whole percents: movements that are smaller count together.
  let unspent = 1;
  // One spot for all of a movement: panes scroll by whole pixels, and the rests would add up.
  let held: Spot | null = null;
  let last = 0;

  return (factor: number, x: number, y: number) => {
    const scale = pages.currentScale;
    unspent = Math.min(Math.max(unspent * factor, 0.25), 4);
    if (Math.round(scale * unspent * 100) === Math.round(scale * 100)) return;
    const now = performance.now();
    if (now - last > oneMovement || !held?.sheet.isConnected) held = spotAt(container, x, y);
    last = now;
    pages.updateScale({ scaleFactor: unspent, drawingDelay });
    const spent = pages.currentScale / scale;
    // At the largest and the smallest scale there is nothing to be saved up.
    unspent = spent === 1 ? 1 : unspent / spent;
    if (!held) return;
    const { left, top, width, height } = held.sheet.getBoundingClientRect();
    container.scrollBy({
      left: left + held.across * width - x,
      top: top + held.down * height - y,
      behavior: 'instant',
    });
  };
}

/** A point of a page, in shares of its width and height. */
interface Spot {
  sheet: Element;
  across: number;
  down: number;
}

function spotAt(container: HTMLElement, x: number, y: number): Spot | null {
  const sheet = sheetAt(container, x, y);
  if (!sheet) return null;
  const { left, top, width, height } = sheet.getBoundingClientRect();
  return { sheet, across: (x - left) / width, down: (y - top) / height };
}

/** The page under a point of the window, else the one nearest to it in height. */
function sheetAt(container: HTMLElement, x: number, y: number): Element | null {
  const under = document.elementFromPoint(x, y)?.closest('.page');
  if (under && container.contains(under)) return under;
  const away = (sheet: Element) => {
    const { top, bottom } = sheet.getBoundingClientRect();
    return Math.max(top - y, y - bottom);
  };
  const sheets = [...container.querySelectorAll('.page')];
  return sheets.reduce<Element | null>(
    (nearest, sheet) => (nearest && away(nearest) <= away(sheet) ? nearest : sheet),
    null,
  );
}
