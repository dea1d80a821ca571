// Roles: one person each, fair over a term, fewer in small groups.
import { describe, expect, test } from '@jest/globals';
import { createRandom } from '#shared/rounds/random.ts';
import { assignRoles, handOnRoles, ROLES } from '#shared/rounds/roles.ts';
import type { GroupRoles } from '#shared/rounds/roles.ts';

describe('assignRoles', () => {
  test('balances every role over a term of 36 rounds', () => {
    const people = Array.from({ length: 24 }, (_, index) => `p${String(index)}`);
    const random = createRandom(5);
    const history: GroupRoles[] = [];
    for (let round = 0; round < 36; round += 1) {
      const mixed = random.shuffle(people);
      const groups = Array.from({ length: 6 }, () => mixed.splice(0, 4));
      assignRoles(groups, history, round).forEach((roles, index) => {
        expect(new Set(Object.values(roles)).size).toBe(3);
        for (const person of Object.values(roles)) expect(groups[index]).toContain(person);
        history.push(roles);
      });
    }
    for (const role of ROLES) {
      const turns = people.map((person) => history.filter((roles) => roles[role] === person).length);
      // 9 each would be perfect; by chance it is 2 to 16.
      expect(Math.min(...turns)).toBeGreaterThanOrEqual(7);
      expect(Math.max(...turns)).toBeLessThanOrEqual(11);
    }
  });

  test('gives a role to whoever had it least', () => {
    const history = [{ reporter: 'a' }, { reporter: 'b', scribe: 'c' }, { timekeeper: 'a' }];
    expect(assignRoles([['a', 'b', 'c']], history, 1)).toEqual([
      { reporter: 'c', scribe: 'b', timekeeper: 'a' },
    ]);
  });

  test('draws ties by the seed', () => {
    const reporters = Array.from(
      { length: 50 },
      (_, seed) => assignRoles([['a', 'b', 'c']], [], seed)[0]?.reporter,
    );
    expect(new Set(reporters)).toEqual(new Set(['a', 'b', 'c']));
    expect(assignRoles([['a', 'b', 'c']], [], 3)).toEqual(assignRoles([['a', 'b', 'c']], [], 3));
  });

  test('gives two people two roles, one person one and nobody none', () => {
    const roles = assignRoles([['a', 'b'], ['c'], []], [], 1);
    expect(roles.map((group) => Object.keys(group))).toEqual([['reporter', 'scribe'], ['reporter'], []]);
  });
});

describe('handing roles on', () => {
  const all = { reporter: 'a', scribe: 'b', timekeeper: 'c' };

  test('who stays keeps the role, and an open one goes to somebody without', () => {
    expect(handOnRoles(['a', 'b', 'c', 'd'], all, 1)).toEqual(all);
    expect(handOnRoles(['b', 'c', 'd'], all, 1)).toEqual({ ...all, reporter: 'd' });
    expect(handOnRoles(['a', 'b', 'd'], all, 1)).toEqual({ ...all, timekeeper: 'd' });
  });

  test('there is always a reporter, and nobody has two roles', () => {
    expect(handOnRoles(['b', 'c'], all, 1)).toEqual({ reporter: 'c', scribe: 'b' });
    expect(handOnRoles(['a', 'c'], all, 1)).toEqual({ reporter: 'a', scribe: 'c' });
    expect(handOnRoles(['c'], all, 1)).toEqual({ reporter: 'c' });
    expect(handOnRoles([], all, 1)).toEqual({});
    expect(Object.keys(handOnRoles(['d', 'e', 'f'], all, 1))).toEqual(['reporter', 'scribe', 'timekeeper']);
  });
});
