// Names of groups: distinct, short, and enough of them.
import { expect, test } from '@jest/globals';
import { groupName } from '#shared/rounds/names.ts';

test('groupName gives 140 groups distinct short words and goes on with numbers', () => {
  const names = Array.from({ length: 400 }, (_, id) => groupName(id));
  expect(names.slice(0, 6)).toEqual(['Alder', 'Ash', 'Aspen', 'Beech', 'Birch', 'Cedar']);
  expect(new Set(names).size).toBe(400);
  for (const name of names.slice(0, 140)) expect(name).toMatch(/^[A-Z][a-z]{2,9}$/);
});
