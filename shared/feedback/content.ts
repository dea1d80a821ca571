// What is written by the criteria of a course: a mark and perhaps a comment for each, and a comment on the whole.
import { z } from 'zod';
import { textSchema } from '#shared/kernel/primitives.ts';
import { criteriaAtMost, criterionKeySchema, stepsAtMost, type Criterion } from './criteria.ts';

const commentCharactersAtMost = 5000;
const commentSchema = textSchema(commentCharactersAtMost);

const isShort = (record: Readonly<Record<string, unknown>>) => Object.keys(record).length <= criteriaAtMost;

/** Marks by the criteria's keys, counted from 1; {@link marksBy} says which they may be. Any may be missing. */
export const marksSchema = z
  .record(criterionKeySchema, z.int().min(1).max(stepsAtMost))
  .refine(isShort, 'are too many');
export type Marks = Readonly<Record<string, number>>;

/** The shape of a feedback whatever the course's criteria are; {@link contentBy} asks them too. */
export const contentSchema = z.strictObject({
  marks: marksSchema,
  comments: z.record(criterionKeySchema, commentSchema).refine(isShort, 'are too many'),
  overall: commentSchema,
});
export type Content = z.infer<typeof contentSchema>;

/** Marks with the criteria that they were given by: what they can be read and compared by. */
export interface Marked {
  readonly marks: Marks;
  readonly criteria: readonly Criterion[];
}

const byCriterion = <T extends z.ZodType>(
  criteria: readonly Criterion[],
  schemaOf: (criterion: Criterion) => T,
) => z.strictObject(Object.fromEntries(criteria.map((one) => [one.key, schemaOf(one).optional()])));

/** Marks of these criteria and no others, each one of its criterion's steps; any may be missing. */
export const marksBy = (criteria: readonly Criterion[]) =>
  byCriterion(criteria, ({ steps }) => z.int().min(1).max(steps.length));

/** A feedback by these criteria and no others. */
export const contentBy = (criteria: readonly Criterion[]) =>
  z.strictObject({
    marks: marksBy(criteria),
    comments: byCriterion(criteria, () => commentSchema),
    overall: commentSchema,
  });

export const emptyContent: Content = { marks: {}, comments: {}, overall: '' };

/** What is still missing before feedback can be submitted; null when nothing is. */
export const missingIn = (
  { marks, overall }: Pick<Content, 'marks' | 'overall'>,
  criteria: readonly Criterion[],
): string | null => {
  const unmarked = criteria.find(({ key }) => marks[key] === undefined);
  if (unmarked) return `“${unmarked.title}” has no mark yet.`;
  return overall.trim() === '' ? 'The overall comment is still empty.' : null;
};

const areSame = <T>(one: Readonly<Record<string, T>>, other: Readonly<Record<string, T>>, none: T) =>
  [...new Set([...Object.keys(one), ...Object.keys(other)])].every(
    (key) => (one[key] ?? none) === (other[key] ?? none),
  );

/** Whether two drafts read the same. */
export const areSameContents = (one: Content, other: Content): boolean =>
  one.overall === other.overall &&
  areSame(one.marks, other.marks, 0) &&
  areSame(one.comments, other.comments, '');
