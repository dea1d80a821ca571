/** @jest-environment #tests/support/browser-environment.ts */
// What is left until the deadline, and what is late, by the server's clock, however wrong the computer's own is.
import { expect, test } from '@jest/globals';
import { renderHook } from '@testing-library/react';
import { sayLeft } from '#shared/reviews/deadline.ts';
import { guessServerTime } from '#client/kernel/server-clock.ts';
import { useServerNow } from '#client/kit/server-now.ts';

const hour = 3_600_000;

test('deadlines go by what the server said', () => {
  const said = Date.parse('2027-01-05T12:00:00.000Z');
  guessServerTime(said);
  const { result } = renderHook(() => useServerNow());
  // A moment passes between the two.
  expect(sayLeft(new Date(said + 14 * hour + 30_000), result.current)).toBe('you have 14 h');
  expect(sayLeft(new Date(said - 2 * hour), result.current)).toBe('late by 2 h');
});
