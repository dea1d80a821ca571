// Instants and spans in words: two zones side by side, daylight saving time, nothing rounded up.
import { describe, expect, test } from '@jest/globals';
import { day, dayAndTime, fromNow, honestTime, span, timeOfDay, zoneCity } from '#shared/kernel/moments.ts';

const [newYork, berlin, tokyo] = ['America/New_York', 'Europe/Berlin', 'Asia/Tokyo'] as const;
const meeting = '2026-12-03T15:00:00.000Z';

test('an instant in a zone', () => {
  expect(dayAndTime(meeting, newYork)).toBe('Thu 3 Dec, 10:00');
  expect(dayAndTime(new Date(meeting), berlin)).toBe('Thu 3 Dec, 16:00');
  expect(day(meeting, tokyo)).toBe('Fri 4 Dec');
  expect(timeOfDay(meeting, tokyo)).toBe('00:00');
  expect(zoneCity(newYork)).toBe('New York');
  expect(zoneCity('America/Argentina/Buenos_Aires')).toBe('Buenos Aires');
  expect(zoneCity('UTC')).toBe('UTC');
});

describe('honestTime', () => {
  test('says the viewer’s own time only where it differs', () => {
    expect(honestTime(meeting, newYork, newYork)).toBe('Thu 3 Dec, 10:00');
    expect(honestTime(meeting, newYork, 'America/Toronto')).toBe('Thu 3 Dec, 10:00');
    expect(honestTime(meeting, newYork, berlin)).toBe('Thu 3 Dec, 10:00 (New York; 16:00 for you)');
  });

  test('says the day too where it is another one', () => {
    expect(honestTime(meeting, newYork, tokyo)).toBe('Thu 3 Dec, 10:00 (New York; Fri 4 Dec, 00:00 for you)');
  });

  test('follows daylight saving time, which does not begin everywhere on one day', () => {
    // 2026: New York changes on 8 March and 1 November, Berlin on 29 March and 25 October.
    const at = (instant: string) => honestTime(instant, newYork, berlin);
    expect(at('2026-03-06T15:00:00.000Z')).toBe('Fri 6 Mar, 10:00 (New York; 16:00 for you)');
    expect(at('2026-03-13T14:00:00.000Z')).toBe('Fri 13 Mar, 10:00 (New York; 15:00 for you)');
    expect(at('2026-04-03T14:00:00.000Z')).toBe('Fri 3 Apr, 10:00 (New York; 16:00 for you)');
    expect(at('2026-10-30T14:00:00.000Z')).toBe('Fri 30 Oct, 10:00 (New York; 15:00 for you)');
  });
});

test.each([
  [0, '0 s'],
  [999, '0 s'],
  [59_999, '59 s'],
  [60_000, '1 min'],
  [3_599_999, '59 min'],
  [3_600_000, '1 h'],
  [48 * 3_600_000 - 1, '47 h'],
  [48 * 3_600_000, '2 days'],
  [72 * 3_600_000 - 1, '2 days'],
  [-14 * 3_600_000, '14 h'],
])('a span of %d ms is %s', (milliseconds, words) => {
  expect(span(milliseconds)).toBe(words);
});

test('fromNow looks both ways', () => {
  const now = new Date(meeting);
  const at = (ms: number) => fromNow(new Date(now.getTime() + ms), now);
  expect(at(14 * 3_600_000)).toBe('in 14 h');
  expect(at(-2 * 3_600_000)).toBe('2 h ago');
  expect(at(999)).toBe('now');
  expect(at(-999)).toBe('now');
  expect(at(1000)).toBe('in 1 s');
  // Across the change of clocks an hour is an hour.
  expect(fromNow('2026-11-01T07:00:00.000Z', new Date('2026-11-01T04:00:00.000Z'))).toBe('in 3 h');
});
