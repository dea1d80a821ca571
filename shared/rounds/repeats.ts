// Which pairs of a round meet again, and why that is so.
import type { PersonId } from './groups.ts';
import type { MeetingsMatrix } from './meetings-matrix.ts';
import { pairsOf, type Wishes } from './wishes.ts';

/**
 * `wished`: the two should sit together. `met_nearly_all`: one of them (`who`) has met so many of those present that their
 * group cannot be new to them. `fewest`: no other seats that were tried bring fewer repeats, or less recent ones.
 */
export type RepeatReason =
  | { readonly why: 'wished' }
  | { readonly why: 'met_nearly_all'; readonly who: PersonId }
  | { readonly why: 'fewest' };

/** Two people who meet again; `times` counts this round too, so it is 2 or more. */
export interface Repeat {
  pair: [PersonId, PersonId];
  times: number;
  reason: RepeatReason;
}

/** All repeats of a round, the pairs in the order of the groups. */
export function repeatsOf(
  groups: readonly (readonly PersonId[])[],
  { people, timesMet }: MeetingsMatrix,
  { keepTogether = [] }: Wishes,
): Repeat[] {
  const fresh = new Map(
    people.map((one) => [one, people.filter((other) => other !== one && timesMet(one, other) === 0).length]),
  );
  return groups.flatMap((members) =>
    pairsOf(members)
      .map((pair) => ({ pair, times: timesMet(...pair) + 1 }))
      .filter(({ times }) => times > 1)
      .map(({ pair, times }) => ({ pair, times, reason: reasonOf(pair, members.length) })),
  );

  function reasonOf(pair: [PersonId, PersonId], size: number): RepeatReason {
    if (keepTogether.some((set) => pair.every((person) => set.includes(person)))) return { why: 'wished' };
    const who = pair.find((person) => (fresh.get(person) ?? 0) < size - 1);
    return who === undefined ? { why: 'fewest' } : { why: 'met_nearly_all', who };
  }
}
