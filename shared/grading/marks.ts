// What staff give a review: a step per criterion, comments, a note for the staff, points; and how points are worked out.
import { z } from 'zod';
import { textSchema } from '#shared/kernel/primitives.ts';
import type { Criterion } from '#shared/feedback/criteria.ts';

const commentCharactersAtMost = 5000;
export const pointsAtMost = 100;

const keySchema = z.string().max(40);

/** Whole and half points from 0 to 100. */
const pointsSchema = z
  .number()
  .min(0, 'are less than 0')
  .max(pointsAtMost, `are more than ${String(pointsAtMost)}`)
  .refine((points) => Number.isInteger(points * 2), 'are no whole or half points');

/**
 * `marks` are steps from 1 by criterion, `comments` may be missing; `overall` is for the author, `note` for the staff alone.
 * `points` null: as they are worked out.
 */
export const markingSchema = z.strictObject({
  marks: z.record(keySchema, z.int().min(1).max(10)),
  comments: z.record(keySchema, textSchema(commentCharactersAtMost)),
  overall: textSchema(commentCharactersAtMost),
  note: textSchema(commentCharactersAtMost),
  points: pointsSchema.nullable(),
});
export type Marking = z.infer<typeof markingSchema>;

export const emptyMarking: Marking = { marks: {}, comments: {}, overall: '', note: '', points: null };

/** Without comments that are empty. */
export const tidyMarking = (marking: Marking): Marking => ({
  ...marking,
  comments: Object.fromEntries(Object.entries(marking.comments).filter(([, text]) => text !== '')),
});

const sorted = (record: Readonly<Record<string, unknown>>) =>
  Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));

/** Whether two read the same. */
export const areSameMarkings = (one: Marking, other: Marking): boolean => {
  const [a, b] = [tidyMarking(one), tidyMarking(other)].map(({ marks, comments, ...rest }) =>
    JSON.stringify([sorted(marks), sorted(comments), rest.overall, rest.note, rest.points]),
  );
  return a === b;
};

/** A criterion, as far as its marks go. */
export type Scale = Pick<Criterion, 'key' | 'title'> & { readonly steps: readonly string[] };

/**
 * A criterion that does not exist, or a step that it does not have; null when everything fits. What stands in `stored` already
 * may stay: criteria change, and what was written under one that is gone is not lost.
 */
export const misfitIn = (criteria: readonly Scale[], marking: Marking, stored: Marking): string | null => {
  const stepsOf = new Map(criteria.map(({ key, steps }) => [key, steps.length]));
  const gone = 'is for a criterion that this course does not have (any more).';
  for (const [key, step] of Object.entries(marking.marks)) {
    if (stored.marks[key] === step) continue;
    const steps = stepsOf.get(key);
    if (steps === undefined) return `One of the marks ${gone}`;
    if (step > steps) return `One of the marks is higher than its criterion goes: ${String(steps)} steps.`;
  }
  const isForeign = ([key, text]: [string, string]) =>
    !stepsOf.has(key) && text !== '' && stored.comments[key] !== text;
  return Object.entries(marking.comments).some(isForeign) ? `One of the comments ${gone}` : null;
};

/** The step a criterion was given; undefined: none, or one that it does not have any more. */
const stepIn = (marks: Readonly<Record<string, number>>, { key, steps }: Scale): number | undefined => {
  const step = marks[key];
  return step !== undefined && step <= steps.length ? step : undefined;
};

/** Marks enough to be returned: a step for every criterion, or points set by hand. */
export const isMarked = (criteria: readonly Scale[], { marks, points }: Marking): boolean =>
  points !== null || (criteria.length > 0 && criteria.every((one) => stepIn(marks, one) !== undefined));

/** How far the marks of a review are. */
export type MarkState = 'unmarked' | 'begun' | 'marked' | 'returned';

/** One line per criterion that has a mark; `share` is 0 for the lowest step and 1 for the highest. */
export interface CalculationLine {
  readonly title: string;
  readonly step: number;
  readonly steps: number;
  readonly share: number;
}

/** Every step from marks to points; null where there is nothing to go by yet. */
export interface Calculation {
  readonly lines: readonly CalculationLine[];
  /** Of the shares. */
  readonly mean: number | null;
  readonly percentLost: number;
  /** What the marks come to, whole points. */
  readonly proposed: number | null;
  readonly byHand: number | null;
  readonly points: number | null;
}

/** A line for every criterion that has a mark, in their order. */
export const linesOf = (
  criteria: readonly Scale[],
  marks: Marking['marks'],
): (CalculationLine & { readonly key: string })[] =>
  criteria.flatMap((criterion) => {
    const step = stepIn(marks, criterion);
    if (step === undefined) return [];
    const { key, title } = criterion;
    const steps = criterion.steps.length;
    return [{ key, title, step, steps, share: steps > 1 ? (step - 1) / (steps - 1) : 1 }];
  });

/**
 * Points from 0 to 100: the mean of (step − 1) / (steps − 1) over the criteria that have a mark, times 100, less the percent of
 * a review's points that being late costs (`shared/reviews/deadline.ts`), rounded to whole points and never below 0. Points
 * set by hand stand instead of it as they are, with nothing taken off.
 */
export const calculate = (
  criteria: readonly Scale[],
  { marks, points: byHand }: Pick<Marking, 'marks' | 'points'>,
  percentLost: number,
): Calculation => {
  const lines = linesOf(criteria, marks).map(({ key: _, ...line }) => line);
  const mean = lines.length === 0 ? null : lines.reduce((sum, { share }) => sum + share, 0) / lines.length;
  // Half a point goes up; what floating point makes of 0.675 × 100 must not decide it.
  const proposed =
    mean === null ? null : Math.max(0, Math.round(Number((mean * 100).toFixed(6)) - percentLost));
  return { lines, mean, percentLost, proposed, byHand, points: byHand ?? proposed };
};
