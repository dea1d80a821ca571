// The seeded generator: repeatable, even, and unrelated for neighbouring seeds.
import { describe, expect, test } from '@jest/globals';
import { createRandom } from '#shared/rounds/random.ts';

describe('createRandom', () => {
  test('repeats itself for a seed and differs for neighbours', () => {
    const draw = (seed: number): number[] => {
      const random = createRandom(seed);
      return Array.from({ length: 8 }, () => random.below(1000));
    };
    expect(draw(7)).toEqual(draw(7));
    expect(new Set(Array.from({ length: 1000 }, (_, seed) => draw(seed).join())).size).toBe(1000);
  });

  test('puts every item in every place equally often', () => {
    const random = createRandom(1);
    const places = [0, 1, 2, 3, 4].map(() => [0, 0, 0, 0, 0]);
    for (let draw = 0; draw < 20_000; draw += 1) {
      random.shuffle([0, 1, 2, 3, 4]).forEach((item, place) => {
        const row = places[item] ?? [];
        row[place] = (row[place] ?? 0) + 1;
      });
    }
    // Each cell expects 4,000 with a standard deviation of 57; five of them is a generous band.
    for (const cell of places.flat()) expect(Math.abs(cell - 4000)).toBeLessThan(285);
  });
});
