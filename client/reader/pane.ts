// An open PDF with the element that it scrolls in: made where it is shown, or before React is there and moved to its place then.
import { openViewer } from './viewer.ts';
import type { ViewerFault } from './load-document.ts';
import type { Viewer } from './viewer.ts';
import type { Fit } from './zoom.ts';

export interface Pane {
  readonly container: HTMLDivElement;
  readonly viewer: Viewer;
  /** Tells what has happened already and what will. */
  follow(listener: PaneListener): void;
  /** Closes the document and takes the element away. */
  end(): void;
}

interface PaneListener {
  /** `signal` aborts when the pane ends. */
  readonly onReady: (signal: AbortSignal) => void;
  readonly onError: (fault: ViewerFault) => void;
}

interface PaneOptions {
  /** Where the element is put, as its last child; what is absolutely positioned in it fills it. */
  readonly place: HTMLElement;
  readonly url: string;
  readonly bytes?: number | undefined;
  readonly initialScale?: number | Fit | undefined;
}

export const openPane = ({ place, url, bytes, initialScale }: PaneOptions): Pane => {
  const ended = new AbortController();
  const container = document.createElement('div');
  container.className = 'reader-scroller';
  // Before its style sheet too: pdf.js looks at it once, when it begins.
  container.style.position = 'absolute';
  container.tabIndex = 0;
  container.setAttribute('role', 'region');
  container.setAttribute('aria-label', 'Paper');
  const pages = document.createElement('div');
  pages.className = 'pdfViewer';
  container.append(pages);
  place.append(container);

  let isReady = false;
  let fault: ViewerFault | null = null;
  let listener: PaneListener | null = null;
  const viewer = openViewer({
    ...{ container, viewer: pages, url, bytes, initialScale, signal: ended.signal },
    onReady: () => {
      isReady = true;
      listener?.onReady(ended.signal);
    },
    onError: (kind) => {
      fault = kind;
      listener?.onError(kind);
    },
  });
  return {
    container,
    viewer,
    follow: (follower) => {
      listener = follower;
      if (isReady) follower.onReady(ended.signal);
      else if (fault !== null) follower.onError(fault);
    },
    end: () => {
      listener = null;
      ended.abort();
      container.remove();
    },
  };
};

// Not in every browser: moves an element without taking it out, so that focus and selection stay.
const canMove = (): boolean => 'moveBefore' in Element.prototype;

/** Puts a pane's element somewhere else on the page; what is read stays in view. */
export const movePane = ({ container }: Pane, place: HTMLElement): void => {
  const { scrollTop, scrollLeft } = container;
  if (canMove()) place.moveBefore(container, null);
  else place.append(container);
  container.scrollTo({ top: scrollTop, left: scrollLeft, behavior: 'instant' });
};
