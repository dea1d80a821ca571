// Finds what a link or a mention leads to, in the text of the pages, without scrolling to it.
import { resolveDestination } from '#client/reader/destinations.ts';
import { linesOfPage } from './lines.ts';
import { findOnPage, regionAt } from './regions.ts';
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Box } from '#client/reader/box.ts';
import type { Destination } from '#client/reader/destinations.ts';
import type { TextPiece } from './lines.ts';
import type { Mention, MentionKind } from './mention.ts';
import type { Found, PrintedPage } from './regions.ts';

/** `page` counts from 0; `region` in points of the page as shown. */
export interface Sight {
  page: number;
  region: Box;
  /** For those who do not see it. */
  text: string;
}

const inReferences: ReadonlySet<MentionKind> = new Set(['reference', 'citation']);

/** From this score on a hit needs no comparison with other pages. */
const sure = 4;

export function sightFinder(pdf: () => PDFDocumentProxy | null) {
  const read = new WeakMap<PDFDocumentProxy, Map<number, Promise<PrintedPage>>>();
  const printed = (document_: PDFDocumentProxy, page: number): Promise<PrintedPage> => {
    const pages = read.get(document_) ?? new Map<number, Promise<PrintedPage>>();
    read.set(document_, pages);
    const known = pages.get(page) ?? readPage(document_, page);
    pages.set(page, known);
    return known;
  };

  return {
    async along(destination: Destination): Promise<Sight | null> {
      const document_ = pdf();
      const spot = document_ && (await resolveDestination(document_, destination));
      if (!spot) return null;
      const viewport = (await document_.getPage(spot.page + 1)).getViewport({ scale: 1 });
      const [x = 0, y = 0] = viewport.convertToViewportPoint(spot.x ?? 0, spot.y ?? 0) as number[];
      const page = await printed(document_, spot.page);
      const { region, text } = regionAt(page, spot.x === null ? null : x, spot.y === null ? null : y);
      return { page: spot.page, region, text };
    },

    /** `from` is the page where it is mentioned: pictures are looked for near by, references from the end. */
    async of(mention: Mention, from: number, signal: AbortSignal): Promise<Sight | null> {
      const document_ = pdf();
      if (!document_) return null;
      let best: (Found & { page: number }) | null = null;
      for (const page of order(document_.numPages, inReferences.has(mention.kind) ? null : from)) {
        if (signal.aborted) return null;
        const found = findOnPage(await printed(document_, page), mention);
        if (!found || (best && best.score >= found.score)) continue;
        best = { ...found, page };
        if (best.score >= sure) break;
      }
      return best;
    },
  };
}

async function readPage(document_: PDFDocumentProxy, index: number): Promise<PrintedPage> {
  const page = await document_.getPage(index + 1);
  const viewport = page.getViewport({ scale: 1 });
  const { items } = await page.getTextContent({ disableNormalization: true });
  const pieces = items.filter((item): item is (typeof items)[number] & TextPiece => 'str' in item);
  const toShown = (x: number, y: number): [number, number] => {
    const [left = 0, top = 0] = viewport.convertToViewportPoint(x, y) as number[];
    return [left, top];
  };
  return { width: viewport.width, height: viewport.height, lines: linesOfPage(pieces, toShown) };
}

/** From a page outwards to both sides; from the end backwards where there is none. */
function* order(count: number, from: number | null): Generator<number> {
  if (from === null) {
    for (let page = count - 1; page >= 0; page--) yield page;
    return;
  }
  yield from;
  for (let away = 1; away < count; away++) {
    if (from + away < count) yield from + away;
    if (from - away >= 0) yield from - away;
  }
}
