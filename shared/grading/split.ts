// Shares reviews out among graders, as evenly as can be, in an order that says nothing about their authors.
import type { Id } from '#shared/kernel/primitives.ts';
import { shuffledBy } from './shuffle.ts';

export interface ToGrade {
  readonly reviewId: Id;
  readonly authorId: Id;
}

/**
 * Who marks what, by the review's id; nobody gets their own review. The same seed deals the same way. Loads differ by one at
 * most, unless graders wrote reviews themselves and too few others are there to take them.
 */
export const splitEvenly = (
  reviews: readonly ToGrade[],
  graderIds: readonly Id[],
  seed: string,
): Map<Id, Id> => {
  const load = new Map(shuffledBy(graderIds, seed).map((id) => [id, 0]));
  // Reviews of graders come first: later on there may be only their author left to take them.
  const isGraders = ({ authorId }: ToGrade) => load.has(authorId);
  const shuffled = shuffledBy(reviews, seed, ({ reviewId }) => reviewId);
  const dealt = new Map<Id, Id>();
  for (const { reviewId, authorId } of [
    ...shuffled.filter(isGraders),
    ...shuffled.filter((one) => !isGraders(one)),
  ]) {
    const [least] = [...load].filter(([id]) => id !== authorId).sort(([, a], [, b]) => a - b);
    if (!least) continue;
    const [graderId, count] = least;
    load.set(graderId, count + 1);
    dealt.set(reviewId, graderId);
  }
  return dealt;
};
