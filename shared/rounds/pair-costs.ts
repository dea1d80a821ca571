// What it costs to seat two people together: repeats first, then how recent, then how hard they are to pair later.
import { add, at } from './cells.ts';
import type { PersonId } from './groups.ts';
import type { MeetingsMatrix } from './meetings-matrix.ts';

/** One meeting before. Whole numbers keep sums exact, so that a seed gives the same groups everywhere. */
export const REPEAT = 10_000;
/** A meeting in the last round costs this much more; halved for every round before it. */
const RECENT = 1_000;
/** At most this much for a pair that will be easy to seat together later. */
const FREEDOM = 1_000;
/** A broken wish outweighs every repeat that a term can bring. */
const WISH = 10_000_000;

export interface PairCosts {
  /** Row-major and symmetric with a zero diagonal; at least 0 but for pairs that belong together (-WISH). */
  costs: Int32Array;
  /** For each person what must be added to the costs within their group, so that "all wishes met" is 0. */
  wishes: Int32Array;
}

export function pairCosts(
  matrix: MeetingsMatrix,
  keepApart: readonly (readonly PersonId[])[],
  keepTogether: readonly (readonly PersonId[])[],
): PairCosts {
  const { people, times, weights, recency } = matrix;
  const count = people.length;
  const costs = new Int32Array(count * count);
  const wishes = new Int32Array(count);
  const freedom = commonUnmet(count, times);
  // What every pair costs changes nothing: without it "cannot be better" stays visible late in a term.
  let least = Infinity;
  for (let pair = 0; pair < costs.length; pair += 1) {
    if (pair % (count + 1) !== 0) least = Math.min(least, at(weights, pair));
  }
  for (let pair = 0; pair < costs.length; pair += 1) {
    if (pair % (count + 1) === 0) continue;
    const repeats = REPEAT * (at(weights, pair) - least);
    costs[pair] = Math.round(repeats + RECENT * at(recency, pair) + (FREEDOM * at(freedom, pair)) / count);
  }

  const place = new Map(people.map((person, index) => [person, index]));
  // Together first, so that it can win over apart.
  for (const [set, cost] of [
    ...keepTogether.map((together) => [together, -WISH] as const),
    ...keepApart.map((apart) => [apart, WISH] as const),
  ]) {
    const places = set.map((person) => place.get(person)).filter((index) => index !== undefined);
    for (const one of places) {
      for (const other of places) {
        // A pair that is wished together twice counts once; together wins over apart.
        if (one === other || costs[one * count + other] === -WISH) continue;
        costs[one * count + other] = cost;
        if (cost < 0) add(wishes, one, WISH);
      }
    }
  }
  return { costs, wishes };
}

/**
 * For each pair the number of people whom neither has met. A pair with few of them fits into few groups without a
 * repeat, so it is used up first; at 100 people this saves a third of the repeats of a term.
 */
function commonUnmet(count: number, times: Uint16Array): Uint16Array {
  const words = Math.ceil(count / 32);
  const unmet = new Uint32Array(count * words);
  for (let pair = 0; pair < times.length; pair += 1) {
    if (times[pair] !== 0) continue;
    const person = pair % count;
    const word = Math.floor(pair / count) * words + (person >>> 5);
    unmet[word] = at(unmet, word) | (1 << (person & 31));
  }
  const common = new Uint16Array(count * count);
  for (let one = 0; one < count; one += 1) {
    for (let other = one + 1; other < count; other += 1) {
      let shared = 0;
      for (let word = 0; word < words; word += 1) {
        shared += bitCount(at(unmet, one * words + word) & at(unmet, other * words + word));
      }
      common[one * count + other] = shared;
      common[other * count + one] = shared;
    }
  }
  return common;
}

/** Number of set bits of a 32-bit word (the usual sum in parallel, Hacker's Delight, 5-1). */
function bitCount(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
