// Jumping: to a page, along a link, back and forward; every jump remembers where it began.
import { resolveDestination } from './destinations.ts';
import { createHistory, isSamePlace } from './history.ts';
import { pageViewAt } from './parts.ts';
import { places } from './places.ts';
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Destination } from './destinations.ts';
import type { History, Place } from './history.ts';
import type { Parts } from './parts.ts';

/** Calls `report` whenever there begins or ceases to be a way back or forward. */
export function jumper(
  container: HTMLElement,
  { pages, links, on }: Parts,
  pdf: () => PDFDocumentProxy | null,
  report: (history: History) => void,
) {
  const { here, goTo } = places(container, pages);
  const history = createHistory(report);

  /** Does `move`; where it led somewhere else, that was a jump. */
  function jump(move: () => void) {
    const from = here();
    move();
    const to = here();
    if (from && to && !isSamePlace(from, to)) history.jumped(from);
  }

  function goToPage(page: number) {
    jump(() => {
      pages.currentPageNumber = Math.min(Math.max(1, page), pages.pagesCount);
      // A page that was current already is shown from its top all the same.
      pages.scrollPageIntoView({ pageNumber: pages.currentPageNumber });
    });
  }

  async function goToDestination(destination: Destination) {
    const document_ = pdf();
    const spot = document_ && (await resolveDestination(document_, destination));
    if (!spot || document_ !== pdf()) return;
    const byKeyboard = container.contains(document.activeElement);
    jump(() => {
      pages.scrollPageIntoView({
        pageNumber: spot.page + 1,
        destArray: spot.explicit,
        ignoreDestinationZoom: true,
      });
    });
    if (byKeyboard) follow(spot.page);
  }

  /** The link that had the focus may be taken down with its page: the focus goes along, at once to the pane, then to the page's text. */
  function follow(page: number) {
    const text = pageViewAt(pages, page)?.textLayer?.div;
    if (text?.isConnected) {
      text.focus({ preventScroll: true });
      return;
    }
    container.focus({ preventScroll: true });
    const stop = on('textlayerrendered', ({ source, pageNumber }) => {
      if (pageNumber !== page + 1) return;
      stop();
      if (document.activeElement === container) source.textLayer?.div.focus({ preventScroll: true });
    });
  }

  // pdf.js's own way waits for the text of the page and takes the focus whenever that comes, perhaps from somebody who writes.
  links.goToDestination = goToDestination;
  links.goToPage = (page: number | string) => {
    goToPage(Number(page));
  };

  const step = (way: (place: Place) => Place | null) => {
    const from = here();
    const to = from && way(from);
    if (!to) return;
    goTo(to);
    // A button that has nothing more to do gives up the focus, and nobody else would have the keys.
    requestAnimationFrame(() => {
      if (document.activeElement === document.body) container.focus({ preventScroll: true });
    });
  };
  const back = () => {
    step(history.back);
  };
  const forward = () => {
    step(history.forward);
  };
  links.setHistory({ back, forward, pushCurrentPosition: () => undefined });

  return {
    here,
    goTo,
    jump,
    goToPage,
    goToDestination,
    back,
    forward,
    /** Before a way of moving that ends later, for instance finding. */
    leave() {
      const from = here();
      if (from) history.jumped(from);
    },
  };
}
