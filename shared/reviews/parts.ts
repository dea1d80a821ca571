// The three parts of a review, what each asks for, and how its words are counted.
import { z } from 'zod';
import { textSchema } from '#shared/kernel/primitives.ts';

/** Characters; about 3,000 words, ten times what a part asks for. */
export const partCharactersAtMost = 20_000;

export const partsSchema = z.strictObject({
  first: textSchema(partCharactersAtMost),
  second: textSchema(partCharactersAtMost),
  connections: textSchema(partCharactersAtMost),
});
export type Parts = z.infer<typeof partsSchema>;
export type PartName = keyof Parts;

export const partNames = ['first', 'second', 'connections'] as const satisfies readonly PartName[];

/** The parts a review has in a meeting with so many papers: a single paper is summarised, with nothing to connect it to. */
export const partsAsked = (papers: number): readonly PartName[] => (papers === 1 ? ['first'] : partNames);

export const emptyParts: Parts = { first: '', second: '', connections: '' };

/** Whether two texts are the same, letter by letter. */
export const areSameParts = (one: Parts, other: Parts): boolean =>
  partNames.every((name) => one[name] === other[name]);

/** What a part asks the writer for. */
export const partQuestions: Readonly<Record<PartName, { readonly title: string; readonly prompt: string }>> =
  {
    first: {
      title: 'Summary of the first paper',
      prompt: 'One short paragraph in your own words: the problem, the idea, and what the results show.',
    },
    second: {
      title: 'Summary of the second paper',
      prompt: 'One short paragraph in your own words: the problem, the idea, and what the results show.',
    },
    connections: {
      title: 'Connections',
      prompt:
        'Compare and contrast the two (how is one better than the other?), apply the ideas of one to the problem of the other, or propose a new idea that uses results of both.',
    },
  };

/** Words as a reader counts them: runs between white space that hold a letter or a digit. */
export const countWords = (text: string): number =>
  text.split(/\s+/u).filter((run) => /[\p{L}\p{N}]/u.test(run)).length;

/** The words of all parts together. */
export const countAllWords = (parts: Parts): number =>
  partNames.reduce((sum, name) => sum + countWords(parts[name]), 0);
