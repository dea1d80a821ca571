// Draws the groups of one round: random, but with as few people as possible who have met before.
import { at } from './cells.ts';
import type { PersonId, SizeRange } from './groups.ts';
import { countMeetings } from './meetings-matrix.ts';
import type { MeetingsMatrix, PastRound, RepeatFigures } from './meetings-matrix.ts';
import { pairCosts } from './pair-costs.ts';
import { createRandom } from './random.ts';
import { chooseSizes } from './sizes.ts';
import type { OutOfRange } from './sizes.ts';
import { searchSwaps } from './swap-search.ts';

/** The budget is counted in swaps per person, not in time: a seed gives the same groups on every machine. */
const PROPOSALS_EACH = 300;
/** Beyond about 70 people repeats are rare, and more swaps cost more time than they are worth. */
const PROPOSALS_AT_MOST = 20_000;

export interface RoundRequest extends SizeRange {
  /** Everybody to seat, each once. */
  present: readonly PersonId[];
  /** The rounds of the term so far, oldest first. */
  history: readonly PastRound[];
  /** Sets of people no two of whom should sit together. */
  keepApart?: readonly (readonly PersonId[])[];
  /** Sets of people who should sit together; where both wishes name a pair, this one wins. */
  keepTogether?: readonly (readonly PersonId[])[];
  seed: number;
}

/** Two people who meet again; `times` counts this round too, so it is 2 or more. */
export interface Repeat {
  pair: [PersonId, PersonId];
  times: number;
}

export interface UnmetWish {
  wish: 'apart' | 'together';
  pair: [PersonId, PersonId];
}

/** `q` and `x` are what this round adds to the term's figures (see RepeatFigures). */
export interface RoundPlan extends RepeatFigures {
  groups: PersonId[][];
  repeats: Repeat[];
  /** The pairs whose wish was not met. */
  unmet: UnmetWish[];
  outOfRange?: OutOfRange;
}

/** Throws RangeError when somebody is present twice or the size range is not one. */
export function planRound(request: RoundRequest): RoundPlan {
  const { present, history, keepApart = [], keepTogether = [], seed } = request;
  if (new Set(present).size !== present.length) throw new RangeError('Somebody is listed as present twice.');
  const { sizes, outOfRange } = chooseSizes(present.length, request);
  const matrix = countMeetings(present, history);
  const costs = pairCosts(matrix, keepApart, keepTogether);
  const proposals = Math.min(PROPOSALS_EACH * present.length, PROPOSALS_AT_MOST);
  const groupOf = searchSwaps(costs, sizes, proposals, createRandom(seed));

  const groups = sizes.map((): PersonId[] => []);
  present.forEach((person, index) => groups[at(groupOf, index)]?.push(person));
  const repeats = repeatsOf(groups, matrix);
  return {
    groups,
    repeats,
    q: repeats.reduce((sum, { times }) => sum + times - 1, 0),
    x: repeats.length,
    unmet: unmetWishes(groups, keepApart, keepTogether),
    ...(outOfRange && { outOfRange }),
  };
}

function pairsOf(people: readonly PersonId[]): [PersonId, PersonId][] {
  return people.flatMap((one, index) =>
    people.slice(index + 1).map((other): [PersonId, PersonId] => [one, other]),
  );
}

function repeatsOf(groups: readonly (readonly PersonId[])[], matrix: MeetingsMatrix): Repeat[] {
  return groups
    .flatMap(pairsOf)
    .map((pair) => ({ pair, times: matrix.timesMet(...pair) + 1 }))
    .filter(({ times }) => times > 1);
}

function unmetWishes(
  groups: readonly (readonly PersonId[])[],
  keepApart: readonly (readonly PersonId[])[],
  keepTogether: readonly (readonly PersonId[])[],
): UnmetWish[] {
  const groupOf = new Map(groups.flatMap((members, group) => members.map((person) => [person, group])));
  const seated = (set: readonly PersonId[]): PersonId[] =>
    [...new Set(set)].filter((person) => groupOf.has(person));
  const share = ([one, other]: [PersonId, PersonId]): boolean => groupOf.get(one) === groupOf.get(other);
  const apart = keepApart.flatMap((set) => pairsOf(seated(set))).filter(share);
  const together = keepTogether.flatMap((set) => pairsOf(seated(set))).filter((pair) => !share(pair));
  return [
    ...apart.map((pair): UnmetWish => ({ wish: 'apart', pair })),
    ...together.map((pair): UnmetWish => ({ wish: 'together', pair })),
  ];
}
