// Late arrivals and departures: few moves, sizes in range, nobody alone.
import { describe, expect, test } from '@jest/globals';
import type { Group, Move, SizeRange } from '#shared/rounds/groups.ts';
import { planRound } from '#shared/rounds/plan.ts';
import { createRandom } from '#shared/rounds/random.ts';
import { removePerson, seatArrival } from '#shared/rounds/seat.ts';
import type { Seating } from '#shared/rounds/seat.ts';
import { possibleGroupCounts } from '#shared/rounds/sizes.ts';

const USUAL = { min: 3, max: 4, history: [] };

function groupsOf(...members: string[]): Group[] {
  return members.map((text, id) => ({ id, members: [...text] }));
}

function placesOf(groups: readonly Group[]): Map<string, number> {
  return new Map(groups.flatMap(({ id, members }) => members.map((person) => [person, id] as const)));
}

/** Checks one step against what went before and returns how many people changed their group. */
function checkStep(before: readonly Group[], { groups, moves }: Seating, range: SizeRange): number {
  const [old, now] = [placesOf(before), placesOf(groups)];
  const people = groups.flatMap(({ members }) => members);
  const changed = [...new Set([...old.keys(), ...now.keys()])].filter(
    (person) => old.get(person) !== now.get(person),
  );
  expect(new Set(people).size).toBe(people.length);
  expect(new Set(groups.map(({ id }) => id)).size).toBe(groups.length);
  const told = (person: string): Move => ({
    person,
    from: old.get(person) ?? null,
    to: now.get(person) ?? null,
  });
  expect(moves.toSorted((one, other) => (one.person < other.person ? -1 : 1))).toEqual(
    changed.sort().map(told),
  );
  const sizes = groups.map(({ members }) => members.length);
  if (people.length > 1) expect(Math.min(...sizes)).toBeGreaterThan(1);
  if (possibleGroupCounts(people.length, range).length > 0) {
    const outside = sizes.filter((size) => size < range.min || size > range.max);
    expect([people.length, outside]).toEqual([people.length, []]);
  }
  const touched = new Set(moves.flatMap(({ from, to }) => [from, to]));
  for (const group of before) if (!touched.has(group.id)) expect(groups).toContain(group);
  return moves.filter(({ from, to }) => from !== null && to !== null).length;
}

/** A class in which people come and go at random around `crowd` people. */
function comeAndGo(steps: number, crowd: number, range: SizeRange, seed: number): number[] {
  const random = createRandom(seed);
  const everybody = Array.from({ length: 2 * crowd }, (_, index) => `p${String(index)}`);
  const history = [{ groups: planRound({ present: everybody, ...range, history: [], seed }).groups }];
  let groups: Group[] = [];
  let nextId = 0;
  return Array.from({ length: steps }, () => {
    const person = everybody[random.below(everybody.length)] ?? '';
    const options = { ...range, history, nextId };
    const step = placesOf(groups).has(person)
      ? removePerson(groups, person, options)
      : seatArrival(groups, person, options);
    expect(step.moves[0]?.person).toBe(person);
    const moved = checkStep(groups, step, range);
    for (const { id } of step.groups) nextId = Math.max(nextId, id + 1);
    groups = step.groups;
    return moved;
  });
}

describe('people who come and go', () => {
  test('2,000 random steps keep every invariant and move at most three', () => {
    const moved = [
      ...comeAndGo(1000, 24, { min: 3, max: 4 }, 1),
      ...comeAndGo(400, 5, { min: 3, max: 4 }, 2),
      ...comeAndGo(300, 8, { min: 2, max: 3 }, 3),
      ...comeAndGo(300, 20, { min: 4, max: 6 }, 4),
    ];
    expect(moved).toHaveLength(2000);
    expect(Math.max(...moved)).toBeLessThanOrEqual(3);
    expect(moved.filter((count) => count === 0).length).toBeGreaterThan(1300);
  });

  test('nobody is alone and at most three move where the range often has no split', () => {
    for (const range of [
      { min: 3, max: 3 },
      { min: 5, max: 5 },
      { min: 6, max: 7 },
    ]) {
      const random = createRandom(range.min);
      let groups: Group[] = [];
      for (let step = 0; step < 300; step += 1) {
        const person = `p${String(random.below(30))}`;
        const seated = placesOf(groups).has(person);
        const { groups: after, moves } = (seated ? removePerson : seatArrival)(groups, person, {
          ...range,
          history: [],
        });
        if (placesOf(after).size > 1)
          expect(Math.min(...after.map(({ members }) => members.length))).toBeGreaterThan(1);
        expect(moves.length).toBeLessThanOrEqual(4);
        groups = after;
      }
    }
  });
});

