// The estimate of server time.
import { describe, expect, test } from '@jest/globals';
import { estimateOffset, offsetError, type TimeSample } from '#shared/kernel/clock-offset.ts';
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

  test('two screens on networks that are bad in opposite ways differ by less than 250 ms, as their error says', () => {
    let worst = 0;
    for (let seed = 0; seed < 500; seed += 1) {
      const random = createRandom(seed);
      const screen = (slow: 'there' | 'back') => {
        const offset = random.below(7_200_000) - 3_600_000;
        const samples: TimeSample[] = [];
        // Wi-Fi of a full room: mostly one way is slow, by up to a second; now and then both are quick.
        while (samples.length < 6 || (samples.length < 25 && offsetError(samples) > 100)) {
          const isQuick = random.below(4) === 0;
          const way = (name: typeof slow) => 5 + random.below(slow === name && !isQuick ? 1000 : 60);
          const [there, back] = [way('there'), way('back')];
          const sentAt = START + samples.length * 1200;
          samples.push({ sentAt, serverAt: sentAt + there + offset, receivedAt: sentAt + there + back });
        }
        const error = (estimateOffset(samples) ?? Infinity) - offset;
        expect(Math.abs(error)).toBeLessThanOrEqual(offsetError(samples));
        return error;
      };
      worst = Math.max(worst, Math.abs(screen('there') - screen('back')));
    }
    expect(worst).toBeLessThan(250);
  });

  test('a clock that was set between samples is noticed', () => {
    const sample = (offset: number) => ({ sentAt: 0, serverAt: offset + 5, receivedAt: 10 });
    expect(offsetError([sample(0), sample(0)])).toBe(5);
    expect(offsetError([sample(0), sample(5000)])).toBe(Infinity);
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
