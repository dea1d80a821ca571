// Local search over a split into groups of given sizes: swaps two people at a time.
import { at } from './cells.ts';
import { REPEAT } from './pair-costs.ts';
import type { Random } from './random.ts';
import { seatAtRandom } from './seats.ts';

/** A swap may cost up to this much at first, and in the end nothing: a third of one repeat worked best on terms. */
const THRESHOLD = 0.3 * REPEAT;

export interface SwapSearch {
  sizes: readonly number[];
  /** Row-major, people squared, symmetric with a zero diagonal: what it costs that two people share a group. */
  costs: Int32Array;
  /** places[person * groups + group]: what it costs that a person sits in a group; nothing when absent. */
  places?: Int32Array;
  /** The group that a person must sit in, or -1. */
  fixed?: Int32Array;
  /** How many random swaps to consider. */
  proposals: number;
}

/**
 * Starts from a random split and returns the best one seen, as the group of each person. The cost of a split is the
 * sum of the costs of all pairs that share a group and of everybody's place.
 *
 * First every person takes their best swap, twice; then random swaps are accepted while they cost less
 * than a falling threshold ("threshold accepting", Dueck and Scheuer, 1990). On terms of 24 to 100 people this left
 * fewer repeats than tabu search did in the same time, and it is shorter. Groups are small, so that a swap is judged from
 * their members at once; tables of sums per group made the judging faster and every accepted swap much slower.
 */
export function searchSwaps(
  { sizes, costs, places, fixed, proposals }: SwapSearch,
  random: Random,
): Uint16Array {
  const groups = sizes.length;
  const { starts, groupOf, personAt, swap } = seatAtRandom(sizes, random, fixed);
  const count = groupOf.length;
  const movable = Uint16Array.from([...groupOf.keys()].filter((person) => (fixed?.[person] ?? -1) < 0));
  if (groups < 2 || movable.length < 2) return groupOf;

  descend();
  let cost = 0;
  let best = 0;
  let bestGroupOf = groupOf.slice();
  for (let proposal = 0; proposal < proposals; proposal += 1) {
    const one = at(movable, random.below(movable.length));
    const other = at(movable, random.below(movable.length));
    const change = swapCost(one, other);
    if (change >= THRESHOLD * (1 - proposal / proposals)) continue;
    swap(one, other);
    cost += change;
    if (cost < best) {
      best = cost;
      bestGroupOf = groupOf.slice();
    }
  }
  return bestGroupOf;

  /** Two rounds through everybody: what they leave, the random swaps find sooner than a third would. */
  function descend(): void {
    let improved = true;
    for (let pass = 0; improved && pass < 2; pass += 1) {
      improved = false;
      for (const one of random.shuffle([...movable])) {
        let partner = one;
        let least = 0;
        for (const other of movable) {
          const change = swapCost(one, other);
          if (change >= least) continue;
          partner = other;
          least = change;
        }
        if (partner === one) continue;
        swap(one, partner);
        improved = true;
      }
    }
  }

  /** What a person costs with the people of a group, in that place. */
  function costIn(person: number, group: number): number {
    const row = person * count;
    const end = at(starts, group + 1);
    let sum = places === undefined ? 0 : at(places, person * groups + group);
    for (let seat = at(starts, group); seat < end; seat += 1) sum += at(costs, row + at(personAt, seat));
    return sum;
  }

  /** The change of the total cost. */
  function swapCost(one: number, other: number): number {
    const from = at(groupOf, one);
    const to = at(groupOf, other);
    if (from === to) return 0;
    // Each sum over the new group still has the one who leaves it, hence the pair's own cost comes off twice.
    return (
      costIn(one, to) -
      costIn(one, from) +
      costIn(other, from) -
      costIn(other, to) -
      2 * at(costs, one * count + other)
    );
  }
}