describe('seatArrival', () => {
  test('joins the smallest group with room, and of these the one with fewest repeats', () => {
    const history = [
      {
        groups: [
          ['x', 'f'],
          ['x', 'i'],
        ],
      },
    ];
    const { groups, moves } = seatArrival(groupsOf('abcd', 'efg', 'hij', 'klm'), 'x', { ...USUAL, history });
    expect(moves).toEqual([{ person: 'x', from: null, to: 3 }]);
    expect(groups[3]?.members).toEqual(['k', 'l', 'm', 'x']);
  });

  test('opens a new group from full ones, one person from each', () => {
    const { groups, moves } = seatArrival(groupsOf('abcd', 'efgh'), 'x', { ...USUAL, nextId: 7 });
    expect(groups.map(({ id, members }) => [id, members.length])).toEqual([
      [0, 3],
      [1, 3],
      [7, 3],
    ]);
    expect(moves[0]).toEqual({ person: 'x', from: null, to: 7 });
    expect(
      moves
        .slice(1)
        .map(({ from }) => from)
        .sort(),
    ).toEqual([0, 1]);
  });

  test('makes a five where no split exists, and splits it with the sixth', () => {
    const five = seatArrival(groupsOf('abcd'), 'x', USUAL);
    expect(five.groups).toEqual(groupsOf('abcdx'));
    expect(seatArrival(five.groups, 'y', USUAL).groups.map(({ members }) => members.length)).toEqual([3, 3]);
  });

  test('starts with the first person and refuses whoever is seated', () => {
    expect(seatArrival([], 'x', USUAL).groups).toEqual(groupsOf('x'));
    expect(() => seatArrival(groupsOf('abc'), 'a', USUAL)).toThrow(RangeError);
  });
});

describe('removePerson', () => {
  test('refills a group under the minimum with the person who repeats least', () => {
    const history = [{ groups: [['a', 'd', 'e', 'f']] }];
    const { groups, moves } = removePerson(groupsOf('abc', 'defg'), 'c', { ...USUAL, history });
    expect(groups.map(({ members }) => members.join(''))).toEqual(['abg', 'def']);
    expect(moves).toEqual([
      { person: 'c', from: 0, to: null },
      { person: 'g', from: 1, to: 0 },
    ]);
  });

  test('merges a group under the minimum where nobody can be spared', () => {
    const { groups } = removePerson(groupsOf('abc', 'def', 'ghi'), 'i', USUAL);
    expect(groups.map(({ members }) => members.length)).toEqual([4, 4]);
  });

  test('leaves three and two as they are, then makes one of four', () => {
    const five = removePerson(groupsOf('abc', 'def'), 'f', USUAL);
    expect(five.groups).toEqual(groupsOf('abc', 'de'));
    expect(removePerson(five.groups, 'e', USUAL).groups).toEqual(groupsOf('abcd'));
  });

  test('comes as near to the range as it can where no split exists', () => {
    const { groups } = removePerson(groupsOf('abcde', 'fghi'), 'i', { min: 5, max: 5, history: [] });
    expect(groups.map(({ members }) => members.length)).toEqual([4, 4]);
  });

  test('empties the room and refuses whoever is in no group', () => {
    expect(removePerson(groupsOf('a'), 'a', USUAL).groups).toEqual([]);
    expect(() => removePerson(groupsOf('abc'), 'x', USUAL)).toThrow(RangeError);
  });
});
