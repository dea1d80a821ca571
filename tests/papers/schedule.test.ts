// Deadlines are elapsed time before the start, whatever the clocks on the wall do in between.
import { expect, test } from '@jest/globals';
import { defaultSettings } from '#shared/courses/settings.ts';
import { deadlinesOf, isPast } from '#shared/papers/schedule.ts';

const wall = (instant: Date, timeZone: string) =>
  instant.toLocaleString('en-GB', { timeZone, dateStyle: 'short', timeStyle: 'short' });

test('the default deadlines: reviews two hours, slides one hour before', () => {
  const { reviewsDueAt, slidesDueAt } = deadlinesOf(new Date('2026-10-05T14:00:00Z'), defaultSettings);
  expect(reviewsDueAt.toISOString()).toBe('2026-10-05T12:00:00.000Z');
  expect(slidesDueAt.toISOString()).toBe('2026-10-05T13:00:00.000Z');
});

test.each([
  // Clocks go back at 2:00 on 1 November 2026 in New York: 24 hours before 10:00 is 11:00 the day before.
  ['2026-11-01T15:00:00Z', 'America/New_York', '01/11/2026, 10:00', '31/10/2026, 11:00'],
  // And forward on 29 March 2026 in Zurich: 24 hours before 10:00 is 9:00 the day before.
  ['2026-03-29T08:00:00Z', 'Europe/Zurich', '29/03/2026, 10:00', '28/03/2026, 09:00'],
])('a day before %s stays 24 hours when the clocks change in %s', (start, zone, startsOnWall, dueOnWall) => {
  const startsAt = new Date(start);
  const { reviewsDueAt } = deadlinesOf(startsAt, {
    reviewsDueMinutesBefore: 24 * 60,
    slidesDueMinutesBefore: 0,
  });
  expect(startsAt.getTime() - reviewsDueAt.getTime()).toBe(24 * 3600 * 1000);
  expect([wall(startsAt, zone), wall(reviewsDueAt, zone)]).toEqual([startsOnWall, dueOnWall]);
});

test('the very instant still counts as in time', () => {
  const due = new Date('2026-10-05T12:00:00.000Z');
  expect(isPast(due, due)).toBe(false);
  expect(isPast(due, new Date(due.getTime() + 1))).toBe(true);
});

test('a meeting’s own time for its reviews stands, wherever its start is moved', () => {
  const own = new Date('2026-10-04T21:59:00Z');
  for (const startsAt of ['2026-10-05T14:00:00Z', '2026-11-05T14:00:00Z']) {
    const { reviewsDueAt, slidesDueAt } = deadlinesOf(new Date(startsAt), defaultSettings, own);
    expect(reviewsDueAt).toBe(own);
    expect(slidesDueAt.getTime()).toBe(new Date(startsAt).getTime() - 3_600_000);
  }
});
