// Jigsaw: people become experts on one part in expert groups, then meet in groups with one expert of each part.
import type { PersonId, SizeRange } from './groups.ts';
import type { PastRound } from './meetings-matrix.ts';
import { drawGroups, type RoundPlan } from './plan.ts';
import { createRandom } from './random.ts';
import { chooseSizes, evenSizes } from './sizes.ts';
import { unmetWishes, type Wishes } from './wishes.ts';

export interface JigsawRequest extends SizeRange, Wishes {
  /** Everybody to seat, each once; at least as many as parts. */
  present: readonly PersonId[];
  /** How many parts there are, 2 or more; for instance sections of a paper. */
  parts: number;
  /** The rounds of the term so far, oldest first. */
  history: readonly PastRound[];
  seed: number;
}

export interface JigsawPlan {
  /** `partOf[group]` is the part (0, 1, ...) that an expert group reads. */
  experts: RoundPlan & { partOf: number[] };
  /** Every group has all parts; where numbers do not go up, some have two experts of one. */
  mixed: RoundPlan;
}

/**
 * Both rounds of a jigsaw (Aronson and others, 1978). As many people as possible know each part, at most one more than
 * another; the experts of a part sit in groups of the usual sizes where these exist. There are as many mixed groups as the
 * rarest part has experts. Throws RangeError for fewer than two parts or fewer people than parts.
 */
export function planJigsaw(request: JigsawRequest): JigsawPlan {
  const { present, parts, history, seed, min, max, ...wishes } = request;
  if (!Number.isInteger(parts) || parts < 2) throw new RangeError('A jigsaw has two parts at least.');
  if (present.length < parts) throw new RangeError('There are fewer people than parts.');
  const experts = evenSizes(present.length, parts).map((count) => chooseSizes(count, { min, max }).sizes);
  const partOf = experts.flatMap((sizes, part) => sizes.map(() => part));
  const first = drawGroups({ present, history, seed, ...wishes }, experts.flat());

  const ofPart = experts.map((_, part) =>
    first.groups.filter((_group, group) => partOf[group] === part).flat(),
  );
  const groups = Math.min(...ofPart.map((people) => people.length));
  const mixed = drawGroups(
    {
      // Another order than that of the first round: the same seed must not seat them alike.
      present: createRandom(seed).shuffle(present),
      history: [...history, { groups: first.groups }],
      seed: seed + 1,
      ...wishes,
      keepApart: [...(wishes.keepApart ?? []), ...ofPart],
    },
    evenSizes(present.length, groups),
  );
  // Two experts of one part in a group are no broken wish of anybody.
  return { experts: { ...first, partOf }, mixed: { ...mixed, unmet: unmetWishes(mixed.groups, wishes) } };
}
