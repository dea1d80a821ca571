// Who reports, who writes and who watches the clock: whoever had that role least often.
import type { PersonId } from './groups.ts';
import { createRandom } from './random.ts';

/** In the order in which a small group gives them up from the end: a group always has a reporter. */
export const ROLES = ['reporter', 'scribe', 'timekeeper'] as const;

export type Role = (typeof ROLES)[number];

/** The roles of one group in one round; a pair has no timekeeper, one person alone only reports. */
export type GroupRoles = Partial<Record<Role, PersonId>>;

/**
 * Gives every group its roles, in the order of `groups`. `roleHistory` lists the roles of all groups of all earlier
 * rounds, in any order. Ties go to whoever had fewest roles of any kind, then to chance.
 */
export function assignRoles(
  groups: readonly (readonly PersonId[])[],
  roleHistory: readonly GroupRoles[],
  seed: number,
): GroupRoles[] {
  const random = createRandom(seed);
  const turns = {
    reporter: countTurns('reporter'),
    scribe: countTurns('scribe'),
    timekeeper: countTurns('timekeeper'),
  };

  return groups.map((members) => {
    const roles: GroupRoles = {};
    let free = random.shuffle(members);
    for (const role of ROLES) {
      const [chosen] = free.toSorted(
        (one, other) => had(one, role) - had(other, role) || all(one) - all(other),
      );
      if (chosen === undefined) break;
      roles[role] = chosen;
      free = free.filter((person) => person !== chosen);
    }
    return roles;
  });

  function countTurns(role: Role): Map<PersonId, number> {
    const counts = new Map<PersonId, number>();
    for (const { [role]: person } of roleHistory) {
      if (person !== undefined) counts.set(person, (counts.get(person) ?? 0) + 1);
    }
    return counts;
  }

  function had(person: PersonId, role: Role): number {
    return turns[role].get(person) ?? 0;
  }

  function all(person: PersonId): number {
    return ROLES.reduce((sum, role) => sum + had(person, role), 0);
  }
}

/**
 * Hands on the roles of a group whose people have changed: who is still there keeps theirs, and what is open goes to
 * somebody without a role. With nobody free, the role that matters more takes the holder of the one that matters least.
 */
export function handOnRoles(members: readonly PersonId[], before: GroupRoles, seed: number): GroupRoles {
  const roles = new Map<Role, PersonId>();
  for (const role of ROLES) {
    const holder = before[role];
    if (holder !== undefined && members.includes(holder)) roles.set(role, holder);
  }
  const busy = new Set(roles.values());
  const free = createRandom(seed).shuffle(members.filter((person) => !busy.has(person)));
  for (const [rank, role] of ROLES.entries()) {
    if (roles.has(role)) continue;
    const lesser = ROLES.slice(rank + 1).findLast((other) => roles.has(other));
    const fresh = free.shift();
    const chosen = fresh ?? (lesser && roles.get(lesser));
    if (chosen === undefined) break;
    if (fresh === undefined && lesser) roles.delete(lesser);
    roles.set(role, chosen);
  }
  return Object.fromEntries(roles);
}
