// What was answered to the questions of a review: whether it fits, how many words it has, what it cites.
import { z } from 'zod';
import { textSchema } from '#shared/kernel/primitives.ts';
import { keySchema, questionsAtMost, type Question } from './form.ts';

/** Characters of one answer; about 3,000 words, ten times what a part asks for. */
export const answerCharactersAtMost = 20_000;
/** Characters of all answers together: with every version of a review they stay far below what one document may hold. */
const allCharactersAtMost = 60_000;

/** By the questions' keys. A choice is the option's words, a scale the step's number from 1, a checkbox `yes` or nothing. */
export const answersSchema = z
  .record(keySchema, textSchema(answerCharactersAtMost))
  .refine((answers) => Object.keys(answers).length <= questionsAtMost * 2, 'are too many')
  .refine(
    (answers) => Object.values(answers).reduce((sum, text) => sum + text.length, 0) <= allCharactersAtMost,
    `are longer than ${allCharactersAtMost.toLocaleString('en')} characters together`,
  );
export type Answers = Readonly<Record<string, string>>;

export const answerTo = (answers: Answers, key: string): string => answers[key] ?? '';

export const withoutEmpty = (answers: Answers): Answers =>
  Object.fromEntries(Object.entries(answers).filter(([, text]) => text !== ''));

/** Whether two texts are the same, letter by letter; no answer is an empty one. */
export const areSameAnswers = (one: Answers, other: Answers): boolean =>
  [...new Set([...Object.keys(one), ...Object.keys(other)])].every(
    (key) => answerTo(one, key) === answerTo(other, key),
  );

/** Why an answer cannot be submitted: it is missing, or none of what can be chosen. Null when it fits. */
export const misfitOf = (question: Question, answer: string): 'empty' | 'no_choice' | null => {
  if (answer.trim() === '') return question.isRequired ? 'empty' : null;
  if (question.kind === 'text') return null;
  const fits =
    question.kind === 'choice'
      ? question.choices.includes(answer)
      : question.kind === 'scale'
        ? question.choices.some((_, index) => String(index + 1) === answer)
        : answer === 'yes';
  return fits ? null : 'no_choice';
};

/** A link of Markdown with its address: of the words only what is read counts. */
const address = /\]\([^()\s]*\)/gu;

/** Words as a reader counts them: runs between white space that hold a letter or a digit; addresses of links are none. */
export const countWords = (text: string): number =>
  text
    .replace(address, ']')
    .split(/\s+/u)
    .filter((run) => /[\p{L}\p{N}]/u.test(run)).length;

/** The words of all text answers together. */
export const countAllWords = (questions: readonly Question[], answers: Answers): number =>
  questions
    .filter(({ kind }) => kind === 'text')
    .reduce((sum, { key }) => sum + countWords(answerTo(answers, key)), 0);

/** How a text stands to the range that its question asks for. */
export const wordsVerdict = (question: Question, answer: string): 'few' | 'fine' | 'many' => {
  const count = countWords(answer);
  if (!question.words) return 'fine';
  return count < question.words.least ? 'few' : count > question.words.most ? 'many' : 'fine';
};

const target = String.raw`(?:https?:\/\/[^()\s/]+)?\/documents\/[a-z0-9]+\?[^()\s]*\b(?:passage|thread)=[^()\s]+`;
const citation = new RegExp(`^${target}$`, 'u');
const citations = new RegExp(String.raw`\]\(${target}\)`, 'gu');

/** Whether an address leads to a passage or a thread of a document. */
export const isCitation = (linked: string): boolean => citation.test(linked);

/** How many links to passages or threads of documents a text has. */
export const countCitations = (text: string): number => [...text.matchAll(citations)].length;
