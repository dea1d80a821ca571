// Keeps an element over a page above its text: pdf.js throws a page's children away whenever it draws the page anew.
import { heightOf, widthOf } from './box.ts';
import type { Box } from './box.ts';
import type { PageHandle } from './page-handle.ts';
import type { Viewer } from './viewer.ts';

/** Puts the element on the page until the signal aborts; the keyboard's focus in it survives zooming. */
export function keepOnPage(
  viewer: Pick<Viewer, 'page' | 'onPageRendered'>,
  pageIndex: number,
  element: HTMLElement,
  signal: AbortSignal,
): void {
  let focused: Element | null = null;
  const put = (page: PageHandle) => {
    if (page.index !== pageIndex || page.element.contains(element)) return;
    page.element.append(element);
    if (focused instanceof HTMLElement && document.activeElement === document.body)
      focused.focus({ preventScroll: true });
  };
  element.addEventListener('focusin', ({ target }) => {
    focused = target instanceof Element ? target : null;
  });
  element.addEventListener('focusout', ({ relatedTarget }) => {
    if (relatedTarget !== null) focused = null;
  });
  const page = viewer.page(pageIndex);
  if (page) put(page);
  const stop = viewer.onPageRendered(put);
  signal.addEventListener('abort', () => {
    stop();
    element.remove();
  });
}

/** In shares of the page, so that zooming needs no further care. */
export function placeOnPage(
  element: HTMLElement,
  box: Box,
  page: Pick<PageHandle, 'width' | 'height'>,
): void {
  const percent = (part: number, whole: number) => `${String((part / whole) * 100)}%`;
  element.style.left = percent(box.left, page.width);
  element.style.top = percent(box.top, page.height);
  element.style.width = percent(widthOf(box), page.width);
  element.style.height = percent(heightOf(box), page.height);
}
