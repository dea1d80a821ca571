// Drawing groups: everybody once, sizes in range, the same for the same seed, and with few repeated pairs.
import { describe, expect, test } from '@jest/globals';
import { countMeetings, repeatFigures } from '#shared/rounds/meetings-matrix.ts';
import type { PastRound, RepeatFigures } from '#shared/rounds/meetings-matrix.ts';
import { planRound } from '#shared/rounds/plan.ts';
import { createRandom } from '#shared/rounds/random.ts';
import { chooseSizes } from '#shared/rounds/sizes.ts';

const USUAL = { min: 3, max: 4 };

function crowd(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `p${String(index)}`);
}

/** Groups by chance alone: what the planner has to beat. */
function drawRandom(present: readonly string[], seed: number): string[][] {
  const mixed = createRandom(seed).shuffle(present);
  return chooseSizes(present.length, USUAL).sizes.map((size) => mixed.splice(0, size));
}

/** Round after round with everybody there, each planned knowing only the ones before. */
function planTerm(people: number, rounds: number, range = USUAL, seed = 1): PastRound[] {
  const history: PastRound[] = [];
  for (let round = 0; round < rounds; round += 1) {
    history.push({
      groups: planRound({ present: crowd(people), ...range, history, seed: seed + round }).groups,
    });
  }
  return history;
}

function figuresOf(people: number, history: readonly PastRound[]): RepeatFigures {
  return repeatFigures(countMeetings(crowd(people), history));
}

