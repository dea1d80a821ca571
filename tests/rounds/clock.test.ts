// The countdown.
import { describe, expect, test } from '@jest/globals';
import {
  extendCountdown,
  pauseCountdown,
  remainingMs,
  resumeCountdown,
  startCountdown,
} from '#shared/rounds/clock.ts';

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
