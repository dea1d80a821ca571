// What somebody typed into a search box, as words to look for: never as a pattern or an operator.
import { isSign, tokensOf } from './tokens.ts';

/** Words in a row. */
export interface Term {
  readonly words: readonly string[];
  /** The last word may be the beginning of a longer one. */
  readonly isOpen: boolean;
  /** The same written together ("cooccurrence" for "co-occurrence"); it does as well. */
  readonly together: string | undefined;
}

/** All terms must occur. Empty: there is no letter or digit in what was typed. */
export type Query = readonly Term[];

/** Shorter words are only found whole: too many begin with them. In characters. */
const openFrom = 3;

const quotes = /["“”„«»]/u;
const termsAtMost = 20;

/** A word, or several that are written as one ("well-known", "3.14", 分布): they must stand in a row. */
const termOf = (chunk: string, mayBeOpen: boolean): Term[] => {
  const tokens = tokensOf(chunk);
  const last = tokens.at(-1)?.word;
  if (last === undefined) return [];
  const [first] = tokens;
  return [
    {
      words: tokens.map(({ word }) => word),
      isOpen: mayBeOpen && !isSign(last) && [...last].length >= openFrom,
      together: tokens.length === 2 ? first?.joined : undefined,
    },
  ];
};

/**
 * Reads a search: all words must occur, each as a whole word or as the beginning of one; words in quotation marks exactly
 * so and in a row. A quotation that is not closed is still being typed: its last word may be a beginning.
 */
export const parseQuery = (typed: string): Query =>
  typed
    .split(quotes)
    .flatMap((part, at, parts) => {
      const isQuoted = at % 2 === 1;
      if (isQuoted) return termOf(part, at === parts.length - 1);
      return part.split(/\s+/u).flatMap((chunk) => termOf(chunk, true));
    })
    .slice(0, termsAtMost);
