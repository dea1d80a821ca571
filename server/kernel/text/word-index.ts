// What goes into a text index of the database, and how the database is asked for candidates.
import type { IndexOptions } from 'mongoose';
import { openFrom, type Query, type Term } from './query.ts';
import { isSign, tokensOf } from './tokens.ts';

/**
 * A text index knows whole words only. Our own words go in, once each and ready to compare, with the beginnings of three
 * and of five letters as words of their own ("3dis", "5distr"): so a word is found while it is being typed.
 */
const stubs = [5, openFrom] as const;

/** A page of print has 400 different words; a long table of names may have thousands. */
const wordsAtMost = 6000;

/** Told with every record, so that those of an older kind are made anew at the start. Count it up with every change here or in tokens.ts. */
export const indexVersion = 1;

/** Nothing is stemmed and no word is left out: papers are in many languages, and "it" may be what is looked for. */
export const wordIndexOptions: IndexOptions = { default_language: 'none', language_override: 'none' };

/** How long the database may look for candidates: who searches does not wait longer either. */
export const searchMs = 3000;

const stubOf = (word: string, length: number) => `${String(length)}${[...word].slice(0, length).join('')}`;

/** The words of a text for a field with a text index. */
export const indexWords = (text: string): string => {
  const words = new Set<string>();
  for (const { word, joined } of tokensOf(text)) {
    words.add(word);
    if (joined !== undefined) words.add(joined);
  }
  const kept = [...words].slice(0, wordsAtMost);
  const beginnings = kept.flatMap((word) => {
    const { length } = [...word];
    return isSign(word) ? [] : stubs.filter((stub) => stub <= length).map((stub) => stubOf(word, stub));
  });
  return [...new Set([...kept, ...beginnings])].join(' ');
};

const needle = ({ words, isOpen }: Term): string[] =>
  words.map((word, at) => {
    const { length } = [...word];
    const stub = isOpen && at === words.length - 1 ? stubs.find((each) => each <= length) : undefined;
    return stub === undefined ? word : stubOf(word, stub);
  });

/**
 * The search string for `$text`: each word in quotation marks, which means that all must occur, and once more without, so that
 * whole words come first. Made of letters and digits only, so that nothing in it is an operator. The database answers with
 * candidates: whether the words stand in a row, and how a beginning goes on, is for `findMatches` to say.
 */
export const candidatesFor = (query: Query): string => {
  const isNeeded = query.some(({ together }) => together === undefined);
  return query
    .flatMap((term) => {
      const { words, together } = term;
      const needed = needle(term);
      // Either spelling does, and the database has no "or" beside its "and": another term has to narrow the search, if there is one.
      if (together !== undefined) return isNeeded ? words : [...words, ...needed, together];
      return [...needed.map((word) => `"${word}"`), ...words];
    })
    .join(' ');
};
