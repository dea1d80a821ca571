/** @jest-environment #tests/support/browser-environment.ts */
// What is left until the deadline, and what is late, by the server's clock, however wrong the computer's own is.
import { expect, test } from '@jest/globals';
import { renderHook } from '@testing-library/react';
import { sayLeft } from '#shared/reviews/deadline.ts';
import { aheadBy, useServerNow } from '#client/reviews/server-time.ts';

const hour = 3_600_000;

test.each([
  ['2027-01-05T12:00:00.000Z', -14 * hour, 'you have 14 h'],
  ['2020-01-05T12:00:00.000Z', 2 * hour, 'late by 2 h'],
])('the server says %s', (serverNow, sinceDue, words) => {
  const { result } = renderHook(() => useServerNow(aheadBy(serverNow)));
  const dueAt = new Date(Date.parse(serverNow) - sinceDue);
  // The page's clock ticks now and then: half a minute may be missing.
  expect(sayLeft(dueAt, new Date(result.current.getTime() + (sinceDue > 0 ? 30_000 : -30_000)))).toBe(words);
});
