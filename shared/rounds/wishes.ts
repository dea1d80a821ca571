// What groups should look like beside having few repeats: who belongs together, apart, or evenly spread.
import type { PersonId } from './groups.ts';

type People = readonly PersonId[];

/** All may name people who are not present; those are passed over. */
export interface Wishes {
  /** Sets of people no two of whom should sit together. */
  keepApart?: readonly People[];
  /** Sets of people who should sit together; where both wishes name a pair, this one wins. */
  keepTogether?: readonly People[];
  /** Sets to spread evenly over the groups: the presenters, those without a review, everybody with the same tag. */
  spread?: readonly People[];
  /** Pairs worth bringing together: authors of opposed annotations or reviews. Weighs less than a repeat that cannot be avoided. */
  mix?: readonly (readonly [PersonId, PersonId])[];
}

export interface UnmetWish {
  wish: 'apart' | 'together';
  pair: [PersonId, PersonId];
}

/** All pairs of a list, each once. */
export function pairsOf(people: People): [PersonId, PersonId][] {
  return people.flatMap((one, index) =>
    people.slice(index + 1).map((other): [PersonId, PersonId] => [one, other]),
  );
}

/** The pairs of people who are seated and whose wish was not met. */
export function unmetWishes(
  groups: readonly People[],
  { keepApart = [], keepTogether = [] }: Wishes,
): UnmetWish[] {
  const groupOf = new Map(groups.flatMap((members, group) => members.map((person) => [person, group])));
  const seated = (set: People): PersonId[] => [...new Set(set)].filter((person) => groupOf.has(person));
  const share = ([one, other]: [PersonId, PersonId]): boolean => groupOf.get(one) === groupOf.get(other);
  const apart = keepApart.flatMap((set) => pairsOf(seated(set))).filter(share);
  const together = keepTogether.flatMap((set) => pairsOf(seated(set))).filter((pair) => !share(pair));
  return [
    ...apart.map((pair): UnmetWish => ({ wish: 'apart', pair })),
    ...together.map((pair): UnmetWish => ({ wish: 'together', pair })),
  ];
}
