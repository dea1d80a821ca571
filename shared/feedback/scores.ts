// How giving feedback is scored: completion, usefulness and a little agreement, with every step kept. docs/feedback-scores.md has the sources.
import { gatherBy } from '#shared/kernel/gather.ts';
import type { Marked, Marks } from './content.ts';
import type { Criterion } from './criteria.ts';

const weights = { completion: 60, usefulness: 30, agreement: 10 } as const;
/** So many observations count as much as the class does. */
const classCounts = 3;
export const usefulnessSteps = 5;
/** A review needs so many feedbacks before they are compared with each other, and a student so many before agreement counts. */
const feedbacksAtLeast = 3;

/** One feedback that was asked for. Null: not submitted, not rated, nothing to compare with. */
export interface Given {
  readonly id: string;
  readonly giverId: string;
  readonly marks: Marks | null;
  /** Those that the marks were given by; feedbacks on one review share them. */
  readonly criteria: readonly Criterion[];
  /** The author's, 1 to 5. */
  readonly usefulness: number | null;
  /** The staff's own marks of that review, perhaps by other criteria. */
  readonly staffMarks: Marked | null;
  /** Which review it is about: those of the same review are compared. */
  readonly reviewId: string;
}

export interface ScoredFeedback {
  readonly id: string;
  readonly isSubmitted: boolean;
  readonly usefulness: number | null;
  /** 1 when every mark is the reference's, 0 when all are as far away as can be. */
  readonly agreement: number | null;
  readonly reference: 'staff' | 'median' | null;
  readonly isDropped: boolean;
}

/** A part of the score: mean of `count` observations, drawn to the class's mean; null when there is nothing to go by. Shares of 1. */
export interface ScorePart {
  readonly count: number;
  readonly own: number | null;
  readonly ofClass: number | null;
  readonly result: number | null;
  /** What it counts for, out of the weights of the parts that have a result. */
  readonly weight: number;
}

export interface Score {
  readonly asked: number;
  readonly submitted: number;
  readonly feedbacks: readonly ScoredFeedback[];
  readonly parts: Readonly<Record<keyof typeof weights, ScorePart>>;
  /** 0 to 100, to one decimal. */
  readonly points: number;
}

const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;

const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [high, low] = [sorted[middle] ?? 0, sorted[middle - 1] ?? 0];
  return sorted.length % 2 === 1 ? high : (high + low) / 2;
};

/**
 * 1 minus the mean distance of the marks, each measured against the longest distance there can be. Compared are the criteria
 * that both have, by key, with equally many steps: another number of steps is another scale. Null where there is none.
 */
export const agreementOf = (one: Marked, reference: Marked): number | null => {
  const stepsOf = new Map(reference.criteria.map(({ key, steps }) => [key, steps.length]));
  const apart = one.criteria.flatMap(({ key, steps }) => {
    const [mark, other] = [one.marks[key], reference.marks[key]];
    return mark === undefined || other === undefined || stepsOf.get(key) !== steps.length
      ? []
      : [Math.abs(mark - other) / (steps.length - 1)];
  });
  const distance = mean(apart);
  return distance === null ? null : 1 - distance;
};

/** The median of what the others marked, criterion by criterion: one's own mark is not in it. */
const medianOf = (others: readonly Marks[], criteria: readonly Criterion[]): Marked => ({
  criteria,
  marks: Object.fromEntries(
    criteria.flatMap(({ key }) => {
      const theirs = others.flatMap((marks) => marks[key] ?? []);
      return theirs.length === 0 ? [] : [[key, median(theirs)]];
    }),
  ),
});