describe('planRound', () => {
  test('seats 1 to 60 people exactly once each in the chosen sizes', () => {
    for (let people = 1; people <= 60; people += 1) {
      const history = [1, 2, 3].map((seed) => ({ groups: drawRandom(crowd(people), seed) }));
      const { groups, outOfRange } = planRound({ present: crowd(people), ...USUAL, history, seed: people });
      expect(groups.flat().sort()).toEqual(crowd(people).sort());
      expect(groups.map(({ length }) => length)).toEqual(chooseSizes(people, USUAL).sizes);
      expect(outOfRange !== undefined).toBe([1, 2, 5].includes(people));
    }
    expect(planRound({ present: [], ...USUAL, history: [], seed: 1 }).groups).toEqual([]);
  });

  test('draws the same groups for the same seed and other groups for another', () => {
    const history = planTerm(20, 3);
    const draw = (seed: number): string[][] =>
      planRound({ present: crowd(20), ...USUAL, history, seed }).groups;
    for (let seed = 0; seed < 20; seed += 1) {
      expect(draw(seed)).toEqual(draw(seed));
      expect(draw(seed)).not.toEqual(draw(seed + 1));
    }
  });

  test('never adds more to Q than chance does, for 3 to 60 people', () => {
    for (let people = 3; people <= 60; people += 3) {
      const history = [1, 2, 3, 4, 5].map((seed) => ({ groups: drawRandom(crowd(people), people + seed) }));
      const before = figuresOf(people, history);
      const planned = planRound({ present: crowd(people), ...USUAL, history, seed: people });
      const after = figuresOf(people, [...history, planned]);
      expect([planned.q, planned.x]).toEqual([after.q - before.q, after.x - before.x]);
      for (let seed = 0; seed < 10; seed += 1) {
        const random = figuresOf(people, [...history, { groups: drawRandom(crowd(people), seed) }]);
        expect(after.q).toBeLessThanOrEqual(random.q);
      }
    }
  });

  test('lists each pair that meets again with its count', () => {
    const history = [
      {
        groups: [
          ['p0', 'p1', 'p2'],
          ['p3', 'p4', 'p5'],
        ],
      },
    ];
    const { repeats, q, x } = planRound({ present: ['p0', 'p1', 'p3'], ...USUAL, history, seed: 1 });
    expect(repeats).toEqual([{ pair: ['p0', 'p1'], times: 2, reason: { why: 'met_nearly_all', who: 'p0' } }]);
    expect([q, x]).toEqual([1, 1]);
  });

  test('brings 12 people to Q = 0 in three rounds of threes and 16 to few repeats in five of fours', () => {
    expect(figuresOf(12, planTerm(12, 3)).q).toBe(0);
    const figures = [1, 100, 200, 300, 400].map((seed) =>
      figuresOf(16, planTerm(16, 5, { min: 4, max: 4 }, seed)),
    );
    // By chance alone it is about 24; 0 exists but needs all five rounds planned together.
    for (const { q } of figures) expect(q).toBeLessThanOrEqual(12);
  });

  test('stays within a tenth of the least possible Q over a term of 24 people', () => {
    const history = planTerm(24, 36);
    const pairs = (24 * 23) / 2;
    const meetings = 36 * 6 * 6;
    const each = Math.floor(meetings / pairs);
    const once = meetings - each * pairs;
    // The even fill: every pair meets `each` times, `once` pairs one time more.
    const least = (pairs * each * (each - 1)) / 2 + once * each;
    const { q } = figuresOf(24, history);
    expect(q).toBeGreaterThanOrEqual(least);
    expect(q).toBeLessThanOrEqual(1.1 * least);
  });

  test('prefers the pair that met long ago over the pair that met just now', () => {
    const old = {
      groups: [
        ['a', 'b'],
        ['c', 'd'],
      ],
    };
    const recent = {
      groups: [
        ['a', 'c'],
        ['b', 'd'],
      ],
    };
    const older = {
      groups: [
        ['a', 'd'],
        ['b', 'c'],
      ],
    };
    for (let seed = 0; seed < 20; seed += 1) {
      const plan = planRound({
        present: ['a', 'b', 'c', 'd'],
        min: 2,
        max: 2,
        history: [older, old, recent],
        seed,
      });
      expect(plan.groups.map((group) => group.toSorted().join('')).sort()).toEqual(['ad', 'bc']);
    }
  });

  test('keeps apart and together, and says which wish cannot be met', () => {
    const wishes = {
      keepApart: [['p0', 'p1', 'p2', 'p3']],
      keepTogether: [
        ['p4', 'p5', 'p6'],
        ['p7', 'p8'],
      ],
    };
    const history = planTerm(40, 3);
    for (let seed = 0; seed < 20; seed += 1) {
      const plan = planRound({ present: crowd(40), ...USUAL, history, ...wishes, seed });
      const group = (person: string): number => plan.groups.findIndex((members) => members.includes(person));
      expect(new Set(['p0', 'p1', 'p2', 'p3'].map(group)).size).toBe(4);
      expect([group('p4'), group('p7')]).toEqual([group('p5'), group('p8')]);
      expect(group('p4')).toBe(group('p6'));
      expect(plan.unmet).toEqual([]);
    }
    const impossible = {
      present: crowd(4),
      ...USUAL,
      history: [],
      seed: 1,
      keepApart: [['p0', 'p1', 'gone']],
    };
    expect(planRound(impossible).unmet).toEqual([{ wish: 'apart', pair: ['p0', 'p1'] }]);
  });

  test('says of every repeat whether it was wished, could not be helped, or was the least', () => {
    const groups = [crowd(6).slice(0, 3), crowd(6).slice(3)];
    const again = planRound({
      ...{ present: crowd(6), min: 3, max: 3, history: [{ groups }], seed: 1 },
      keepTogether: [['p0', 'p1']],
    });
    const reasons = again.repeats.map(({ pair, reason }) => [pair.join(), reason.why]);
    expect(reasons).toContainEqual(['p0,p1', 'wished']);
    expect(reasons.filter(([, why]) => why === 'fewest')).toHaveLength(1);
  });

  test('spreads a set evenly and brings pairs together, without a repeat more', () => {
    const [presenters, tagged] = [crowd(40).slice(0, 10), crowd(40).slice(20)];
    const mix = Array.from(
      { length: 6 },
      (_, pair) => [`p${String(pair)}`, `p${String(39 - pair)}`] as const,
    );
    const history = planTerm(40, 3);
    const plain = planRound({ present: crowd(40), ...USUAL, history, seed: 1 });
    const plan = planRound({
      present: crowd(40),
      ...USUAL,
      history,
      spread: [presenters, tagged],
      mix,
      seed: 1,
    });
    const inGroups = (set: readonly string[]) =>
      plan.groups.map((members) => members.filter((person) => set.includes(person)).length);
    expect([Math.min(...inGroups(presenters)), Math.max(...inGroups(presenters))]).toEqual([1, 1]);
    expect([Math.min(...inGroups(tagged)), Math.max(...inGroups(tagged))]).toEqual([2, 2]);
    const met = mix.filter((pair) =>
      plan.groups.some((members) => pair.every((one) => members.includes(one))),
    );
    expect(met.length).toBeGreaterThanOrEqual(5);
    expect(plan.x).toBe(plain.x);
  });

  test('keeps pairs together in a class of 300, where a swap by chance would seldom find them', () => {
    const keepTogether = Array.from({ length: 20 }, (_, pair) => crowd(300).slice(2 * pair, 2 * pair + 2));
    const plan = planRound({ present: crowd(300), ...USUAL, history: [], keepTogether, seed: 1 });
    expect(plan.unmet).toEqual([]);
  });

  test('refuses somebody who is present twice', () => {
    expect(() => planRound({ present: ['a', 'a', 'b'], ...USUAL, history: [], seed: 1 })).toThrow(RangeError);
  });
});
