// What feedback on a review looks at: a course's criteria, each with described steps, and those a course begins with.
import { z } from 'zod';
import { lineSchema } from '#shared/kernel/primitives.ts';

export const criteriaAtMost = 8;
export const stepsAtLeast = 2;
export const stepsAtMost = 6;
export const criterionLengths = { title: 60, question: 300, step: 160 } as const;

/** What marks are found by: it stays when the words of a criterion change. */
export const criterionKeySchema = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,23}$/, 'is not a short name of lower-case letters');

/** `steps` say what each mark means, from 1 upwards. */
export const criterionSchema = z.strictObject({
  key: criterionKeySchema,
  title: lineSchema(criterionLengths.title),
  question: lineSchema(criterionLengths.question),
  steps: z
    .array(lineSchema(criterionLengths.step))
    .min(stepsAtLeast, `are fewer than ${String(stepsAtLeast)}`)
    .max(stepsAtMost, `are more than ${String(stepsAtMost)}`),
});
export type Criterion = z.infer<typeof criterionSchema>;

const areUnique = (words: readonly string[]) => new Set(words).size === words.length;

/** A list of criteria, told apart by key and title; `one` may ask more of each than {@link criterionSchema}. */
export const criteriaOf = <T extends z.ZodType<Criterion>>(one: T) =>
  z
    .array(one)
    .min(1, 'are none')
    .max(criteriaAtMost, `are more than ${String(criteriaAtMost)}`)
    .refine((all) => areUnique(all.map(({ key }) => key)), 'are not told apart by their short names')
    .refine(
      (all) => areUnique(all.map(({ title }) => title.toLowerCase())),
      'are not told apart by their titles',
    );

export const criteriaSchema = criteriaOf(criterionSchema);

export const defaultCriteria: readonly Criterion[] = [
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
