// The countdown and the estimate of server time.
import { describe, expect, test } from '@jest/globals';
import {
  estimateOffset,
  extendCountdown,
  pauseCountdown,
  remainingMs,
  resumeCountdown,
  startCountdown,
} from '#shared/rounds/clock.ts';
import { createRandom } from '#shared/rounds/random.ts';

const MINUTE = 60_000;
const START = Date.UTC(2026, 0, 15, 10);

describe('countdown', () => {
  test('runs down and stops at nothing', () => {
    const countdown = startCountdown(10 * MINUTE, START);
    expect(countdown).toEqual({ state: 'running', endsAt: START + 10 * MINUTE });
    expect(remainingMs(countdown, START + 4 * MINUTE)).toBe(6 * MINUTE);
    expect(remainingMs(countdown, START + 11 * MINUTE)).toBe(0);
  });

  test('keeps what is left while paused, whatever time passes', () => {
    const paused = pauseCountdown(startCountdown(10 * MINUTE, START), START + MINUTE);
    expect(remainingMs(paused, START + 90 * MINUTE)).toBe(9 * MINUTE);
    expect(pauseCountdown(paused, START + 91 * MINUTE)).toEqual(paused);
    const resumed = resumeCountdown(paused, START + 100 * MINUTE);
    expect(resumed).toEqual({ state: 'running', endsAt: START + 109 * MINUTE });
    expect(resumeCountdown(resumed, START + 101 * MINUTE)).toEqual(resumed);
  });

  test('extends and shortens, running, paused and after the end', () => {
    const running = startCountdown(10 * MINUTE, START);
    expect(remainingMs(extendCountdown(running, 2 * MINUTE, START), START)).toBe(12 * MINUTE);
    expect(remainingMs(extendCountdown(running, -20 * MINUTE, START), START)).toBe(0);
    const late = START + 30 * MINUTE;
    expect(remainingMs(extendCountdown(running, 2 * MINUTE, late), late)).toBe(2 * MINUTE);
    const paused = extendCountdown(pauseCountdown(running, START), -4 * MINUTE, late);
    expect(paused).toEqual({ state: 'paused', remainingMs: 6 * MINUTE });
  });
});

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
