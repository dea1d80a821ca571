// Finds a remark's passage in the text that is shown: at its place, elsewhere by the same words, or by similar ones.
import search from 'approx-string-match';
import { condense, type Range as Stretch } from '#shared/annotations/page-text.ts';
import type { Passage } from '#shared/remarks/place.ts';

/** Words that occur more often than this tell nothing. */
const mostPlaces = 200;
/** Errors that are borne with, as a share of the quote: a sentence that was polished, not one that says something else. */
const errorsAllowed = 0.25;
/** Shorter quotes are only found as they are: every text has something like them. */
const shortestFuzzy = 12;
/** Characters from the former place at which nearness counts half. */
const halfWay = 400;
/** Nearness decides only between places whose surroundings are equally alike. */
const weights = { prefix: 0.4, suffix: 0.4, position: 0.2 };

interface Folded {
  readonly text: string;
  /** `map[i]` is the offset in the original of the folded character `i`; one more at the end. */
  readonly map: readonly number[];
}

/** Letter case, quotation marks, accents and punctuation set aside. */
const fold = (condensed: string): Folded => {
  let text = '';
  const map: number[] = [];
  for (let at = 0; at < condensed.length;) {
    const character = String.fromCodePoint(condensed.codePointAt(at) ?? 0);
    const folded = character
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\p{S}]/gu, '');
    for (let i = 0; i < folded.length; i++) map.push(at);
    text += folded;
    at += character.length;
  }
  map.push(condensed.length);
  return { text, map };
};

const placesOf = (words: string, text: string): Stretch[] => {
  const found: Stretch[] = [];
  if (words === '') return found;
  for (let at = text.indexOf(words); at >= 0 && found.length < mostPlaces; at = text.indexOf(words, at + 1))
    found.push({ start: at, end: at + words.length });
  return found;
};

/** Share of `context` that stands at the same side of a place, 0 to 1; no context fits anywhere. */
const likeness = (context: string, beside: string, side: 'before' | 'after'): number => {
  if (context === '') return 1;
  let same = 0;
  const at = (text: string, i: number) => text.at(side === 'before' ? -1 - i : i);
  while (same < context.length && at(context, same) === at(beside, same)) same += 1;
  return same / context.length;
};

/** The place of several that stands most as the passage stood. */
const bestOf = (places: readonly Stretch[], text: string, { quote, position }: Passage): Stretch | null => {
  const [prefix, suffix] = [quote.prefix, quote.suffix].map((side) => condense(side).condensed);
  const score = ({ start, end }: Stretch) =>
    weights.prefix * likeness(prefix ?? '', text.slice(Math.max(0, start - 64), start), 'before') +
    weights.suffix * likeness(suffix ?? '', text.slice(end, end + 64), 'after') +
    weights.position / (1 + Math.abs(start - position.start) / halfWay);
  const [best] = places
    .map((place) => ({ place, score: score(place) }))
    .toSorted((a, b) => b.score - a.score);
  return best?.place ?? null;
};

/** A text to find passages in; folded once, and only when something is not found as it is. */
export const createFinder = (condensed: string) => {
  let folded: Folded | undefined;
  /** In condensed characters; null: the text does not have it any more. */
  return (passage: Passage): Stretch | null => {
    const words = condense(passage.quote.exact).condensed;
    const exact = bestOf(placesOf(words, condensed), condensed, passage);
    if (exact) return exact;
    folded ??= fold(condensed);
    const { text, map } = folded;
    const plain = fold(words).text;
    const back = ({ start, end }: Stretch): Stretch => ({
      start: map[start] ?? 0,
      // To the end of the last character, with what was set aside after it left out.
      end: (map[end - 1] ?? 0) + 1,
    });
    const normal = bestOf(placesOf(plain, text).map(back), condensed, passage);
    if (normal) return normal;
    if (plain.length < shortestFuzzy) return null;
    const matches = search(text, plain, Math.floor(plain.length * errorsAllowed));
    const least = Math.min(...matches.map(({ errors }) => errors));
    const similar = matches.filter(({ errors }) => errors === least).map(back);
    return bestOf(similar, condensed, passage);
  };
};
