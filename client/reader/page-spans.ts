// Where the pages lie in what is scrolled, measured anew when pages come or change their size.
import { useEffect, useState } from 'react';
import type { Target } from '#shared/annotations/anchor.ts';
import type { PageSpan } from './activity.ts';
import type { Highlight } from './highlights.ts';
import type { PageHandle } from './page-handle.ts';
import type { Viewer } from './viewer.ts';

export interface PageSpans {
  spans: readonly PageSpan[];
  /** A single page is shown at a time: what is scrolled is that page. */
  single: boolean;
}

export function usePageSpans(viewer: Viewer, container: HTMLElement, pageCount: number): PageSpans {
  const [spans, setSpans] = useState<PageSpans>({ spans: [], single: false });
  useEffect(() => {
    let frame = 0;
    const measure = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        setSpans(spansOf(viewer, container, pageCount));
      });
    };
    const observer = new ResizeObserver(measure);
    for (const element of [container, ...container.children]) observer.observe(element);
    measure();
    return () => {
      cancelAnimationFrame(frame);
      observer.disconnect();
    };
  }, [viewer, container, pageCount]);
  return spans;
}

function spansOf(viewer: Viewer, container: HTMLElement, pageCount: number): PageSpans {
  const pages = Array.from({ length: pageCount }, (_, index) => viewer.page(index));
  const all = container.scrollHeight;
  const isOneBelowTheOther = pages.every(
    (page) => page?.element.isConnected && page.element.offsetHeight > 0,
  );
  if (isOneBelowTheOther) {
    const spans = pages.map((page) => ({
      top: (page?.element.offsetTop ?? 0) / all,
      height: (page?.element.offsetHeight ?? 0) / all,
    }));
    return { spans, single: false };
  }
  // The strip stands for the whole document all the same.
  const sum = pages.reduce((height, page) => height + (page?.height ?? 0), 0);
  let top = 0;
  const spans = pages.map((page) => {
    const height = (page?.height ?? 0) / sum;
    top += height;
    return { top: top - height, height };
  });
  return { spans, single: true };
}

/** Tells how far down its page, as a share, an annotation begins; remembered, because targets never change. */
export function downOfPages(viewer: Viewer): (highlight: Highlight) => number {
  const known = new WeakMap<readonly Target[], number>();
  const pages = new Map<number, PageHandle | null>();
  return ({ targets }) => {
    const [first] = targets;
    const rect = first?.rects[0];
    const remembered = known.get(targets);
    if (remembered !== undefined || !first || !rect) return remembered ?? 0;
    if (!pages.has(first.page)) pages.set(first.page, viewer.page(first.page));
    const page = pages.get(first.page);
    const down = page ? page.pdfToShown(rect).top / page.height : 0;
    known.set(targets, down);
    return down;
  };
}
