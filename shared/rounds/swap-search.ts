// Local search over a split into groups of given sizes: swaps two people at a time, each judged in constant time.
import { add, at } from './cells.ts';
import type { PairCosts } from './pair-costs.ts';
import { REPEAT } from './pair-costs.ts';
import type { Random } from './random.ts';

/** A swap may cost up to this much at first, and in the end nothing: a third of one repeat worked best on terms. */
const THRESHOLD = 0.3 * REPEAT;

/**
 * Starts from a random split and returns the best one seen, as the group of each person. The cost of a split is the
 * sum of the costs of all pairs that share a group; `sizes[g]` is the size of group g; `proposals` is the number of
 * random swaps to consider.
 *
 * First every person takes their best swap until nobody has one; then random swaps are accepted while they cost less
 * than a falling threshold ("threshold accepting", Dueck and Scheuer, 1990). On terms of 24 to 100 people this left
 * fewer repeats than tabu search did in the same time, and it is shorter.
 */
export function searchSwaps(
  { costs, wishes }: PairCosts,
  sizes: readonly number[],
  proposals: number,
  random: Random,
): Uint16Array {
  const count = wishes.length;
  const groups = sizes.length;
  const groupOf = new Uint16Array(
    random.shuffle(sizes.flatMap((size, group) => Array<number>(size).fill(group))),
  );
  // within[g * count + p]: what p costs with the people of g. Both halves of a swap are then one look-up each.
  const within = new Int32Array(count * groups);
  for (let one = 0; one < count; one += 1) {
    for (let other = 0; other < count; other += 1) {
      add(within, at(groupOf, one) * count + other, at(costs, one * count + other));
    }
  }
  let cost = 0;
  for (let person = 0; person < count; person += 1) {
    cost += (at(within, at(groupOf, person) * count + person) + at(wishes, person)) / 2;
  }
  descend();
  let best = cost;
  let bestGroupOf = groupOf.slice();

  for (let proposal = 0; groups > 1 && best > 0 && proposal < proposals; proposal += 1) {
    const one = random.below(count);
    const other = random.below(count);
    if (swapCost(one, other) >= THRESHOLD * (1 - proposal / proposals)) continue;
    swap(one, other);
    if (cost < best) {
      best = cost;
      bestGroupOf = groupOf.slice();
    }
  }
  return bestGroupOf;

  function descend(): void {
    let before: number;
    do {
      before = cost;
      for (const one of random.shuffle([...groupOf.keys()])) {
        let partner = one;
        let least = 0;
        for (let other = 0; other < count; other += 1) {
          const change = swapCost(one, other);
          if (change >= least) continue;
          partner = other;
          least = change;
        }
        if (partner !== one) swap(one, partner);
      }
    } while (cost < before);
  }

  /** The change of the total cost. A swap within a group changes nothing; it is not worth a branch elsewhere. */
  function swapCost(one: number, other: number): number {
    const from = at(groupOf, one);
    const to = at(groupOf, other);
    if (from === to) return 0;
    // Each look-up of the new group still has the one who leaves it, hence the pair's own cost comes off twice.
    return (
      at(within, to * count + one) -
      at(within, from * count + one) +
      at(within, from * count + other) -
      at(within, to * count + other) -
      2 * at(costs, one * count + other)
    );
  }

  function swap(one: number, other: number): void {
    cost += swapCost(one, other);
    const from = at(groupOf, one);
    const to = at(groupOf, other);
    for (let person = 0; person < count; person += 1) {
      const change = at(costs, other * count + person) - at(costs, one * count + person);
      add(within, from * count + person, change);
      add(within, to * count + person, -change);
    }
    groupOf[one] = to;
    groupOf[other] = from;
  }
}
