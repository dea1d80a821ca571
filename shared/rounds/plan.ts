// Draws the groups of one round: random, but with as few people as possible who have met before.
import { at } from './cells.ts';
import type { PersonId, SizeRange } from './groups.ts';
import { countMeetings } from './meetings-matrix.ts';
import type { PastRound, RepeatFigures } from './meetings-matrix.ts';
import { pairCosts } from './pair-costs.ts';
import { createRandom } from './random.ts';
import { repeatsOf, type Repeat } from './repeats.ts';
import { chooseSizes } from './sizes.ts';
import type { OutOfRange } from './sizes.ts';
import { searchSwaps, type SwapSearch } from './swap-search.ts';
import { unmetWishes, type UnmetWish, type Wishes } from './wishes.ts';

/** The budget is counted in swaps, not in time: a seed gives the same groups on every machine. */
const PROPOSALS_EACH = 2_500;
const PROPOSALS_AT_MOST = 200_000;
/** Beyond about 120 people repeats are rare, while the first descent takes longer: fewer swaps suffice. */
const PROPOSALS_TIMES_PEOPLE = 24_000_000;

export interface RoundRequest extends SizeRange, Wishes {
  /** Everybody to seat, each once. */
  present: readonly PersonId[];
  /** The rounds of the term so far, oldest first. */
  history: readonly PastRound[];
  seed: number;
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
  const { sizes, outOfRange } = chooseSizes(request.present.length, request);
  return { ...drawGroups(request, sizes), ...(outOfRange && { outOfRange }) };
}

/** Groups of exactly these sizes, which must seat everybody; `fixed` and `places` as in {@link SwapSearch}. */
export function drawGroups(
  { present, history, seed, ...wishes }: Omit<RoundRequest, keyof SizeRange>,
  sizes: readonly number[],
  more: Pick<SwapSearch, 'places' | 'fixed'> = {},
): RoundPlan {
  if (new Set(present).size !== present.length) throw new RangeError('Somebody is listed as present twice.');
  const matrix = countMeetings(present, history);
  const count = Math.max(1, present.length);
  const proposals = Math.min(
    PROPOSALS_EACH * count,
    PROPOSALS_AT_MOST,
    Math.floor(PROPOSALS_TIMES_PEOPLE / count),
  );
  const costs = pairCosts(matrix, history, wishes);
  const groupOf = searchSwaps({ sizes, costs, proposals, ...more }, createRandom(seed));

  const groups = sizes.map((): PersonId[] => []);
  present.forEach((person, index) => groups[at(groupOf, index)]?.push(person));
  const repeats = repeatsOf(groups, matrix, wishes);
  return {
    groups,
    repeats,
    q: repeats.reduce((sum, { times }) => sum + times - 1, 0),
    x: repeats.length,
    unmet: unmetWishes(groups, wishes),
  };
}
