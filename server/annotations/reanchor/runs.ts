// The parts of a passage that stayed together, and the longest row of them that still is one passage in the new text.
import type { Range } from '#shared/annotations/page-text.ts';
import type { Alignment } from './align.ts';
import { mostPagesBetween } from './weights.ts';

/** So many characters went from `old` to `fresh` unchanged; `old` counts within the passage. */
export interface Run {
  readonly old: number;
  readonly fresh: number;
  readonly length: number;
}

/** In the order of the passage. */
export function runsIn(ranges: readonly Range[], { toNew }: Alignment): Run[] {
  const runs: { old: number; fresh: number; length: number }[] = [];
  let at = 0;
  for (const { start, end } of ranges)
    for (let offset = start; offset < end; offset++, at++) {
      const fresh = toNew[offset] ?? -1;
      if (fresh < 0) continue;
      const last = runs.at(-1);
      if (last && last.old + last.length === at && last.fresh + last.length === fresh) last.length++;
      else runs.push({ old: at, fresh, length: 1 });
    }
  return runs;
}

/** Characters that may be alike by chance where a text was taken apart, as "The" at two sentences' beginnings. */
const byChance = 12;
/** So many characters more than before between two runs of a page, */
const leastInserted = 24;
/** or between the end of a page's text and the beginning of the next one's: footnotes, running heads, a figure's words. */
const mostAroundPageEnd = 900;

/** A chain without short runs at its ends that something else stands between now: they are alike by chance. */
export function withoutStrays(chain: readonly Run[], pageAt: (offset: number) => number): Run[] {
  const isStray = (end: Run, before: Run, after: Run) => {
    const between = after.fresh - before.fresh - before.length;
    if (end.length >= byChance || between - (after.old - before.old - before.length) <= leastInserted)
      return false;
    return pageAt(after.fresh) === pageAt(before.fresh) || between > mostAroundPageEnd;
  };
  let [first, last] = [0, chain.length];
  for (; last - first > 1; first++) {
    const [one, next] = [chain[first], chain[first + 1]];
    if (!one || !next || !isStray(one, one, next)) break;
  }
  for (; last - first > 1; last--) {
    const [before, one] = [chain[last - 2], chain[last - 1]];
    if (!before || !one || !isStray(one, before, one)) break;
  }
  return chain.slice(first, last);
}

/** The chain with the most characters whose parts come in the same order and not too many pages apart. */
export function chainOf(runs: readonly Run[], pageAt: (offset: number) => number): Run[] {
  const best = runs.map(({ length }) => ({ total: length, before: -1 }));
  for (const [i, run] of runs.entries())
    for (let j = 0; j < i; j++) {
      const [before, state, own] = [runs[j], best[j], best[i]];
      if (!before || !state || !own || before.fresh + before.length > run.fresh) continue;
      if (pageAt(run.fresh) - pageAt(before.fresh + before.length - 1) > mostPagesBetween) continue;
      if (state.total + run.length > own.total) {
        own.total = state.total + run.length;
        own.before = j;
      }
    }
  let at = best.reduce((top, { total }, i) => (total > (best[top]?.total ?? 0) ? i : top), 0);
  const chain: Run[] = [];
  while (at >= 0) {
    const run = runs[at];
    if (!run) break;
    chain.unshift(run);
    at = best[at]?.before ?? -1;
  }
  return chain;
}
