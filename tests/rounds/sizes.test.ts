// Splits into groups: in range wherever a split exists, and the nearest where none does.
import { describe, expect, test } from '@jest/globals';
import { chooseSizes, possibleGroupCounts } from '#shared/rounds/sizes.ts';

const USUAL = { min: 3, max: 4 };

/** Does some list of sizes within the range add up to the people? By trying, not by the formula. */
function splittable(people: number, min: number, max: number): boolean {
  if (people === 0) return true;
  for (let size = min; size <= Math.min(max, people); size += 1) {
    if (splittable(people - size, min, max)) return true;
  }
  return false;
}

describe('possibleGroupCounts', () => {
  test('lists every count that keeps to 3 to 4', () => {
    expect(possibleGroupCounts(12, USUAL)).toEqual([3, 4]);
    expect(possibleGroupCounts(24, USUAL)).toEqual([6, 7, 8]);
    expect([1, 2, 5].map((people) => possibleGroupCounts(people, USUAL))).toEqual([[], [], []]);
  });

  test('refuses a range that is none', () => {
    for (const range of [
      { min: 1, max: 4 },
      { min: 4, max: 3 },
      { min: 2.5, max: 4 },
    ]) {
      expect(() => possibleGroupCounts(12, range)).toThrow(RangeError);
    }
  });
});

describe('chooseSizes', () => {
  test('keeps to every range for 1 to 60 people wherever a split exists', () => {
    for (let min = 2; min <= 6; min += 1) {
      for (let max = min; max <= min + 2; max += 1) {
        for (let people = 1; people <= 60; people += 1) {
          const { sizes, outOfRange } = chooseSizes(people, { min, max });
          expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(people);
          expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
          const inRange = sizes.every((size) => min <= size && size <= max);
          expect([people, min, max, inRange]).toEqual([people, min, max, splittable(people, min, max)]);
          expect(outOfRange === undefined).toBe(inRange);
          if (people > 1) expect((outOfRange?.proposals ?? [sizes]).flat()).not.toContain(1);
        }
      }
    }
  });

  test('prefers threes only where fours would give fewer than four groups', () => {
    expect(chooseSizes(12, USUAL).sizes).toEqual([3, 3, 3, 3]);
    expect(chooseSizes(8, USUAL).sizes).toEqual([4, 4]);
    expect(chooseSizes(24, USUAL).sizes).toEqual([4, 4, 4, 4, 4, 4]);
    expect(chooseSizes(23, USUAL).sizes).toEqual([4, 4, 4, 4, 4, 3]);
  });

  test('proposes the nearest split for 1, 2 and 5 people', () => {
    expect(chooseSizes(1, USUAL)).toEqual({
      sizes: [1],
      outOfRange: { reason: 'too_few_people', proposals: [[1]] },
    });
    expect(chooseSizes(2, USUAL)).toEqual({
      sizes: [2],
      outOfRange: { reason: 'too_few_people', proposals: [[2]] },
    });
    expect(chooseSizes(5, USUAL)).toEqual({
      sizes: [5],
      outOfRange: { reason: 'no_valid_split', proposals: [[5], [3, 2]] },
    });
    expect(chooseSizes(0, USUAL)).toEqual({ sizes: [] });
  });
});
