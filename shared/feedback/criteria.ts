// What feedback on a review looks at: criteria with described steps, and how much may be written.
import { z } from 'zod';
import { textSchema } from '#shared/kernel/primitives.ts';

export interface Criterion {
  readonly key: string;
  readonly title: string;
  readonly question: string;
  /** What each step means, from 1 upwards. */
  readonly steps: readonly [string, string, string, string];
}

export const stepsInAll = 4;

export const criteria: readonly Criterion[] = [
  {
    key: 'understanding',
    title: 'Understanding',
    question: 'Does the review say what the papers do, correctly and in its own words?',
    steps: [
      'Misses or misstates the main idea',
      'Has the main idea, with gaps or borrowed phrases',
      'Right in all that matters',
      'Right, and clearer than the abstract',
    ],
  },
  {
    key: 'evidence',
    title: 'Evidence',
    question: 'Do its claims rest on passages, results or figures of the papers?',
    steps: [
      'Claims without grounds',
      'Some grounds, but not where it counts',
      'Important claims point at their evidence',
      'Every claim can be checked, and limits are named',
    ],
  },
  {
    key: 'connections',
    title: 'Connections',
    question: 'Does it put the papers in relation, or apply ideas of one to the other?',
    steps: [
      'The papers stand side by side',
      'A general likeness or difference',
      'A comparison that teaches something',
      'An idea worth following up',
    ],
  },
  {
    key: 'clarity',
    title: 'Clarity',
    question: 'Can somebody who was not there follow it?',
    steps: [
      'Hard to follow',
      'Can be followed with effort',
      'Clear throughout',
      'Clear, brief and pleasant to read',
    ],
  },
];
const keys = criteria.map(({ key }) => key);

const commentCharactersAtMost = 5000;

const stepSchema = z.int().min(1).max(stepsInAll);
const known = (values: Readonly<Record<string, unknown>>) =>
  Object.keys(values).every((key) => keys.includes(key));

const marksSchema = z.record(z.string().max(40), stepSchema).refine(known, 'names no criterion');
export type Marks = Readonly<Record<string, number>>;

/** Marks may be missing while it is a draft. */
export const contentSchema = z.strictObject({
  marks: marksSchema,
  comments: z
    .record(z.string().max(40), textSchema(commentCharactersAtMost))
    .refine(known, 'names no criterion'),
  overall: textSchema(commentCharactersAtMost),
});
export type Content = z.infer<typeof contentSchema>;

export const emptyContent: Content = { marks: {}, comments: {}, overall: '' };

/** What is still missing before feedback can be submitted; null when nothing is. */
export const missingIn = ({ marks, overall }: Pick<Content, 'marks' | 'overall'>): string | null => {
  const unmarked = criteria.find(({ key }) => marks[key] === undefined);
  if (unmarked) return `“${unmarked.title}” has no mark yet.`;
  return overall.trim() === '' ? 'The overall comment is still empty.' : null;
};

/** Whether two drafts read the same. */
export const areSameContents = (one: Content, other: Content): boolean =>
  one.overall === other.overall &&
  keys.every(
    (key) => one.marks[key] === other.marks[key] && (one.comments[key] ?? '') === (other.comments[key] ?? ''),
  );
