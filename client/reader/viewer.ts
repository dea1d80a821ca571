// An open PDF behind one small interface: everything the reader may ask of pdf.js.
import { setLayout } from './layout.ts';
import { faultOf, loadDocument } from './load-document.ts';
import { finder, noFind } from './find.ts';
import { jumper } from './jumps.ts';
import { readOutline } from './outline.ts';
import { pageHandle } from './page-handle.ts';
import { createParts, pageViewAt } from './parts.ts';
import { picturesOn } from './paper/pictures.ts';
import { peeker } from './peek/peeker.ts';
import { zoomByHand } from './pinch.ts';
import { makePrintSheets } from './print/print-sheets.ts';
import { reveal } from './reveal.ts';
import { createStore } from './store.ts';
import { thumbnailer } from './thumbnailer.ts';
import { readWholeText } from './whole-text.ts';
import { isFit, keepFit } from './zoom.ts';
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { PDFPageView } from 'pdfjs-dist/legacy/web/pdf_viewer.mjs';
import type { Rect } from '#shared/annotations/anchor.ts';
import type { FindCommand, FindResult } from './find.ts';
import type { ViewerFault } from './load-document.ts';
import type { History, Place } from './history.ts';
import type { OutlineItem } from './outline.ts';
import type { PageHandle } from './page-handle.ts';
import type { Peeker } from './peek/peeker.ts';
import type { PrintSheets } from './print/print-sheets.ts';
import type { Store } from './store.ts';
import type { Layout } from './taste.ts';
import type { Fit } from './zoom.ts';

export interface ViewerState extends History {
  /** Counts from 1. */
  page: number;
  /** 0 until the document is open. */
  pageCount: number;
  /** Where the file names its pages otherwise than 1, 2, 3. */
  pageLabel: string | null;
  /** 1 is 100 %. */
  scale: number;
  fit: Fit | null;
  layout: Layout;
  find: FindResult;
}

export interface Viewer extends Store<ViewerState> {
  /** The pane that scrolls. */
  container: HTMLElement;
  /** Counts from 1; the nearest page where there is none. */
  goToPage(page: number): void;
  /** Turning pages is no jump: there is no way back to be remembered. */
  nextPage(): void;
  previousPage(): void;
  /** Where the pane stands; null while there is no page. */
  here(): Place | null;
  /** As remembered by somebody else; no jump. */
  goToPlace(place: Place): void;
  /** To and fro among the places that were left by jumps. */
  back(): void;
  forward(): void;
  setScale(scale: number | Fit): void;
  zoomIn(): void;
  zoomOut(): void;
  setLayout(layout: Layout): void;
  find(command: FindCommand): void;
  closeFind(): void;
  /** What links and mentions lead to, without going there. */
  peek: Peeker;
  /** Where a page's pictures stand, user space; none where that cannot be told. */
  pictures(pageIndex: number): Promise<Rect[]>;
  /** The pages for the printer, drawn one after the other; null when there is no document any more. */
  printSheets(onPage: (page: number) => void, signal: AbortSignal): Promise<PrintSheets | null>;
  /** The PDF itself, all of it; null when there is no document any more. */
  file(): Promise<Blob | null>;
  /** The words of all pages, for copying; empty when there is no document any more. */
  wholeText(): Promise<string>;
  outline(): Promise<OutlineItem[]>;
  goToOutline(item: OutlineItem): void;
  /** `width` in CSS pixels; null when cancelled. */
  thumbnail(pageIndex: number, width: number, signal: AbortSignal): Promise<HTMLCanvasElement | null>;
  /** Counts from 0; null where there is no such page, or no document yet. */
  page(pageIndex: number): PageHandle | null;
  /** The pages that are drawn now. */
  renderedPages(): PageHandle[];
  /** Whether any page has been drawn so far. */
  isPainted(): boolean;
  /** After each drawing of a page, at first and when the zoom changed; returns how to stop listening. */
  onPageRendered(listener: (page: PageHandle) => void): () => void;
  /** After each time that a page's text has come to its place. */
  onTextRendered(listener: () => void): () => void;
  /** Brings a rectangle (PDF user space) into view; where it is in view already nothing moves. */
  reveal(pageIndex: number, rect: Rect): void;
  destroy(): void;
}

interface ViewerOptions {
  /** Scrolls; must be absolutely positioned and visible. */
  container: HTMLDivElement;
  /** The only child of `container`. */
  viewer: HTMLDivElement;
  url: string;
  /** The file's size where it is known: large files are fetched page by page. */
  bytes?: number | undefined;
  signal: AbortSignal;
  initialScale?: number | Fit | undefined;
  onReady: () => void;
  onError: (fault: ViewerFault) => void;
}

