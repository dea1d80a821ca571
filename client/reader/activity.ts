// Where in a document something is marked, gathered for a strip as high as the pane: few ticks however many marks there are.
import type { Highlight } from './highlights.ts';

/** Where a page lies in what is scrolled, as shares of its whole height. */
export interface PageSpan {
  top: number;
  height: number;
}

export interface Tick {
  /** Share of the whole height. */
  at: number;
  /** The kind of most of them. */
  kind: string;
  count: number;
  mine: boolean;
  unread: boolean;
}

/** Marks of each kind. */
export type Counts = ReadonlyMap<string, number>;

export interface Activity {
  ticks: readonly Tick[];
  byPage: ReadonlyMap<number, Counts>;
}

/** More than this many ticks cannot be told apart on a screen. */
export const tickLimit = 240;

interface Bin {
  kinds: Map<string, number>;
  count: number;
  mine: boolean;
  unread: boolean;
}

/** One pass over the marks; `downOf` tells how far down its page one begins, as a share. What is quiet is left out. */
export function gatherActivity(
  highlights: readonly Highlight[],
  pages: readonly PageSpan[],
  downOf: (highlight: Highlight) => number,
): Activity {
  const bins = new Map<number, Bin>();
  const byPage = new Map<number, Map<string, number>>();
  for (const highlight of highlights) {
    const index = highlight.targets[0]?.page;
    const page = index === undefined ? undefined : pages[index];
    if (index === undefined || !page || highlight.quiet) continue;
    const { kind, mine = false, unread = false } = highlight;
    const here = byPage.get(index) ?? new Map<string, number>();
    byPage.set(index, here.set(kind, (here.get(kind) ?? 0) + 1));
    const share = page.top + page.height * Math.min(1, Math.max(0, downOf(highlight)));
    const at = Math.min(tickLimit - 1, Math.floor(share * tickLimit));
    const bin = bins.get(at) ?? { kinds: new Map<string, number>(), count: 0, mine: false, unread: false };
    bin.kinds.set(kind, (bin.kinds.get(kind) ?? 0) + 1);
    bin.count += 1;
    bin.mine ||= mine;
    bin.unread ||= unread;
    bins.set(at, bin);
  }
  const ticks = Array.from(bins, ([at, { kinds, ...bin }]) => ({
    at: at / tickLimit,
    kind: [...kinds].reduce((most, each) => (each[1] > most[1] ? each : most))[0],
    ...bin,
  }));
  return { ticks: ticks.toSorted((a, b) => a.at - b.at), byPage };
}

/** The page, counted from 0, that a share of the whole height falls on, or the last before it. */
export function pageAt(pages: readonly PageSpan[], share: number): number {
  return Math.max(
    0,
    pages.findLastIndex(({ top }) => top <= share),
  );
}

/** The next page with marks from one page in a direction; null where there is none. */
export function nextMarked({ byPage }: Activity, from: number, direction: 1 | -1): number | null {
  const beyond = [...byPage.keys()].filter((page) => (page - from) * direction > 0);
  if (beyond.length === 0) return null;
  return direction === 1 ? Math.min(...beyond) : Math.max(...beyond);
}
