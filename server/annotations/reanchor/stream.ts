// All pages of a file as one stream of comparable characters, with the way back to pages and condensed offsets.
import { condense, type Range } from '#shared/annotations/page-text.ts';
import { comparable } from './comparable.ts';

/** A stretch of one page in condensed offsets, half-open. */
export interface PageRange extends Range {
  readonly page: number;
}

export interface Stream {
  /** The pages' condensed texts one after the other. */
  readonly condensed: string;
  /** Where each page begins in `condensed`; one more entry for the end. */
  readonly pageStarts: readonly number[];
  /** What is compared, and where in `condensed` each character of it stands. */
  readonly text: string;
  readonly map: Uint32Array;
  /** The page of a comparable character. */
  pageAt(offset: number): number;
  /** The first comparable character that stands at or after a page's condensed offset. */
  offsetOf(page: number, condensed: number): number;
  /** A comparable range, which lies on one page, as that page's condensed range. */
  toPage(range: Range): PageRange;
}

export function streamOf(pages: readonly string[]): Stream {
  const pageStarts = [0];
  let condensed = '';
  for (const page of pages) {
    condensed += condense(page).condensed;
    pageStarts.push(condensed.length);
  }
  const { text, map } = comparable(condensed);
  const pageAt = (offset: number): number => {
    const place = map[offset] ?? condensed.length;
    return Math.max(0, Math.min(pages.length, lowest(pageStarts, place + 1)) - 1);
  };
  return {
    condensed,
    pageStarts,
    text,
    map,
    pageAt,
    offsetOf: (page, offset) => lowest(map, (pageStarts[page] ?? condensed.length) + offset),
    toPage: ({ start, end }) => {
      const page = pageAt(start);
      const begin = pageStarts[page] ?? 0;
      const last = map[end - 1] ?? condensed.length - 1;
      // A character of two units is taken whole.
      const wide = (condensed.codePointAt(last) ?? 0) > 0xffff ? 2 : 1;
      return { page, start: (map[start] ?? 0) - begin, end: last + wide - begin };
    },
  };
}

/** The index of the first of the ascending numbers that is at least `wanted`. */
function lowest(numbers: ArrayLike<number>, wanted: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((numbers[middle] ?? Infinity) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
