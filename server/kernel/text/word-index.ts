// What goes into an index of words, and how the database is asked for candidates: only within what the asker may read.
import type { Model, QueryFilter } from 'mongoose';
import type { Query, Term } from './query.ts';
import { tokensOf } from './tokens.ts';

/** A page of print has 400 different words; a long table of names may have thousands. */
const wordsAtMost = 6000;

/** Told with every record, so that those of an older kind are made anew at the start. Count it up with every change here or in tokens.ts. */
export const indexVersion = 2;

/** How long the database may look for candidates: who searches does not wait longer either. */
const searchMs = 3000;

/** Comes after every word that begins with what stands before it: the database compares bytes of UTF-8. */
const last = '\u{10ffff}';

/** The field of a record that {@link findCandidates} looks in. */
export interface Worded {
  _id: string;
  words: string[];
}

/**
 * The words of a text, once each and ready to compare. They belong under an index that begins with what narrows a search down
 * (a document, a file): then a frequent word costs what there is in a course, not what there is in the community.
 */
export const indexWords = (text: string): string[] => {
  const words = new Set<string>();
  for (const { word, joined } of tokensOf(text)) {
    words.add(word);
    if (joined !== undefined) words.add(joined);
  }
  return [...words].slice(0, wordsAtMost);
};

const whole = (word: string) => ({ words: word });
const beginning = (word: string) => ({ words: { $elemMatch: { $gte: word, $lt: word + last } } });

const conditionFor = ({ words, isOpen, together }: Term, mayBegin: boolean): object => {
  const end = isOpen && mayBegin ? beginning : whole;
  const inARow = { $and: words.map((word, at) => (at === words.length - 1 ? end : whole)(word)) };
  return together === undefined ? inARow : { $or: [inARow, end(together)] };
};

/**
 * What records must have: first all words whole, then also as beginnings where the query leaves that open. Words are compared
 * as they are, so that nothing in them is an operator or a pattern. The database answers with candidates: whether words stand in
 * a row is for `findMatches` to say.
 */
export const conditionsFor = (query: Query): readonly object[] =>
  (query.some(({ isOpen }) => isOpen) ? [false, true] : [false]).map((mayBegin) => ({
    $and: query.map((term) => conditionFor(term, mayBegin)),
  }));

interface Search<T> {
  readonly query: Query;
  /** The whole filter, given what is to be found: where, and what the asker may see. */
  readonly within: (condition: object) => object;
  readonly fields: Partial<Record<keyof T & string, 1>>;
  readonly atMost: number;
}

/** At most so many records that may have all that is looked for, those with the whole words first. Throws MaxTimeMSExpired. */
export const findCandidates = async <T extends Worded>(
  model: Model<T>,
  { query, within, fields, atMost }: Search<T>,
): Promise<T[]> => {
  const found = new Map<string, T>();
  for (const condition of conditionsFor(query)) {
    if (found.size >= atMost) break;
    const some = await model
      .find(within(condition) as QueryFilter<T>, fields)
      .limit(atMost)
      .maxTimeMS(searchMs)
      .lean<T[]>();
    for (const record of some) found.set(record._id, record);
  }
  return [...found.values()].slice(0, atMost);
};
