// What of a text is compared: every five words in a row, without citations, quoted blocks and whatever others wrote first.
import { tokensOf } from '#server/kernel/text/tokens.ts';

/** Long enough that two people seldom write the same by chance, short enough that one changed word spoils little. */
const wordsEach = 5;

/** A shingle as a 32-bit number, with the place of its first and its last letter (half-open, UTF-16 units). */
interface Shingle {
  readonly hash: number;
  readonly start: number;
  readonly end: number;
}

/** Links with the words they cite, blocks of quotation, addresses: the writer points at somebody else's words. */
const pointers = /!?\[[^\]]*\]\([^()\s]*\)|^[ \t]*>.*$|https?:\/\/\S+/gmu;

/** The same length, so that places stay; no word is left. */
const withoutPointers = (text: string): string => text.replace(pointers, (found) => ' '.repeat(found.length));

/** FNV-1a over UTF-16 units. */
const hashOf = (word: string): number => {
  let hash = 0x811c9dc5;
  for (let at = 0; at < word.length; at += 1) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193);
  return hash;
};

/** Words with what a hyphen parts put together, so that a line's end in print makes no difference. */
const wordsIn = (text: string) => {
  const words: Shingle[] = [];
  const tokens = tokensOf(text);
  for (let at = 0; at < tokens.length; at += 1) {
    const [token, next] = [tokens[at], tokens[at + 1]];
    if (!token) continue;
    if (token.joined !== undefined && next) {
      words.push({ hash: hashOf(token.joined), start: token.start, end: next.end });
      at += 1;
    } else words.push({ hash: hashOf(token.word), start: token.start, end: token.end });
  }
  return words;
};

const shinglesIn = (text: string): Shingle[] => {
  const words = wordsIn(text);
  return words.slice(wordsEach - 1).map(({ end }, first) => {
    let hash = 0;
    for (let at = first; at < first + wordsEach; at += 1)
      hash = Math.imul(hash ^ (words[at]?.hash ?? 0), 0x01000193) ^ (hash >>> 15);
    return { hash: hash >>> 0, start: words[first]?.start ?? 0, end };
  });
};

/** Shingles that are nobody's own: those of the papers and of the form's questions. */
export const foreignShingles = (texts: Iterable<string>): Set<number> => {
  const all = new Set<number>();
  for (const text of texts) for (const { hash } of shinglesIn(text)) all.add(hash);
  return all;
};

/** What of an answer is the writer's own. */
export const ownShingles = (text: string, foreign: ReadonlySet<number>): Shingle[] =>
  shinglesIn(withoutPointers(text)).filter(({ hash }) => !foreign.has(hash));

export const hashesOf = (shingles: readonly Shingle[]): Set<number> =>
  new Set(shingles.map(({ hash }) => hash));

/** The passages of a text that `others` has too, as half-open ranges; what touches or overlaps is one passage. */
export const passagesIn = (
  shingles: readonly Shingle[],
  others: ReadonlySet<number>,
): [start: number, end: number][] => {
  const passages: [number, number][] = [];
  for (const { hash, start, end } of shingles) {
    if (!others.has(hash)) continue;
    const last = passages.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else passages.push([start, end]);
  }
  return passages;
};
