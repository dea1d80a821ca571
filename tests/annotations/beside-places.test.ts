// Which cards stand beside the pages: those near, and whatever is open or has the focus, wherever it is.
import { expect, test } from '@jest/globals';
import { placed, type ByPage } from '#client/annotations/beside-places.ts';
import { withKept } from '#client/annotations/kept-rows.ts';
import type { Sheet } from '#client/annotations/sheets.ts';
import { made } from './made-thread.ts';

const sheet = (index: number): Sheet => ({
  index,
  top: index * 800,
  height: 800,
  topOf: ([, , , high]) => index * 800 + 800 - high,
});

const threads = [0, 1, 2, 3].map((page) => made({ page, line: 10 }));
const byPage: ByPage = new Map(
  threads.map((thread, page) => [page, [[thread.anchor.targets[0]?.rects[0] ?? [0, 0, 0, 0], thread]]]),
);
const [first, second, third, fourth] = threads.map(({ id }) => id);

const idsOf = (found: readonly { key: string }[]) => found.map(({ key }) => key.replace('card ', ''));

test('cards of pages that are far are not drawn, except the open one and the one that has the focus', () => {
  const near = [sheet(1), sheet(2)];
  const nothing = placed(byPage, near, { openId: undefined, focused: undefined }, sheet);
  expect([idsOf(nothing.near), idsOf(nothing.far)]).toEqual([[second, third], []]);

  const focused = { key: `card ${fourth ?? ''}`, page: 3 };
  const both = placed(byPage, near, { openId: first, focused }, sheet);
  expect([idsOf(both.near), idsOf(both.far)]).toEqual([
    [second, third],
    [first, fourth],
  ]);
  expect(both.far.map(({ isOpen, top }) => [isOpen, top])).toEqual([
    [true, 200],
    [false, 2600],
  ]);
});

test('what is kept keeps its key when its page comes near, so that it is the same element', () => {
  const kept = { openId: first, focused: undefined };
  const [far] = placed(byPage, [sheet(2)], kept, sheet).far;
  const [near] = placed(byPage, [sheet(0)], kept, sheet).near;
  expect(far?.key).toBe(near?.key);
});

test('a list keeps the rows that are asked for, once and in order', () => {
  expect(withKept([5, 6, 7], [2, 6, -1, 9])).toEqual([2, 5, 6, 7, 9]);
});
