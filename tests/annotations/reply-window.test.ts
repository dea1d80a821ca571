// Which replies of a long discussion are drawn.
import { expect, test } from '@jest/globals';
import {
  around,
  drawnAtMost,
  earlier,
  endOf,
  later,
  newest,
  type ReplyWindow,
} from '#client/annotations/reply-window.ts';

const drawn = (window: ReplyWindow, count: number) => [window.from, endOf(window, count)];

test('the newest first, and what comes after them without anything moving away', () => {
  expect(drawn(newest(7), 7)).toEqual([0, 7]);
  expect(drawn(newest(1000), 1000)).toEqual([960, 1000]);
  expect(drawn(newest(1000), 1003)).toEqual([960, 1003]);
});

test('back to the first and on to the last: every reply is drawn once the way leads there, never too many', () => {
  const count = 1000;
  let window = newest(count);
  const seen = new Set<number>();
  const look = () => {
    const [from = 0, to = 0] = drawn(window, count);
    expect(to - from).toBeLessThanOrEqual(drawnAtMost);
    for (let at = from; at < to; at++) seen.add(at);
  };
  look();
  while (window.from > 0) {
    const before = window.from;
    window = earlier(window, count);
    // What was on top stays drawn: the focus and the eye find it.
    expect(endOf(window, count)).toBeGreaterThan(before);
    look();
  }
  expect(seen.size).toBe(count);
  while (endOf(window, count) < count) {
    const before = endOf(window, count);
    window = later(window, count);
    expect(window.from).toBeLessThan(before);
    look();
  }
  expect(window.to).toBeNull();
});

test('a linked reply is drawn, and a window that has it stays', () => {
  expect(around(newest(1000), 970, 1000)).toEqual(newest(1000));
  expect(around(newest(1000), -1, 1000)).toEqual(newest(1000));
  const [from = 0, to = 0] = drawn(around(newest(1000), 5, 1000), 1000);
  expect([from, to > 5, to - from <= drawnAtMost]).toEqual([0, true, true]);
  expect(around(newest(1000), 900, 1000).to).toBeNull();
});