/** What a feedback is compared with: the staff's marks, else the others' median where the review has enough feedbacks. */
const compare = (
  { id, marks, criteria, staffMarks }: Given,
  ofReview: readonly Given[],
): Pick<ScoredFeedback, 'agreement' | 'reference'> => {
  const none = { agreement: null, reference: null };
  if (!marks) return none;
  const own = { marks, criteria };
  const withStaff = staffMarks && agreementOf(own, staffMarks);
  if (withStaff !== null) return { agreement: withStaff, reference: 'staff' };
  const others = ofReview.flatMap((other) => (other.id === id || !other.marks ? [] : [other.marks]));
  return others.length + 1 < feedbacksAtLeast
    ? none
    : { agreement: agreementOf(own, medianOf(others, criteria)), reference: 'median' };
};

/** `n / (n + 3)` of one's own mean, the rest of the class's: a few observations say little. */
export const drawnToClass = (own: number, count: number, ofClass: number): number =>
  (count * own + classCounts * ofClass) / (count + classCounts);

const usefulnessShare = (rating: number) => (rating - 1) / (usefulnessSteps - 1);

/** One student's feedbacks, compared; the one that agrees least is dropped once there are enough. */
const workOut = (mine: readonly Given[], byReview: ReadonlyMap<string, readonly Given[]>) => {
  const compared = mine.map((one) => ({
    id: one.id,
    isSubmitted: one.marks !== null,
    usefulness: one.marks && one.usefulness !== null ? usefulnessShare(one.usefulness) : null,
    ...compare(one, byReview.get(one.reviewId) ?? []),
  }));
  const agreements = compared.flatMap(({ agreement }) => agreement ?? []);
  const isEnough = agreements.length >= feedbacksAtLeast;
  const lowest = compared.find(({ agreement }) => agreement === Math.min(...agreements));
  const feedbacks = compared.map((one): ScoredFeedback => ({
    ...one,
    isDropped: isEnough && one === lowest,
  }));
  const kept = feedbacks.flatMap(({ isDropped, agreement }) => (isDropped ? [] : (agreement ?? [])));
  return {
    feedbacks,
    ratings: compared.flatMap(({ usefulness }) => usefulness ?? []),
    agreements: isEnough ? kept : [],
  };
};

/** The scores of everybody who was asked for feedback, by the giver's id. */
export const scoreAll = (given: readonly Given[]): Map<string, Score> => {
  const byReview = gatherBy(given, ({ reviewId }) => reviewId);
  const worked = [...gatherBy(given, ({ giverId }) => giverId)].map(
    ([giverId, mine]) => [giverId, workOut(mine, byReview)] as const,
  );
  const classMean = (of: 'ratings' | 'agreements') => mean(worked.flatMap(([, one]) => mean(one[of]) ?? []));
  const ofClass = { usefulness: classMean('ratings'), agreement: classMean('agreements') };

  return new Map(
    worked.map(([giverId, { feedbacks, ratings, agreements }]) => {
      const submitted = feedbacks.filter(({ isSubmitted }) => isSubmitted).length;
      const done = submitted / feedbacks.length;
      const drawn = (values: readonly number[], around: number | null): Omit<ScorePart, 'weight'> => {
        const own = mean(values);
        const result = own === null || around === null ? null : drawnToClass(own, values.length, around);
        return { count: values.length, own, ofClass: around, result };
      };
      const bare = {
        completion: { count: feedbacks.length, own: done, ofClass: null, result: done },
        usefulness: drawn(ratings, ofClass.usefulness),
        agreement: drawn(agreements, ofClass.agreement),
      };
      const names = Object.keys(weights) as (keyof typeof weights)[];
      const all = names.reduce((sum, name) => sum + (bare[name].result === null ? 0 : weights[name]), 0);
      const weighed = (name: keyof typeof weights): ScorePart => ({
        ...bare[name],
        weight: bare[name].result === null ? 0 : weights[name] / all,
      });
      const parts = {
        completion: weighed('completion'),
        usefulness: weighed('usefulness'),
        agreement: weighed('agreement'),
      };
      const share = names.reduce((sum, name) => sum + parts[name].weight * (parts[name].result ?? 0), 0);
      const points = Math.round(share * 1000) / 10;
      return [giverId, { asked: feedbacks.length, submitted, feedbacks, parts, points }];
    }),
  );
};
