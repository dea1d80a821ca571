// The paper and the pane beside it scroll as one: whichever is moved, by wheel, finger, key or focus, the other follows.
import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import type { Viewer } from '#client/reader/viewer.ts';
import { useSheets, type Sheets } from './sheets.ts';

/** px by which two places may differ and be the same: browsers round them. */
const still = 1;

export interface JointScroll {
  /** Scrolls. */
  readonly pane: RefObject<HTMLDivElement | null>;
  /** All the pane holds; its only child is moved so that the paper's px are its own. */
  readonly layer: RefObject<HTMLDivElement | null>;
  readonly sheets: Sheets;
  /** The height of the pane, px. */
  readonly room: number;
  /** How much lower than the paper's pane it begins, px. */
  readonly down: number;
}

export const useJointScroll = (viewer: Viewer): JointScroll => {
  const pane = useRef<HTMLDivElement>(null);
  const layer = useRef<HTMLDivElement>(null);
  // Where it was put by following: an event from there is an echo.
  const put = useRef(-1);
  // Only this at every step of a scroll: neither a style is written nor a size asked for.
  const follow = useCallback(() => {
    if (!pane.current) return;
    pane.current.scrollTop = viewer.container.scrollTop;
    put.current = pane.current.scrollTop;
  }, [viewer]);
  const fit = useCallback(() => {
    const paper = viewer.container;
    if (!pane.current || !layer.current) return;
    const lower = pane.current.getBoundingClientRect().top - paper.getBoundingClientRect().top;
    const height = paper.scrollHeight - paper.clientHeight + pane.current.clientHeight;
    layer.current.style.height = `${String(height)}px`;
    const cards = layer.current.firstElementChild;
    if (cards instanceof HTMLElement) cards.style.transform = `translateY(${String(-Math.round(lower))}px)`;
    follow();
  }, [viewer, follow]);
  const sheets = useSheets(viewer, follow);
  // The head of the panel may have grown or shrunk, and the pages may be laid out anew.
  useLayoutEffect(fit);

  const [{ room, down }, setPlace] = useState({ room: 0, down: 0 });
  useEffect(() => {
    const element = pane.current;
    if (!element) return;
    const resized = new ResizeObserver(() => {
      const lower = element.getBoundingClientRect().top - viewer.container.getBoundingClientRect().top;
      setPlace({ room: element.clientHeight, down: Math.round(lower) });
      fit();
    });
    resized.observe(element);
    const onScroll = () => {
      if (Math.abs(element.scrollTop - put.current) <= still) return;
      put.current = element.scrollTop;
      viewer.container.scrollTop = element.scrollTop;
    };
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      resized.disconnect();
      element.removeEventListener('scroll', onScroll);
    };
  }, [viewer, fit]);
  return { pane, layer, sheets, room, down };
};
