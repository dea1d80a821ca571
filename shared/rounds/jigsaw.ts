// Jigsaw: people become experts on one part in expert groups, then meet in groups with one expert of each part.
import type { PersonId, SizeRange } from './groups.ts';
import type { PastRound } from './meetings-matrix.ts';
import { drawGroups, type RoundPlan } from './plan.ts';
import { createRandom } from './random.ts';
import { chooseSizes, evenSizes, possibleGroupCounts } from './sizes.ts';
import { unmetWishes, type Wishes } from './wishes.ts';

interface JigsawRequest extends SizeRange, Wishes {
  /** Everybody to seat, each once. */
  present: readonly PersonId[];
  /** How many parts there are, 2 or more; for instance the papers of a meeting. */
  parts: number;
  /** The rounds of the term so far, oldest first. */
  history: readonly PastRound[];
  seed: number;
}

/** `partOf[group]` is the part (0, 1, ...) that an expert group reads. */
export interface ExpertPlan extends RoundPlan {
  partOf: number[];
}

/**
 * The first round of a jigsaw (Aronson and others, 1978). As many people as possible know each part, at most one more than
 * another; the experts of a part sit in groups of the usual sizes where these exist. Throws RangeError for fewer than two
 * parts or fewer people than parts.
 */
export function planExperts({
  present,
  parts,
  history,
  seed,
  min,
  max,
  ...wishes
}: JigsawRequest): ExpertPlan {
  if (!Number.isInteger(parts) || parts < 2) throw new RangeError('A jigsaw has two parts at least.');
  if (present.length < parts) throw new RangeError('There are fewer people than parts.');
  const experts = evenSizes(present.length, parts).map((count) => chooseSizes(count, { min, max }).sizes);
  const partOf = experts.flatMap((sizes, part) => sizes.map(() => part));
  return { ...drawGroups({ present, history, seed, ...wishes }, experts.flat()), partOf };
}

/**
 * The second round: every group has all parts, as long as every part has experts enough. There are as many groups as the
 * rarest part has experts, or fewer where these would be too small; where numbers do not go up, some have two experts of
 * one part. `experts` are the people of each part; who is in none came later and sits anywhere.
 */
export function planMixed({
  present,
  experts,
  history,
  seed,
  min,
  max,
  ...wishes
}: Omit<JigsawRequest, 'parts'> & { experts: readonly (readonly PersonId[])[] }): RoundPlan {
  const here = new Set(present);
  const ofPart = experts.map((people) => people.filter((person) => here.has(person)));
  const rarest = Math.min(...ofPart.map((people) => people.length).filter((count) => count > 0));
  // One expert who stayed must not gather the whole class around them.
  const fewest = Math.ceil(present.length / Math.max(max, 2 * experts.length));
  const most = Math.max(1, fewest, Math.min(rarest, Math.floor(present.length / 2)));
  const fitting = possibleGroupCounts(present.length, { min, max }).filter((count) => count <= most);
  const mixed = drawGroups(
    {
      // Another order than that of the first round: the same seed must not seat them alike.
      present: createRandom(seed).shuffle(present),
      ...{ history, seed: seed + 1, ...wishes },
      keepApart: [...(wishes.keepApart ?? []), ...ofPart],
    },
    evenSizes(present.length, fitting.at(-1) ?? most),
  );
  // Two experts of one part in a group are no broken wish of anybody.
  return { ...mixed, unmet: unmetWishes(mixed.groups, wishes) };
}
