// How few repeats a number of rounds can have at the very least, whoever plans them.
import type { PersonId } from './groups.ts';
import type { RepeatFigures } from './meetings-matrix.ts';

type Round = readonly (readonly PersonId[])[];

/**
 * Lower limits for the figures Q and X (see RepeatFigures) of rounds with these people and group sizes, whoever sits with whom.
 *
 * Let M be the number of meetings of pairs, P the number of pairs that are ever present in the same round, and e_i how many
 * others are ever present with person i. Beside i sit at least d_i and at most D_i people in all rounds together: the sums of
 * (smallest size - 1) and (largest size - 1) of i's rounds.
 *
 * - Q: a pair that meets t times adds t (t - 1) / 2, which is convex in t, so the sum is least when meetings are spread
 *   evenly: `evenFill(M, P)`. The same holds for the pairs of one person, and every pair belongs to two people: half of the
 *   sum of `evenFill(d_i, e_i)`. And it is the sum over all couples of rounds of the pairs they have in common: where both
 *   have the same people, those of a group of s must share the g groups of the other round, `evenFill(s, g)` pairs at least.
 *   The largest of the three is the limit.
 * - X is M minus the number of pairs that met at all: at least M - P. Person i repeats at least D_i - e_i times, less what is
 *   missing in groups smaller than the largest of their round (K people in all, each counted by what is missing):
 *   half of (sum of max(0, D_i - e_i) - K). And couples of rounds overlap as above; only couples that share no round add up,
 *   since a pair that is common to c of those meets 2 c times.
 */
/** `q` and `x`: no plan has less. */
export interface RepeatLimits extends RepeatFigures {
  meetings: number;
  pairs: number;
}

/** The least sum of t (t - 1) / 2 when `meetings` are spread over `pairs`: as evenly as whole numbers allow. */
export function evenFill(meetings: number, pairs: number): number {
  if (pairs === 0) return 0;
  const each = Math.floor(meetings / pairs);
  const more = meetings - each * pairs;
  return (pairs * each * (each - 1)) / 2 + more * each;
}

/** The limits for rounds that were drawn, from their people and sizes. */
export function limitsOf(rounds: readonly Round[]): RepeatLimits {
  const people = new Map<PersonId, { least: number; most: number; others: Set<PersonId> }>();
  let meetings = 0;
  let missing = 0;
  for (const round of rounds) {
    const sizes = round.map(({ length }) => length);
    const [smallest, largest] = [Math.min(...sizes), Math.max(...sizes)];
    for (const size of sizes) {
      meetings += (size * (size - 1)) / 2;
      missing += size * (largest - size);
    }
    const present = round.flat();
    for (const person of present) {
      const seen = people.get(person) ?? { least: 0, most: 0, others: new Set() };
      people.set(person, seen);
      seen.least += smallest - 1;
      seen.most += largest - 1;
      for (const other of present) if (other !== person) seen.others.add(other);
    }
  }
  const forced = forcedOverlaps(rounds);
  const all = [...people.values()];
  const sum = (valueOf: (one: (typeof all)[number]) => number) =>
    all.reduce((total, one) => total + valueOf(one), 0);
  const pairs = sum((one) => one.others.size) / 2;
  return {
    meetings,
    pairs,
    q: Math.max(
      evenFill(meetings, pairs),
      Math.ceil(sum((one) => evenFill(one.least, one.others.size)) / 2),
      forced.q,
    ),
    x: Math.max(
      0,
      meetings - pairs,
      Math.ceil((sum((one) => Math.max(0, one.most - one.others.size)) - missing) / 2),
      forced.x,
    ),
  };
}

/**
 * Repeats that couples of rounds with the same people force, whatever was before: all couples for Q, which counts a pair once
 * for every two of its meetings; couples that share no round for X.
 */
function forcedOverlaps(rounds: readonly Round[]): RepeatFigures {
  const alike = new Map<string, Round[]>();
  for (const round of rounds) {
    const crowd = round.flat().toSorted().join('\n');
    alike.set(crowd, [...(alike.get(crowd) ?? []), round]);
  }
  const forced = { q: 0, x: 0 };
  for (const same of alike.values()) {
    same.forEach((one, index) => {
      same.slice(index + 1).forEach((other, step) => {
        const overlap = Math.max(overlapOf(one, other), overlapOf(other, one));
        forced.q += overlap;
        if (index % 2 === 0 && step === 0) forced.x += overlap;
      });
    });
  }
  return forced;
}

/** How many pairs that share a group of one round must share one of the other, which has the same people. */
function overlapOf(one: Round, other: Round): number {
  return one.reduce((sum, { length }) => sum + evenFill(length, other.length), 0);
}
