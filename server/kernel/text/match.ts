// Whether a text has all that is looked for, where, and how well.
import type { Query, Term } from './query.ts';
import { tokensOf, type Token } from './tokens.ts';

/** Half-open, in UTF-16 units of the text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Match {
  /** Every place of a term, in order, without overlaps. */
  readonly spans: readonly Span[];
  /** The index in `spans` around which most of the terms stand together. */
  readonly best: number;
  /** Higher is better: whole words before beginnings, terms that stand together before scattered ones. */
  readonly score: number;
}

interface Place extends Span {
  readonly term: number;
  /** Whole words, not only a beginning. */
  readonly isWhole: boolean;
}

/** What a reader sees at a glance, in characters. */
const glance = 140;
const placesAtMost = 400;

const fits = (found: string | undefined, word: string, isOpen: boolean) =>
  found !== undefined && (isOpen ? found.startsWith(word) : found === word);

/** The token just behind `words` from token `at` on, or undefined; a word may be broken at a hyphen. */
const runFrom = (
  tokens: readonly Token[],
  at: number,
  words: readonly string[],
  isOpen: boolean,
  word = 0,
): number | undefined => {
  const wanted = words[word];
  if (wanted === undefined) return at;
  const token = tokens[at];
  if (token === undefined) return undefined;
  const isLast = word === words.length - 1;
  const alone = fits(token.word, wanted, isOpen && isLast)
    ? runFrom(tokens, at + 1, words, isOpen, word + 1)
    : undefined;
  if (alone !== undefined) return alone;
  return fits(token.joined, wanted, isOpen && isLast)
    ? runFrom(tokens, at + 2, words, isOpen, word + 1)
    : undefined;
};

const placesOf = (tokens: readonly Token[], { words, isOpen, together }: Term, term: number): Place[] => {
  const ways = together === undefined ? [words] : [words, [together]];
  const places: Place[] = [];
  for (let at = 0; at < tokens.length && places.length < placesAtMost; at++) {
    for (const way of ways) {
      const behind = runFrom(tokens, at, way, isOpen);
      const first = tokens[at];
      const last = behind === undefined ? undefined : tokens[behind - 1];
      if (!first || !last) continue;
      const isWhole = runFrom(tokens, at, way, false) !== undefined;
      places.push({ start: first.start, end: last.end, term, isWhole });
      break;
    }
  }
  return places;
};

/** In order; of two that overlap the one that begins earlier, or else the longer. */
const withoutOverlaps = (places: readonly Place[]): Place[] => {
  const kept: Place[] = [];
  for (const place of places.toSorted((a, b) => a.start - b.start || b.end - a.end))
    if (place.start >= (kept.at(-1)?.end ?? 0)) kept.push(place);
  return kept;
};

/** The place from where on most terms stand within a glance; of several the one with the least between them. */
const closest = (places: readonly Place[]): { best: number; together: number } => {
  let best = 0;
  let together = 0;
  for (let from = 0; from < places.length; from++) {
    const start = places[from]?.start ?? 0;
    const terms = new Map<number, number>();
    let end = start;
    for (let at = from; at < places.length; at++) {
      const place = places[at];
      if (!place || place.end > start + glance) break;
      // A whole word counts a little more than a beginning.
      const worth = place.isWhole ? 1.2 : 1;
      if (worth <= (terms.get(place.term) ?? 0)) continue;
      terms.set(place.term, worth);
      ({ end } = place);
    }
    const sum = [...terms.values()].reduce((all, worth) => all + worth, 0) - (end - start) / glance / 10;
    if (sum > together) [best, together] = [from, sum];
  }
  return { best, together };
};

/** Null unless all terms occur. An empty query is found nowhere. */
export const findMatches = (text: string, query: Query): Match | null => {
  if (query.length === 0) return null;
  const tokens = tokensOf(text);
  const byTerm = query.map((term, at) => placesOf(tokens, term, at));
  if (byTerm.some((places) => places.length === 0)) return null;
  const places = withoutOverlaps(byTerm.flat());
  const { best, together } = closest(places);
  const often = byTerm.reduce((sum, { length }) => sum + Math.min(length, 5) / 5, 0);
  const whole = byTerm.filter((some) => some.some(({ isWhole }) => isWhole)).length;
  return {
    spans: places.map(({ start, end }) => ({ start, end })),
    best,
    score: (2 * together + 2 * whole + often) / query.length,
  };
};
