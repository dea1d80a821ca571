// The strip of activity: few ticks for many marks, each where its mark is, and what a page holds in words.
import { expect, test } from '@jest/globals';
import { gatherActivity, nextMarked, pageAt, tickLimit } from '#client/reader/activity.ts';
import { sayKinds } from '#client/annotations/kind-counts.ts';
import type { Highlight } from '#client/reader/highlights.ts';

const spans = [
  { top: 0, height: 0.25 },
  { top: 0.25, height: 0.25 },
  { top: 0.5, height: 0.5 },
];
const mark = (page: number, kind: string, more: Partial<Highlight> = {}): Highlight => ({
  id: kind,
  kind,
  targets: [{ page, rects: [[0, 0, 1, 1]] }],
  ...more,
});

test('a tick stands where its marks are, in the hue of most of them', () => {
  const marks = [
    mark(0, 'question'),
    mark(1, 'question', { unread: true }),
    mark(1, 'plain', { mine: true }),
    mark(1, 'plain'),
    mark(2, 'insight', { quiet: true }),
    mark(7, 'insight'),
  ];
  const { ticks, byPage } = gatherActivity(marks, spans, () => 0.5);
  expect(ticks).toEqual([
    { at: 0.125, kind: 'question', count: 1, mine: false, unread: false },
    { at: 0.375, kind: 'plain', count: 3, mine: true, unread: true },
  ]);
  expect([...byPage.keys()]).toEqual([0, 1]);
  expect(sayKinds(byPage.get(1) ?? new Map())).toBe('2 notes, 1 question');
});

test('ten thousand marks make no more ticks than can be told apart', () => {
  const many = Array.from({ length: 10_000 }, (_, i) => mark(i % 3, 'plain'));
  const { ticks, byPage } = gatherActivity(
    many,
    spans,
    ({ targets }) => (targets[0]?.page ?? 0) / 3 + Math.random() / 3,
  );
  expect(ticks.length).toBeLessThanOrEqual(tickLimit);
  expect(ticks.reduce((sum, { count }) => sum + count, 0)).toBe(10_000);
  expect(byPage.get(0)?.get('plain')).toBe(3334);
});

test('a place on the strip is a page; steps go over pages on which nothing is marked', () => {
  expect([0, 0.2, 0.25, 0.6, 1].map((share) => pageAt(spans, share))).toEqual([0, 0, 1, 2, 2]);
  const activity = gatherActivity([mark(0, 'plain'), mark(2, 'plain')], spans, () => 0);
  expect(nextMarked(activity, 0, 1)).toBe(2);
  expect(nextMarked(activity, 2, -1)).toBe(0);
  expect(nextMarked(activity, 2, 1)).toBeNull();
});
