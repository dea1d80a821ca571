// Stacks cards beside their passages: in order, without overlap, each as near to its passage as the others allow.

export interface Wanted {
  /** Where the card would stand best, px from the top of the paper. Not above the one before it. */
  readonly top: number;
  readonly height: number;
}

interface Room {
  /** Between two cards, px. */
  readonly gap: number;
  /** What the stack may cover; it reaches beyond `bottom` only when it is higher than that. */
  readonly top: number;
  readonly bottom: number;
  /** The one that stands at its passage whatever the others do. */
  readonly pinned?: number | undefined;
}

/**
 * The tops of the cards, px. Without heights the order is all that binds them, so heights are taken out first: what remains is
 * isotonic regression, solved by pooling adjacent violators (Ayer et al. 1955), which makes the sum of squared distances least.
 */
export const arrange = (cards: readonly Wanted[], { gap, top, bottom, pinned }: Room): number[] => {
  const before: number[] = [];
  let total = 0;
  for (const { height } of cards) {
    before.push(total);
    total += height + gap;
  }
  const wanted = cards.map((card, i) => card.top - (before[i] ?? 0));
  const highest = Math.max(top, bottom - total + gap);
  const within = (n: number, low: number, high: number) => Math.min(Math.max(n, low), high);
  const at = pinned === undefined ? undefined : wanted[pinned];
  if (pinned === undefined || at === undefined)
    return isotonic(wanted).map((n, i) => within(n, top, highest) + (before[i] ?? 0));
  // A bounded isotonic fit is the free one, cut off at the bound.
  const pin = within(at, top, highest);
  return [
    ...isotonic(wanted.slice(0, pinned)).map((n) => within(n, top, pin)),
    pin,
    ...isotonic(wanted.slice(pinned + 1)).map((n) => within(n, pin, highest)),
  ].map((n, i) => n + (before[i] ?? 0));
};

/** The non-decreasing numbers nearest to the given ones. */
const isotonic = (values: readonly number[]): number[] => {
  const pools: { sum: number; count: number }[] = [];
  for (const value of values) {
    let pool = { sum: value, count: 1 };
    for (
      let last = pools.at(-1);
      last && last.sum / last.count > pool.sum / pool.count;
      last = pools.at(-1)
    ) {
      pools.pop();
      pool = { sum: last.sum + pool.sum, count: last.count + pool.count };
    }
    pools.push(pool);
  }
  return pools.flatMap(({ sum, count }) => Array.from({ length: count }, () => sum / count));
};
