// What a seat costs: levels of a cost, the first before all others, for each way of choosing.
import { packLevels } from './levels.ts';
import {
  isLongEnough,
  keepingBonus,
  standingsOf,
  type Method,
  type Person,
  type Problem,
} from './problem.ts';
import type { Id } from '#shared/kernel/primitives.ts';

export interface Costs {
  readonly words: number;
  /** The cost of a slot for a person, one number per word. */
  of(person: Person): (slotId: Id, isKept: boolean) => readonly number[];
  /** The cost of a presenter more than a slot needs: they go where somebody is missing first. */
  readonly extra: readonly number[];
  readonly none: readonly number[];
}

/** Squared: `[extra, moved?, points, unlisted, moved]`. Generous: `[extra, moved?, unlisted, lowest place, ..., second place, moved]`. */
export const costsOf = (problem: Problem, { objective, keeping }: Method): Costs => {
  const standings = standingsOf(problem);
  const longest = Math.max(
    1,
    ...problem.people.map((person) => person.ranked.length + (isLongEnough(problem, person) ? 0 : 1)),
  );
  const worst = 4 * Math.max(longest, problem.atLeast) ** 2 + keepingBonus;
  const ahead = keeping === 'most' ? 1 : 0;
  const once = { most: 1 };
  const middle = objective === 'squared' ? [{ most: worst }, once] : Array<typeof once>(longest).fill(once);
  const { words, pack } = packLevels([once, ...(ahead ? [once] : []), ...middle, once], problem.slots.length);

  const made = new Map<number, readonly number[]>();
  const costOf = (place: number, isUnlisted: boolean, isKept: boolean) => {
    const moved = isKept ? 0 : 1;
    const wishes =
      objective === 'squared'
        ? [place ** 2 + (keeping === 'bonus' ? moved * keepingBonus : 0), isUnlisted ? 1 : 0]
        : Array.from({ length: longest }, (_, level) =>
            (level === 0 ? isUnlisted : !isUnlisted && place === longest + 1 - level) ? 1 : 0,
          );
    return pack([0, ...(ahead ? [moved] : []), ...wishes, moved]);
  };
  return {
    words,
    extra: pack([1]),
    none: pack([]),
    of: (person) => {
      const standingOf = standings(person);
      return (slotId, isKept) => {
        const { place, isUnlisted } = standingOf(slotId);
        const key = place * 4 + (isUnlisted ? 2 : 0) + (isKept ? 1 : 0);
        const known = made.get(key);
        if (known) return known;
        const cost = costOf(place, isUnlisted, isKept);
        made.set(key, cost);
        return cost;
      };
    },
  };
};
