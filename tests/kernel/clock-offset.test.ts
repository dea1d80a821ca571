// The estimate of server time.
import { describe, expect, test } from '@jest/globals';
import { estimateOffset } from '#shared/kernel/clock-offset.ts';
import { createRandom } from '#shared/rounds/random.ts';

const START = Date.UTC(2026, 0, 15, 10);

describe('estimateOffset', () => {
  test('finds the offset within half of the best round trips on a bad network', () => {
    for (let seed = 0; seed < 200; seed += 1) {
      const random = createRandom(seed);
      const offset = random.below(7_200_000) - 3_600_000;
      const samples = Array.from({ length: 12 }, (_, index) => {
        // Seven answers that were stuck on the way back for seconds, then five good ones.
        const sentAt = START + index * 1000;
        const there = 10 + random.below(40);
        const back = 10 + random.below(40) + (index < 7 ? 5000 : 0);
        return { sentAt, serverAt: sentAt + there + offset, receivedAt: sentAt + there + back };
      });
      expect(Math.abs((estimateOffset(samples) ?? Infinity) - offset)).toBeLessThanOrEqual(20);
    }
  });

  test('takes the middle of two and knows nothing without samples', () => {
    const sample = (serverAt: number): { sentAt: number; serverAt: number; receivedAt: number } => ({
      sentAt: 0,
      serverAt,
      receivedAt: 10,
    });
    expect(estimateOffset([sample(105), sample(205)])).toBe(150);
    expect(estimateOffset([])).toBeUndefined();
  });
});
