// A deck that is shown: opened once, one slide drawn at a time, with those beside it ready before they are asked for.
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { loadDocument } from '#client/reader/load-document.ts';
import { fitInto, type Size } from './fit.ts';

/** Drawn slides that are kept: the present one and its neighbours, large and small. */
const keptAtMost = 8;
export interface SlideDeck {
  /** Resolves when the file can be drawn from; rejects when it cannot be read. */
  readonly ready: Promise<unknown>;
  /** The slide (from 0) as large as fits into `box`. */
  draw(slide: number, box: Size): Promise<HTMLCanvasElement>;
  /** What it says, for those who do not see it. */
  textOf(slide: number): Promise<string>;
  end(): void;
}

/** All of the file is fetched at once, so that a bad network later takes no slide away. */
export const openSlideDeck = (url: string): SlideDeck => {
  const loading = loadDocument(url);
  const drawn = new Map<string, Promise<HTMLCanvasElement>>();
  let last: Promise<unknown> = Promise.resolve();

  const free = (canvas: HTMLCanvasElement) => {
    canvas.width = 0;
    canvas.height = 0;
  };

  const render = async (pdf: PDFDocumentProxy, slide: number, box: Size) => {
    const page = await pdf.getPage(slide + 1);
    // As the file wants it shown: turned pages are turned here.
    const { scale, width, height } = fitInto(page.getViewport({ scale: 1 }), box);
    const canvas = document.createElement('canvas');
    canvas.width = width;
    canvas.height = height;
    await page.render({ canvas, viewport: page.getViewport({ scale }) }).promise;
    page.cleanup();
    return canvas;
  };

  return {
    ready: loading.promise,
    draw: (slide, box) => {
      const key = `${String(slide)} ${String(box.width)}x${String(box.height)}`;
      const known = drawn.get(key);
      drawn.delete(key);
      const canvas =
        known ??
        // One after the other, so that what is on the screen never waits for several that are not.
        (last = Promise.all([loading.promise, last.catch(() => undefined)]).then(([pdf]) =>
          render(pdf, slide, box),
        ) as Promise<HTMLCanvasElement>);
      const kept = canvas as Promise<HTMLCanvasElement>;
      drawn.set(key, kept);
      kept.catch(() => drawn.delete(key));
      for (const [oldest, old] of drawn) {
        if (drawn.size <= keptAtMost) break;
        drawn.delete(oldest);
        void old.then(free, () => undefined);
      }
      return kept;
    },
    textOf: async (slide) => {
      const page = await (await loading.promise).getPage(slide + 1);
      const { items } = await page.getTextContent();
      return items
        .map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : ''))
        .join('')
        .trim();
    },
    end: () => {
      loading.destroy();
      for (const canvas of drawn.values()) void canvas.then(free, () => undefined);
      drawn.clear();
    },
  };
};
