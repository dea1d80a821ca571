// Ten thousand acts at random: people come, go, are moved and swapped by hand, groups are locked, acts taken back.
import { describe, expect, test } from '@jest/globals';
import type { Group, Move, SizeRange } from '#shared/rounds/groups.ts';
import { movePerson, swapPeople, undoMoves } from '#shared/rounds/hands.ts';
import { planRound } from '#shared/rounds/plan.ts';
import { createRandom } from '#shared/rounds/random.ts';
import { removePerson, seatArrival } from '#shared/rounds/seat.ts';
import { possibleGroupCounts } from '#shared/rounds/sizes.ts';

const USUAL = { min: 3, max: 4, history: [] };

const groupsOf = (...members: string[]): Group[] => members.map((text, id) => ({ id, members: [...text] }));
const textOf = (groups: readonly Group[]): string[] => groups.map(({ members }) => members.join(''));
const placesOf = (groups: readonly Group[]) =>
  new Map(groups.flatMap(({ id, members }) => members.map((person) => [person, id] as const)));

/** What holds whatever happens. `moved`: how many changed their group. */
const check = (
  before: readonly Group[],
  after: readonly Group[],
  moves: readonly Move[],
  range: SizeRange,
) => {
  const [old, now] = [placesOf(before), placesOf(after)];
  expect(after.flatMap(({ members }) => members)).toHaveLength(now.size);
  const changed = [...new Set([...old.keys(), ...now.keys()])].filter(
    (person) => old.get(person) !== now.get(person),
  );
  expect(moves.map(({ person }) => person).sort()).toEqual(changed.sort());
  for (const { person, from, to } of moves)
    expect([from, to]).toEqual([old.get(person) ?? null, now.get(person) ?? null]);
  const sizes = after.map(({ members }) => members.length);
  if (now.size > 1) expect(Math.min(...sizes)).toBeGreaterThan(1);
  if (possibleGroupCounts(now.size, range).length > 0)
    expect(sizes.filter((size) => size < range.min || size > range.max)).toEqual([]);
  return moves.filter(({ from, to }) => from !== null && to !== null).length;
};

/** Acts at random; how many of each kind there were. */
const act = (steps: number, crowd: number, range: SizeRange, seed: number) => {
  const random = createRandom(seed);
  const everybody = Array.from({ length: 2 * crowd }, (_, index) => `p${String(index)}`);
  const history = [{ groups: planRound({ present: everybody, ...range, history: [], seed }).groups }];
  const options = { ...range, history };
  const counts = { seated: 0, moved: 0, swapped: 0, undone: 0, kept: 0 };
  let groups: Group[] = [];
  let nextId = 0;
  let last: Move[] = [];
  const pick = <T>(items: readonly T[]): T => items[random.below(items.length)] as T;
  for (let step = 0; step < steps; step += 1) {
    const before = groups;
    const seated = groups.flatMap(({ members }) => members);
    const kind = seated.length < 6 ? 0 : random.below(10);
    let handed: { groups: Group[]; moves: Move[] };
    if (kind < 6) {
      const person = pick(everybody);
      const locked = new Set(groups.filter(() => random.below(4) === 0).map(({ id }) => id));
      const seat = placesOf(groups).has(person) ? removePerson : seatArrival;
      handed = seat(groups, person, { ...options, nextId, locked });
      expect(check(before, handed.groups, handed.moves, range)).toBeLessThanOrEqual(3);
      // Whoever leaves, leaves their own group, locked or not.
      const touched = new Set(handed.moves.flatMap(({ from, to }) => (to === null ? [] : [from, to])));
      counts.kept += [...locked].every((id) => !touched.has(id)) ? 1 : 0;
      counts.seated += 1;
    } else if (kind < 8) {
      handed = movePerson(groups, pick(seated), pick(groups).id, options);
      expect(check(before, handed.groups, handed.moves, range)).toBeLessThanOrEqual(2);
      counts.moved += handed.moves.length > 0 ? 1 : 0;
    } else if (kind < 9) {
      handed = swapPeople(groups, pick(seated), pick(seated));
      check(before, handed.groups, handed.moves, range);
      counts.swapped += handed.moves.length > 0 ? 1 : 0;
    } else {
      const undone = last.every(({ from, to }) => from !== null && to !== null) && undoMoves(groups, last);
      if (!undone) continue;
      handed = undone;
      check(before, handed.groups, handed.moves, range);
      counts.undone += 1;
    }
    for (const { id } of handed.groups) nextId = Math.max(nextId, id + 1);
    ({ groups, moves: last } = handed);
  }
  return counts;
};

