// Cuts text into words that compare: small letters without accents, ligatures spelt out, words broken at a hyphen also whole.

/** A word as it compares, and where it stands in the text (half-open, UTF-16 units). */
export interface Token {
  readonly word: string;
  readonly start: number;
  readonly end: number;
  /** This word and the next as one, where only a hyphen parts them: "distrib-" and "uted" at a line's end, or "e-mail". */
  readonly joined: string | undefined;
}

// Han and Kana are written without spaces: every sign is a word, and words are found as signs in a row.
const sign = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const pattern = new RegExp(`${sign.source}|(?:(?!${sign.source})[\\p{L}\\p{N}\\p{M}\\u00ad])+`, 'gu');

const hyphenOnly = /^[-\u2010\u2011\u00ad]\s*$/u;
const endsInSoftHyphen = /\u00ad\s*$/u;
const plain = /^[a-z0-9]*$/;
const letters = /^\p{L}/u;
/** Letters that Unicode does not take apart though people type them without their stroke. */
const strokes: Readonly<Record<string, string>> = {
  ...{ ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i', ς: 'σ' },
};

/** Longer ones are no words; they compare by their beginning. In UTF-16 units. */
const longest = 60;

/** A word as it compares. */
const fold = (written: string): string => {
  const small = written.toLowerCase();
  if (plain.test(small)) return small.slice(0, longest);
  return small
    .normalize('NFKD')
    .replace(/[\p{M}\u00ad]/gu, '')
    .toLowerCase()
    .replace(/[ßæœøłđðþıς]/gu, (letter) => strokes[letter] ?? letter)
    .slice(0, longest);
};

export const isSign = (word: string): boolean => sign.test(word);

/** The words of a text in its order. */
export const tokensOf = (text: string): Token[] => {
  const found = Array.from(text.matchAll(pattern), ({ 0: written, index }) => ({
    word: fold(written),
    start: index,
    end: index + written.length,
    isSoft: endsInSoftHyphen.test(written),
  })).filter(({ word }) => word !== '');
  return found.map(({ word, start, end, isSoft }, at) => {
    const next = found[at + 1];
    const isBroken =
      next !== undefined &&
      next.start - end <= 12 &&
      (isSoft || hyphenOnly.test(text.slice(end, next.start))) &&
      letters.test(word) &&
      letters.test(next.word);
    return { word, start, end, joined: isBroken ? (word + next.word).slice(0, longest) : undefined };
  });
};
