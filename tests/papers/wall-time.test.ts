// Meetings are entered as the classroom's clock shows them, also around changes of the clocks.
import { describe, expect, test } from '@jest/globals';
import { instantOf, wallTimeOf } from '#client/papers/wall-time.ts';

describe('the classroom’s clock', () => {
  test.each([
    ['2026-10-31', '10:00', '2026-10-31T14:00:00.000Z'],
    // New York sets its clocks back in the night before.
    ['2026-11-01', '10:00', '2026-11-01T15:00:00.000Z'],
  ])('%s %s in New York', (date, time, instant) => {
    expect(instantOf({ date, time }, 'America/New_York')).toBe(instant);
    expect(wallTimeOf(instant, 'America/New_York')).toEqual({ date, time });
  });

  test('a time that the clocks skip moves on by the gap', () => {
    const instant = instantOf({ date: '2026-03-08', time: '02:30' }, 'America/New_York') ?? '';
    expect(wallTimeOf(instant, 'America/New_York')).toEqual({ date: '2026-03-08', time: '03:30' });
  });

  test('zones with half hours', () => {
    expect(instantOf({ date: '2026-11-23', time: '09:00' }, 'Asia/Kolkata')).toBe('2026-11-23T03:30:00.000Z');
  });

  test.each([
    ['', '10:00'],
    ['2026-11-01', ''],
  ])('incomplete: “%s” “%s”', (date, time) => {
    expect(instantOf({ date, time }, 'UTC')).toBeNull();
  });
});
