// What staff give a talk: marks and comments for all who presented, points for each; and how the points are worked out.
import { z } from 'zod';
import { marksSchema } from '#shared/feedback/content.ts';
import { idSchema, textSchema, type Id } from '#shared/kernel/primitives.ts';
import { linesOf, type CalculationLine } from '#shared/grading/marks.ts';
import type { TalkCriterion } from './rubric.ts';

const commentSchema = textSchema(5000);
const presentersAtMost = 20;

/** Whole and half points; what the course's talks can come to is asked by {@link tooManyPoints}. */
const pointsSchema = z
  .number()
  .min(0, 'are less than 0')
  .max(1000, 'are more than 1,000')
  .refine((points) => Number.isInteger(points * 2), 'are no whole or half points');

/** For one presenter. `points` null: as they are worked out. */
const shareSchema = z.strictObject({ points: pointsSchema.nullable(), comment: commentSchema });
export type PresenterShare = z.infer<typeof shareSchema>;

/** `marks`, `comments` by criterion and `overall` are for all presenters, `note` for the staff alone. */
export const talkMarkingSchema = z.strictObject({
  marks: marksSchema,
  comments: z.record(z.string().max(40), commentSchema),
  overall: commentSchema,
  note: commentSchema,
  presenters: z
    .record(idSchema, shareSchema)
    .refine((shares) => Object.keys(shares).length <= presentersAtMost, 'are too many'),
});
export type TalkMarking = z.infer<typeof talkMarkingSchema>;

export const emptyTalkMarking: TalkMarking = {
  marks: {},
  comments: {},
  overall: '',
  note: '',
  presenters: {},
};
const emptyShare: PresenterShare = { points: null, comment: '' };

export const shareOf = ({ presenters }: Pick<TalkMarking, 'presenters'>, personId: Id): PresenterShare =>
  presenters[personId] ?? emptyShare;

/** Without what says nothing. */
export const tidyTalkMarking = (marking: TalkMarking): TalkMarking => ({
  ...marking,
  comments: Object.fromEntries(Object.entries(marking.comments).filter(([, text]) => text !== '')),
  presenters: Object.fromEntries(
    Object.entries(marking.presenters).filter(([, { points, comment }]) => points !== null || comment !== ''),
  ),
});

const sorted = (record: Readonly<Record<string, unknown>>) =>
  Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));

export const areSameTalkMarkings = (one: TalkMarking, other: TalkMarking): boolean => {
  const [a, b] = [tidyTalkMarking(one), tidyTalkMarking(other)].map((marking) =>
    JSON.stringify([
      ...[sorted(marking.marks), sorted(marking.comments), marking.overall, marking.note],
      sorted(marking.presenters).map(([id, share]) => [id, sorted(share as Record<string, unknown>)]),
    ]),
  );
  return a === b;
};

/** Points by hand above what a talk can earn; null where there are none. Such as stand in `stored` already may stay. */
export const tooManyPoints = (marking: TalkMarking, stored: TalkMarking, outOf: number): string | null =>
  Object.entries(marking.presenters).some(
    ([id, { points }]) => points !== null && points > outOf && points !== shareOf(stored, id).points,
  )
    ? `A talk can earn ${String(outOf)} points at most.`
    : null;

interface TalkLine extends CalculationLine {
  readonly weight: number;
}

/** Every step from marks to one presenter's points; null where there is nothing to go by yet. */
export interface TalkCalculation {
  readonly lines: readonly TalkLine[];
  /** Of the shares, by weight. */
  readonly mean: number | null;
  readonly outOf: number;
  readonly proposed: number | null;
  readonly byHand: number | null;
  readonly points: number | null;
}

/**
 * The mean of (step − 1) / (steps − 1) over the criteria that have a mark, each counting by its weight, times `outOf`, in whole and
 * half points (a quarter goes up). Points set by hand for the presenter stand instead of it.
 */
export const calculateTalk = (
  criteria: readonly TalkCriterion[],
  marking: Pick<TalkMarking, 'marks' | 'presenters'>,
  personId: Id,
  outOf: number,
): TalkCalculation => {
  const weights = new Map(criteria.map(({ key, weight }) => [key, weight]));
  const lines = linesOf(criteria, marking.marks).map(({ key, ...line }) => ({
    ...line,
    weight: weights.get(key) ?? 0,
  }));
  const total = lines.reduce((sum, { weight }) => sum + weight, 0);
  const mean = total === 0 ? null : lines.reduce((sum, { weight, share }) => sum + weight * share, 0) / total;
  // What floating point makes of 0.675 × 20 must not decide where a half begins.
  const proposed = mean === null ? null : Math.round(Number((mean * outOf * 2).toFixed(6))) / 2;
  const byHand = shareOf(marking, personId).points;
  return { lines, mean, outOf, proposed, byHand, points: byHand ?? proposed };
};

/** Enough to be returned to a presenter: a step for every criterion that counts, or points set by hand. */
export const isTalkMarked = (
  criteria: readonly TalkCriterion[],
  marking: TalkMarking,
  personId: Id,
): boolean => {
  if (shareOf(marking, personId).points !== null) return true;
  const counting = criteria.filter(({ weight }) => weight > 0);
  return counting.length > 0 && linesOf(counting, marking.marks).length === counting.length;
};
