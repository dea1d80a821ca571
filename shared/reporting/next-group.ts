// Which groups may be called next: fair over the term; chance decides among equals, so that nobody can tell who is next.
import type { Id } from '#shared/kernel/primitives.ts';

export interface CallableGroup {
  readonly number: number;
  readonly members: readonly Id[];
  /** Who would speak. */
  readonly reporter?: Id | undefined;
}

/**
 * The numbers of those groups of which one is to be called next, all with the same claim: not called in this round yet, and of
 * these the ones whose speaker has reported least this term. Empty when every group has been called.
 */
export function nextGroups(
  groups: readonly CallableGroup[],
  called: readonly number[],
  timesReported: ReadonlyMap<Id, number>,
): number[] {
  const waiting = groups.filter(({ number }) => !called.includes(number));
  const times = (group: CallableGroup): number => {
    const counts = (group.reporter === undefined ? group.members : [group.reporter]).map(
      (person) => timesReported.get(person) ?? 0,
    );
    return Math.min(...counts);
  };
  const least = Math.min(...waiting.map(times));
  return waiting.filter((group) => times(group) === least).map(({ number }) => number);
}