export function openViewer(options: ViewerOptions): Viewer {
  const { container, url, bytes, initialScale = 'auto', onReady, onError } = options;
  const ended = new AbortController();
  const signal = AbortSignal.any([options.signal, ended.signal]);
  const parts = createParts(container, options.viewer, signal);
  const { pages, on } = parts;
  const state = createStore<ViewerState>({
    page: 1,
    pageCount: 0,
    pageLabel: null,
    scale: 1,
    fit: null,
    layout: 'continuous',
    find: noFind,
    canGoBack: false,
    canGoForward: false,
  });
  const task = loadDocument(url, bytes);
  let pdf: PDFDocumentProxy | null = null;

  on('pagesinit', () => {
    pages.currentScaleValue = String(initialScale);
    state.set({ pageCount: pages.pagesCount });
    onReady();
  });
  on('pagechanging', ({ pageNumber, pageLabel }) => {
    state.set({ page: pageNumber, pageLabel });
  });
  on('scalechanging', ({ scale, presetValue }) => {
    state.set({ scale, fit: isFit(presetValue) ? presetValue : null });
  });
  let isPainted = false;
  on('pagerendered', () => {
    isPainted = true;
  });
  const jumps = jumper(
    container,
    parts,
    () => pdf,
    (history) => {
      state.set(history);
    },
  );
  keepFit(container, pages, signal);
  zoomByHand(container, pages, signal);

  const isEnded = () => signal.aborted;
  async function open() {
    pdf = await task.promise;
    if (isEnded()) return;
    parts.open(pdf);
    const labels = await pdf.getPageLabels();
    if (isEnded() || !labels || labels.every((label, i) => label === String(i + 1))) return;
    pages.setPageLabels(labels);
    state.set({ pageLabel: pages.currentPageLabel });
  }
  open().catch((error: unknown) => {
    if (!isEnded()) onError(faultOf(error));
  });

  function destroy() {
    if (ended.signal.aborted) return;
    ended.abort();
    parts.close();
    task.destroy();
  }
  options.signal.addEventListener('abort', destroy, { once: true });

  function bring(pageIndex: number, rect: Rect) {
    const view = pageViewAt(pages, pageIndex);
    if (!view) return;
    jumps.jump(() => {
      if (!view.div.isConnected) pages.currentPageNumber = pageIndex + 1;
      reveal(container, pageHandle(view, pageIndex), rect);
    });
  }

  return {
    container,
    state: state.state,
    subscribe: state.subscribe,
    goToPage: jumps.goToPage,
    nextPage: () => {
      pages.nextPage();
    },
    previousPage: () => {
      pages.previousPage();
    },
    here: jumps.here,
    goToPlace: jumps.goTo,
    back: jumps.back,
    forward: jumps.forward,
    setScale: (scale) => {
      pages.currentScaleValue = String(scale);
    },
    zoomIn: () => {
      pages.increaseScale();
    },
    zoomOut: () => {
      pages.decreaseScale();
    },
    setLayout: (layout) => {
      setLayout(pages, layout, jumps);
      state.set({ layout });
    },
    ...finder(parts, jumps.leave, (find) => {
      state.set({ find });
    }),
    peek: peeker(
      () => pdf,
      parts,
      ({ page, region }) => {
        const view = pageViewAt(pages, page);
        if (view) bring(page, pageHandle(view, page).shownToPdf(region));
      },
    ),
    pictures: async (pageIndex) => (pdf ? picturesOn(pdf, pageIndex) : []),
    printSheets: async (onPage, stopped) =>
      pdf && makePrintSheets(pdf, onPage, AbortSignal.any([stopped, signal])),
    file: async () =>
      pdf && new Blob([(await pdf.getData()) as Uint8Array<ArrayBuffer>], { type: 'application/pdf' }),
    wholeText: async () => (pdf ? readWholeText(pdf) : ''),
    outline: async () => (pdf ? readOutline(pdf) : []),
    goToOutline: ({ destination }) => {
      if (destination) void jumps.goToDestination(destination);
    },
    thumbnail: thumbnailer(() => pdf, parts),
    page: (pageIndex) => {
      const view = pageViewAt(pages, pageIndex);
      return view ? pageHandle(view, pageIndex) : null;
    },
    renderedPages: () =>
      Array.from(pages.getCachedPageViews() as Set<PDFPageView>, (view) =>
        pageHandle(view, Number(view.id) - 1),
      ),
    isPainted: () => isPainted,
    onTextRendered: (listener) => on('textlayerrendered', listener),
    onPageRendered: (listener) =>
      on('pagerendered', ({ source, pageNumber, isDetailView }) => {
        if (!isDetailView) listener(pageHandle(source, pageNumber - 1));
      }),
    reveal: bring,
    destroy,
  };
}