test('10,000 acts at random keep every invariant', () => {
  const all = [
    act(4000, 24, { min: 3, max: 4 }, 1),
    act(2500, 6, { min: 3, max: 4 }, 2),
    act(2000, 12, { min: 2, max: 3 }, 3),
    act(1500, 30, { min: 4, max: 6 }, 4),
  ];
  const sum = (key: keyof (typeof all)[number]) => all.reduce((total, counts) => total + counts[key], 0);
  expect(sum('seated')).toBeGreaterThan(5500);
  expect(sum('moved')).toBeGreaterThan(1000);
  expect(sum('swapped')).toBeGreaterThan(500);
  expect(sum('undone')).toBeGreaterThan(100);
  // Locks give way only where nothing else keeps sizes in range.
  expect(sum('kept')).toBeGreaterThan(0.9 * sum('seated'));
});

describe('by hand', () => {
  test('a move within the sizes is one move; otherwise somebody who repeats least comes back', () => {
    const groups = groupsOf('abcd', 'efg', 'hij');
    expect(textOf(movePerson(groups, 'a', 1, USUAL).groups)).toEqual(['bcd', 'efga', 'hij']);
    const history = [{ groups: [['e', 'i', 'f', 'j']] }];
    const { groups: swapped, moves } = movePerson(groups, 'h', 1, { ...USUAL, history });
    // e and f have met i and j, so g takes the place of h.
    expect(textOf(swapped)).toEqual(['abcd', 'efh', 'ijg']);
    expect(moves.map(({ person }) => person)).toEqual(['h', 'g']);
    expect(movePerson(groups, 'a', 0, USUAL)).toEqual({ groups, moves: [] });
    expect(() => movePerson(groups, 'a', 9, USUAL)).toThrow(RangeError);
    expect(() => movePerson(groups, 'x', 1, USUAL)).toThrow(RangeError);
  });

  test('taking back restores the groups, unless one of the people has moved on or left', () => {
    const groups = groupsOf('abcd', 'efg', 'hij');
    const moved = movePerson(groups, 'a', 1, USUAL);
    expect(textOf(undoMoves(moved.groups, moved.moves)?.groups ?? [])).toEqual(['bcda', 'efg', 'hij']);
    const again = movePerson(moved.groups, 'a', 2, USUAL);
    expect(undoMoves(again.groups, moved.moves)).toBeUndefined();
    const left = removePerson(moved.groups, 'a', USUAL);
    expect(undoMoves(left.groups, moved.moves)).toBeUndefined();
  });

  test('a locked group is left alone, but not with too few people', () => {
    const groups = groupsOf('abc', 'def');
    const locked = new Set([0]);
    expect(textOf(seatArrival(groups, 'x', { ...USUAL, locked }).groups)).toEqual(['abc', 'defx']);
    const full = groupsOf('abc', 'defx');
    expect(textOf(seatArrival(full, 'y', { ...USUAL, locked }).groups)).toEqual(['abcy', 'defx']);
    expect(textOf(removePerson(groupsOf('abc', 'defx'), 'a', { ...USUAL, locked }).groups)[0]).toHaveLength(
      3,
    );
  });
});
