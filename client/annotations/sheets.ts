// Where the pages near the visible part stand in the pane that scrolls, followed while it scrolls, zooms and changes its size.
import { startTransition, useEffect, useState } from 'react';
import type { Rect } from '#shared/annotations/anchor.ts';
import type { PageHandle } from '#client/reader/page-handle.ts';
import type { Viewer } from '#client/reader/viewer.ts';

/** A page: its place in px from the top of everything that scrolls. */
export interface Sheet {
  /** Counts from 0. */
  readonly index: number;
  readonly top: number;
  /** With the space up to the next page. */
  readonly height: number;
  /** px from the top of everything that scrolls. */
  topOf(rect: Rect): number;
}

export interface Sheets {
  readonly near: readonly Sheet[];
  /** Of everything that scrolls, px. */
  readonly height: number;
}

const none: Sheets = { near: [], height: 0 };

/** Pages count as near up to so many heights of the pane above and below. */
const reach = 0.75;

const sheetsOf = (viewer: Viewer): Sheets => {
  const pane = viewer.container;
  const origin = pane.getBoundingClientRect().top - pane.scrollTop;
  const [low, high] = [
    pane.scrollTop - reach * pane.clientHeight,
    pane.scrollTop + (1 + reach) * pane.clientHeight,
  ];
  const read = (index: number) => {
    const page = viewer.page(index);
    if (!page?.element.isConnected) return null;
    const { top, bottom, height } = page.element.getBoundingClientRect();
    const isNear = bottom - origin >= low && top - origin <= high;
    return isNear ? { page, top: top - origin, bottom: bottom - origin, scale: height / page.height } : null;
  };
  const walk = (from: number, step: 1 | -1) => {
    const found = [];
    for (let index = from, it = read(index); it; index += step, it = read(index)) found.push(it);
    return found;
  };
  const current = viewer.state().page - 1;
  const all = [...walk(current - 1, -1).reverse(), ...walk(current, 1)];
  return {
    height: pane.scrollHeight,
    near: all.map(({ page, top, bottom, scale }, i) => ({
      index: page.index,
      top,
      height: (all[i + 1]?.top ?? bottom) - top,
      topOf: (rect) => top + topOn(page, rect) * scale,
    })),
  };
};

const topOn = (page: PageHandle, rect: Rect) => page.pdfToShown(rect).top;

const keyOf = ({ near, height }: Sheets) =>
  [
    height,
    ...near.flatMap(({ index, top, height: own }) => [index, Math.round(top), Math.round(own)]),
  ].join();

/** Changes only when another page comes near or the pages are laid out anew; `onScroll` hears of every step. */
export const useSheets = (viewer: Viewer, onScroll: () => void): Sheets => {
  const [sheets, setSheets] = useState(none);
  useEffect(() => {
    const pane = viewer.container;
    let frame = 0;
    let known = '';
    const look = () => {
      frame = 0;
      const now = sheetsOf(viewer);
      const key = keyOf(now);
      if (key === known) return;
      known = key;
      // The cards of a page that comes near may take their time: scrolling goes first.
      startTransition(() => {
        setSheets(now);
      });
    };
    const soon = () => {
      frame ||= requestAnimationFrame(look);
    };
    const scrolled = () => {
      onScroll();
      soon();
    };
    pane.addEventListener('scroll', scrolled, { passive: true });
    const resized = new ResizeObserver(scrolled);
    resized.observe(pane);
    if (pane.firstElementChild) resized.observe(pane.firstElementChild);
    const unsubscribe = viewer.subscribe(soon);
    const stop = viewer.onPageRendered(soon);
    scrolled();
    return () => {
      cancelAnimationFrame(frame);
      pane.removeEventListener('scroll', scrolled);
      resized.disconnect();
      unsubscribe();
      stop();
    };
  }, [viewer, onScroll]);
  return sheets;
};
