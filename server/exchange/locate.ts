// Finds where quoted words stand in a document: exactly, then as two printings of the same words, then with small differences.
import search from 'approx-string-match';
import { condense } from '#shared/annotations/page-text.ts';
import { comparable } from '#server/annotations/public.ts';

/** A piece of a page's text: half-open, in its characters without white space. */
export interface PageRange {
  readonly page: number;
  readonly start: number;
  readonly end: number;
}

export interface Located {
  /** One per page, in order. */
  readonly ranges: readonly PageRange[];
  /** Why this is a guess; null where there is no doubt. */
  readonly doubt: string | null;
}

/** What a file says about a passage. */
interface Wanted {
  readonly exact: string;
  readonly prefix: string;
  readonly suffix: string;
  /** From 0. */
  readonly page: number | null;
}

/** Places at which the same words are compared by what stands around them. */
const mostPlaces = 200;
/** Shorter words with differences could be any others. */
const shortestFuzzy = 16;
const longestFuzzy = 600;
const errorsAllowed = 0.2;
/** Characters in which differences are looked for, and how often: through a book for each of many notes it would take minutes. */
const longestSearched = 150_000;
const mostSearches = 60;

const severalPlaces = 'These words stand in several places; this is the first of them.';
const wordsDiffer = 'The paper has slightly different words here.';

/** `texts` are those of the document's pages. */
export const createLocator = (texts: readonly string[]): ((wanted: Wanted) => Located | null) => {
  const pages = texts.map((text) => condense(text).condensed);
  const starts = pages.reduce<number[]>((sums, page) => [...sums, (sums.at(-1) ?? 0) + page.length], [0]);
  const all = comparable(pages.join(''));
  const pageAt = (offset: number) => starts.findLastIndex((start) => start <= offset);
  /** From the comparable text back to characters of the document. */
  const original = (at: number) => all.map[at] ?? starts.at(-1) ?? 0;

  const split = (start: number, end: number): PageRange[] =>
    pages.flatMap((text, page) => {
      const before = starts[page] ?? 0;
      const range = { page, start: Math.max(start - before, 0), end: Math.min(end - before, text.length) };
      return range.end > range.start ? [range] : [];
    });

  const agreement = ({ prefix, suffix, page }: Wanted, start: number, end: number): number => {
    const before = comparable(prefix).text.slice(-40);
    const after = comparable(suffix).text.slice(0, 40);
    const same = (a: string, b: string) => [...a].findIndex((character, at) => character !== b[at]);
    const backwards = (text: string) => [...text].reverse().join('');
    const count = (a: string, b: string) => (same(a, b) < 0 ? a.length : same(a, b));
    return (
      count(backwards(before), backwards(all.text.slice(Math.max(start - before.length, 0), start))) +
      count(after, all.text.slice(end, end + after.length)) +
      (page !== null && pageAt(original(start)) === page ? 1000 : 0)
    );
  };

  const verbatim = (wanted: Wanted, words: string): Located | null => {
    const places: { start: number; agrees: number }[] = [];
    for (let at = all.text.indexOf(words); at >= 0 && places.length < mostPlaces;) {
      places.push({ start: at, agrees: agreement(wanted, at, at + words.length) });
      at = all.text.indexOf(words, at + 1);
    }
    places.sort((a, b) => b.agrees - a.agrees);
    const [best, next] = places;
    if (!best) return null;
    const isTied = next?.agrees === best.agrees;
    return {
      ranges: split(original(best.start), original(best.start + words.length - 1) + 1),
      doubt: isTied ? severalPlaces : null,
    };
  };

  let searches = 0;
  const alike = ({ page }: Wanted, words: string): Located | null => {
    if (words.length < shortestFuzzy || words.length > longestFuzzy || searches >= mostSearches) return null;
    searches += page === null ? 1 : 0;
    // On its page; anywhere where none is known.
    const [from, to] =
      page === null
        ? [0, longestSearched]
        : [page, page + 1].map((one) => all.map.findIndex((at) => at >= (starts[one] ?? Infinity)));
    const text = all.text.slice(Math.max(from ?? 0, 0), to === undefined || to < 0 ? undefined : to);
    const [best] = search(text, words, Math.floor(words.length * errorsAllowed)).sort(
      (a, b) => a.errors - b.errors,
    );
    if (!best || best.end <= best.start) return null;
    const offset = Math.max(from ?? 0, 0);
    return {
      ranges: split(original(offset + best.start), original(offset + best.end - 1) + 1),
      doubt: wordsDiffer,
    };
  };

  return (wanted) => {
    const words = comparable(wanted.exact).text;
    if (words === '') return null;
    return verbatim(wanted, words) ?? alike(wanted, words);
  };
};
