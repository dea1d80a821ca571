// The order of the queue, who stands next, and how far it is. Pure.
import type { QueuedReview } from '#shared/grading/contract.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { shuffledBy } from '#shared/grading/shuffle.ts';

export const orders = ['name', 'time', 'unmarked', 'random'] as const;
export type Order = (typeof orders)[number];
export const orderWords: Record<Order, string> = {
  name: 'By name',
  time: 'First submitted first',
  unmarked: 'Unmarked first',
  random: 'At random',
};

export const isDone = ({ state }: Pick<QueuedReview, 'state'>): boolean =>
  state === 'marked' || state === 'returned';

const stateRank = { begun: 0, unmarked: 1, marked: 2, returned: 3 } as const;

/** Ids in the order that was chosen; `seed` makes a random order that is the same on every visit. */
export const orderQueue = (reviews: readonly QueuedReview[], order: Order, seed: string): Id[] => {
  const byName = reviews.toSorted((a, b) => a.author.name.localeCompare(b.author.name, 'en'));
  const ordered = {
    name: () => byName,
    time: () => byName.toSorted((a, b) => (a.submittedAt < b.submittedAt ? -1 : 1)),
    unmarked: () => byName.toSorted((a, b) => stateRank[a.state] - stateRank[b.state]),
    random: () => shuffledBy(reviews, seed, ({ reviewId }) => reviewId),
  }[order]();
  return ordered.map(({ reviewId }) => reviewId);
};

/** Those that are still there as they stood, and what came since behind them: nothing moves while it is worked on. */
export const inOrder = (reviews: readonly QueuedReview[], ids: readonly Id[]): QueuedReview[] => {
  const byId = new Map(reviews.map((review) => [review.reviewId, review]));
  const known = ids.flatMap((id) => byId.get(id) ?? []);
  return [...known, ...reviews.filter(({ reviewId }) => !ids.includes(reviewId))];
};

/** The one after (1) or before (-1) in the queue; undefined at its ends. */
export const neighbour = (
  reviews: readonly QueuedReview[],
  id: Id | undefined,
  by: 1 | -1,
): Id | undefined => {
  const at = reviews.findIndex(({ reviewId }) => reviewId === id);
  return at < 0 ? reviews[0]?.reviewId : reviews[at + by]?.reviewId;
};

/** `12 of 31 marked`. */
export const sayProgress = (reviews: readonly QueuedReview[]): string =>
  `${String(reviews.filter(isDone).length)} of ${String(reviews.length)} marked`;
