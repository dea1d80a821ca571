// Brings groups back into a size range with as few moves as possible, choosing the people who repeat least.
import type { Group, PersonId, SizeRange } from './groups.ts';
import type { MeetingsMatrix } from './meetings-matrix.ts';

export interface Settled {
  groups: Group[];
  /** How many people left one of the given groups. */
  moved: number;
  /** How often those who came to a group had met its people before, summed up. */
  repeats: number;
}

/**
 * Seats everybody of `pool` in `given` groups and evens out groups outside the range; undefined where the number of
 * people does not allow it. Groups that nobody enters or leaves stay the same objects.
 */
export function settle(
  given: readonly Group[],
  pool: readonly PersonId[],
  { min, max }: SizeRange,
  { timesMet }: MeetingsMatrix,
): Settled | undefined {
  const people = given.reduce((sum, { members }) => sum + members.length, pool.length);
  if (people < given.length * min || people > given.length * max) return undefined;
  const groups = [...given];
  const waiting = [...pool];
  let moved = 0;
  let repeats = 0;

  // People waiting fill the gaps first, then come from the largest groups, so that no group falls below the range.
  for (let short = smallest(); short !== undefined && size(short) < min; short = smallest()) {
    if (waiting.length > 0) enter(takeBest(waiting, short), short);
    else transfer(short);
  }
  for (let full = largest(); full !== undefined && size(full) > max; full = largest()) {
    const target = smallest();
    if (target !== undefined) transfer(target);
  }
  for (const person of waiting) {
    const room = groups.filter((group) => size(group) < max);
    const least = Math.min(...room.map(size));
    const options = room.filter((group) => size(group) === least);
    const target = best(options, (group) => metBy(person, group));
    if (target !== undefined) enter(person, target);
  }
  return { groups, moved, repeats };

  function size({ members }: Group): number {
    return members.length;
  }

  function smallest(): Group | undefined {
    return best(groups, size);
  }

  function largest(): Group | undefined {
    return best(groups, (group) => -size(group));
  }

  function metBy(person: PersonId, { members }: Group): number {
    return members.reduce((sum, member) => sum + timesMet(person, member), 0);
  }

  function takeBest(from: PersonId[], target: Group): PersonId {
    const chosen = best(from, (person) => metBy(person, target)) as PersonId;
    from.splice(from.indexOf(chosen), 1);
    return chosen;
  }

  function enter(person: PersonId, target: Group): void {
    repeats += metBy(person, target);
    replace(target, [...target.members, person]);
  }

  /** Moves the one person of the largest groups who has met the target's people least. */
  function transfer(target: Group): void {
    const most = Math.max(...groups.map(size));
    const donors = groups.filter((group) => size(group) === most);
    const choices = donors.flatMap((donor) => donor.members.map((person) => ({ donor, person })));
    const choice = best(choices, ({ person }) => metBy(person, target));
    if (choice === undefined) return;
    replace(
      choice.donor,
      choice.donor.members.filter((member) => member !== choice.person),
    );
    enter(choice.person, target);
    moved += 1;
  }

  function replace(group: Group, members: PersonId[]): void {
    groups[groups.indexOf(group)] = { id: group.id, members };
  }
}

/** The first item with the lowest score. */
function best<T>(items: readonly T[], score: (item: T) => number): T | undefined {
  let found: T | undefined;
  let lowest = Infinity;
  for (const item of items) {
    const value = score(item);
    if (value >= lowest) continue;
    lowest = value;
    found = item;
  }
  return found;
}
