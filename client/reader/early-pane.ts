// The paper before React is there: opened by client/early-paper.ts at the place where the reader will draw it, and handed over then.
import { openPane, type Pane } from './pane.ts';
import type { Fit } from './zoom.ts';

let early: { readonly url: string; readonly pane: Pane; readonly frame: HTMLElement } | null = null;

/** Opens a PDF over the skeleton of the page that is still to come. */
export const openEarlyPane = (url: string, initialScale: Fit): Pane => {
  const frame = document.createElement('div');
  frame.className = 'reader early-reader';
  document.body.append(frame);
  const pane = openPane({ place: frame, url, initialScale });
  early = { url, pane, frame };
  return pane;
};

/** The pane of this PDF, once; the frame around it goes with the next painting, when it has moved. */
export const takeEarlyPane = (url: string): Pane | null => {
  if (early?.url !== url) return null;
  const { pane, frame } = early;
  early = null;
  requestAnimationFrame(() => {
    frame.remove();
  });
  return pane;
};

/** Nobody will show it. */
export const dropEarlyPane = (): void => {
  early?.pane.end();
  early?.frame.remove();
  early = null;
};
