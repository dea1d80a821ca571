// Where a page went: for areas, which have no words of their own.
import type { Alignment } from './align.ts';
import type { Stream } from './stream.ts';

export interface PagePlace {
  /** -1 when the new version has no such page. */
  readonly page: number;
  /** The share of characters that both pages have in common, 0 to 1. */
  readonly confidence: number;
  readonly settled: boolean;
}

/** From so large a share of common text on, a page counts as the same. */
const sameFrom = 0.97;

/** For each page of the old version the page that has most of its text; asked again, it answers from memory. */
export function pageLikeness(old: Stream, fresh: Stream, { toNew }: Alignment): (page: number) => PagePlace {
  const known = new Map<number, PagePlace>();
  const look = (page: number): PagePlace => {
    const shares = new Map<number, number>();
    const [start, end] = [old.offsetOf(page, 0), old.offsetOf(page + 1, 0)];
    for (let at = start; at < end; at++) {
      const place = toNew[at] ?? -1;
      if (place < 0) continue;
      const there = fresh.pageAt(place);
      shares.set(there, (shares.get(there) ?? 0) + 1);
    }
    const [best, common] = [...shares].reduce((most, each) => (each[1] > most[1] ? each : most), [-1, 0]);
    const pages = fresh.pageStarts.length - 1;
    // Without text in common the page with the same number is the best guess.
    if (best < 0) return { page: page < pages ? page : -1, confidence: 0, settled: false };
    const length = fresh.offsetOf(best + 1, 0) - fresh.offsetOf(best, 0);
    const confidence = Math.round(((2 * common) / (end - start + length)) * 100) / 100;
    return { page: best, confidence, settled: confidence >= sameFrom };
  };
  return (page) => {
    const place = known.get(page) ?? look(page);
    known.set(page, place);
    return place;
  };
}
