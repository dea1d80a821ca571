// Feedback of many put together: how often each step was given, and the mean; never from fewer than three. Pure.
import type { Marks } from '#shared/feedback/content.ts';
import type { Criterion } from '#shared/feedback/criteria.ts';

/** From fewer, one could tell who gave what. */
export const giversAtLeast = 3;

/** One criterion. `counts[0]` is how many gave the first step. Null: fewer than {@link giversAtLeast} marked it. */
export interface CriterionResult {
  readonly key: string;
  readonly counts: readonly number[] | null;
  /** Of the steps, counted from 1. */
  readonly mean: number | null;
}

/** `atLeast`: whom this is for may see each giver's marks anyway: 1; otherwise {@link giversAtLeast}. */
export const resultsOf = (
  criteria: readonly Criterion[],
  given: readonly { readonly marks: Marks }[],
  atLeast: number = giversAtLeast,
): CriterionResult[] =>
  criteria.map(({ key, steps }) => {
    const counts = steps.map(() => 0);
    for (const { marks } of given) {
      const at = (marks[key] ?? 0) - 1;
      if (counts[at] !== undefined) counts[at] += 1;
    }
    const marked = counts.reduce((sum, count) => sum + count, 0);
    if (marked < atLeast) return { key, counts: null, mean: null };
    const total = counts.reduce((sum, count, at) => sum + count * (at + 1), 0);
    return { key, counts, mean: total / marked };
  });
