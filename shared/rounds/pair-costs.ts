// What it costs to seat two people together: wishes, then repeats, how recent, and how hard they are to pair later.
import { add, at } from './cells.ts';
import { freedomOf } from './freedom.ts';
import type { PersonId } from './groups.ts';
import { countMeetings } from './meetings-matrix.ts';
import type { MeetingsMatrix, PastRound } from './meetings-matrix.ts';
import type { Wishes } from './wishes.ts';

/** One meeting before. Whole numbers keep sums exact, so that a seed gives the same groups everywhere. */
export const REPEAT = 10_000;
/** A meeting in the last round costs this much more; halved for every round before it. */
const RECENT = 1_000;
/** At most this much for a pair that will be easy to seat together later. */
const FREEDOM = 15_000;
/** Two of a set that should be spread: worth three repeats, which a class hardly notices. */
const SPREAD = 30_000;
/** Taken off for a pair worth bringing together. */
const MIX = 5_000;
/** A broken wish outweighs every repeat that a term can bring. */
const WISH = 10_000_000;

/** Row-major and symmetric with a zero diagonal, in the order of `matrix.people`. `history` is what the matrix counts. */
export function pairCosts(
  matrix: MeetingsMatrix,
  history: readonly PastRound[],
  { keepApart = [], keepTogether = [], spread = [], mix = [] }: Wishes,
): Int32Array {
  const { people, weights, recency } = matrix;
  const count = people.length;
  const costs = new Int32Array(count * count);
  // Who is away today comes back: freedom is counted among everybody of the term.
  const whole = countMeetings(
    [...new Set([...people, ...history.flatMap(({ groups }) => groups.flat())])],
    history,
  );
  const freedom = freedomOf(whole.people.length, whole.times);
  for (let one = 0; one < count; one += 1) {
    for (let other = 0; other < count; other += 1) {
      if (one === other) continue;
      // Those present come first in both.
      const free = at(freedom, one * whole.people.length + other) / whole.people.length;
      const pair = one * count + other;
      costs[pair] = Math.round(REPEAT * at(weights, pair) + RECENT * at(recency, pair) + FREEDOM * free);
    }
  }

  const place = new Map(people.map((person, index) => [person, index]));
  for (const set of spread) forEachPair(set, (pair) => add(costs, pair, SPREAD));
  for (const pair of mix) forEachPair(pair, (index) => add(costs, index, -MIX));
  for (const set of keepApart) forEachPair(set, (pair) => (costs[pair] = WISH));
  // Last, so that it wins over apart.
  for (const set of keepTogether) forEachPair(set, (pair) => (costs[pair] = -WISH));
  return costs;

  /** Calls with the cell of each ordered pair of a set's people who are here. */
  function forEachPair(set: readonly PersonId[], change: (pair: number) => void): void {
    const places = [...new Set(set)]
      .map((person) => place.get(person))
      .filter((index) => index !== undefined);
    for (const one of places) for (const other of places) if (one !== other) change(one * count + other);
  }
}
