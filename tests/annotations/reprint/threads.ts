// Places threads on one version of a paper at random, and knows from the words' numbers where they belong in the next.
import type { Anchor, Rect } from '#shared/annotations/anchor.ts';
import { condense, type Range } from '#shared/annotations/page-text.ts';
import type { Random } from './edit.ts';
import type { Word } from './print.ts';

/** A stretch of a page, condensed. */
export interface Place extends Range {
  readonly page: number;
}

/** A version of a paper; `where` tells the places of each word. */
export interface Version {
  readonly words: readonly Word[];
  /** Condensed. */
  readonly pages: readonly string[];
  readonly where: ReadonlyMap<number, readonly Place[]>;
}

/** Reads words out of extracted pages; a word broken at a line's end is one word with two places. */
export function versionOf(pages: readonly string[]): Version {
  const words: Word[] = [];
  const where = new Map<number, Place[]>();
  for (const [page, text] of pages.entries()) {
    let at = 0;
    for (const [token, rest = ''] of text.matchAll(/\S+(\s*)/g)) {
      const shown = token.slice(0, token.length - rest.length);
      const place = { page, start: at, end: at + shown.length };
      at = place.end;
      const last = words.at(-1);
      if (last && where.get(last.id)?.at(-1)?.page === page && last.text.endsWith('-\n')) {
        words[words.length - 1] = { id: last.id, text: last.text.slice(0, -2) + broken(shown, rest) };
        where.get(last.id)?.push(place);
        continue;
      }
      const id = words.length;
      words.push({ id, text: broken(shown, rest) });
      where.set(id, [place]);
    }
  }
  return {
    words: words.map(({ id, text }) => ({ id, text: text.replace(/\n$/, '') })),
    pages: pages.map((page) => condense(page).condensed),
    where,
  };
}

const broken = (shown: string, rest: string) =>
  /[a-z]-$/.test(shown) && rest.includes('\n') ? `${shown}\n` : shown;

export interface PlacedThread {
  readonly ids: readonly number[];
  readonly kind: string;
  readonly targets: Anchor['targets'];
}

/** How many words people mark, and how often. */
const lengths = [
  { kind: 'word', share: 0.15, least: 1, most: 1 },
  { kind: 'phrase', share: 0.35, least: 2, most: 8 },
  { kind: 'sentence', share: 0.4, least: 9, most: 45 },
  { kind: 'paragraph', share: 0.1, least: 46, most: 160 },
];

const somewhere: Rect = [72, 72, 80, 80];

/** `count` threads on runs of words; those on more than one page have one target for each. */
export function placeThreads(version: Version, count: number, random: Random): PlacedThread[] {
  return Array.from({ length: count }, () => {
    let draw = random();
    const { kind, least, most } = lengths.find(({ share }) => (draw -= share) < 0) ?? {
      ...{ kind: 'phrase', least: 2, most: 8 },
    };
    const length = least + Math.floor(random() * (most - least + 1));
    const from = Math.floor(random() * Math.max(1, version.words.length - length));
    const ids = version.words.slice(from, from + length).map(({ id }) => id);
    return { ids, kind, targets: targetsOn(version, ids) };
  });
}

/** The words' places as targets, one per page. */
export function targetsOn({ pages, where }: Version, ids: readonly number[]): Anchor['targets'] {
  return spans(ids.flatMap((id) => where.get(id) ?? [])).map(({ page, start, end }) => {
    const text = pages[page] ?? '';
    return {
      page,
      quote: {
        exact: text.slice(start, end),
        prefix: text.slice(Math.max(0, start - 32), start),
        suffix: text.slice(end, end + 32),
      },
      position: { start, end },
      rects: [somewhere],
    };
  });
}

/** From the first to the last place on each page. */
function spans(places: readonly Place[]): Place[] {
  const pages = [...new Set(places.map(({ page }) => page))].toSorted((a, b) => a - b);
  return pages.map((page) => {
    const own = places.filter((place) => place.page === page);
    return {
      page,
      start: Math.min(...own.map(({ start }) => start)),
      end: Math.max(...own.map(({ end }) => end)),
    };
  });
}

/** How well a found place fits the true one: shared characters among all of both, 0 to 1. */
export function fit(found: readonly Place[], truth: readonly Place[]): number {
  const sum = (places: readonly Place[]) => places.reduce((all, { start, end }) => all + end - start, 0);
  const shared = found.reduce(
    (all, a) =>
      all +
      truth.reduce(
        (own, b) =>
          own + (a.page === b.page ? Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start)) : 0),
        0,
      ),
    0,
  );
  const union = sum(found) + sum(truth) - shared;
  return union === 0 ? 1 : shared / union;
}

/** So many words more between two words of a passage tear it apart. */
const tornFrom = 6;

/**
 * Where a thread belongs in the next version, the likeliest first; empty when none of its words is left. A passage that was torn apart
 * may be shown whole or where the larger part of it went.
 */
export function truthsIn(next: Version, { ids }: Pick<PlacedThread, 'ids'>): Place[][] {
  const order = new Map(next.words.map(({ id }, at) => [id, at]));
  const clusters: number[][] = [];
  for (const at of ids
    .flatMap((id) => (next.where.has(id) ? (order.get(id) ?? []) : []))
    .toSorted((a, b) => a - b)) {
    const last = clusters.at(-1);
    if (last && at - (last.at(-1) ?? 0) <= tornFrom) last.push(at);
    else clusters.push([at]);
  }
  const whole = clusters.flat();
  const largest = clusters.toSorted((a, b) => b.length - a.length)[0];
  if (!largest) return [];
  const placesOf = (from = 0, to = 0) =>
    next.words.slice(from, to + 1).flatMap(({ id }) => next.where.get(id) ?? []);
  const parts = clusters.map((cluster) => placesOf(cluster[0], cluster.at(-1)));
  const largestPart = placesOf(largest[0], largest.at(-1));
  const isMost = largest.length * 2 > ids.length;
  return [...(isMost ? [largestPart] : []), parts.flat(), placesOf(whole[0], whole.at(-1))].map(spans);
}
