// Which annotations lie under a point of a page, and which of them a further click means.
import { expect, test } from '@jest/globals';
import { contains } from '#client/reader/box.ts';
import { hitIndex, nextHit, totalArea } from '#client/reader/hit-index.ts';

test('finds what a look at every box finds, the smallest first', () => {
  const random = (
    (seed: number) => () =>
      (seed = (seed * 16807) % 2147483647) / 2147483647
  )(7);
  const marks = Array.from({ length: 300 }, (_, at) => ({
    id: `m${String(at)}`,
    boxes: Array.from({ length: 1 + Math.floor(random() * 4) }, () => {
      const [left, top] = [random() * 500, random() * 700];
      return { left, top, right: left + random() * 100, bottom: top + random() * 60 };
    }),
  }));
  const hit = hitIndex(marks);
  let found = 0;
  for (let i = 0; i < 500; i++) {
    const point = { x: random() * 600, y: random() * 800 };
    const under = marks
      .filter(({ boxes }) => boxes.some((box) => contains(box, point)))
      .toSorted((a, b) => totalArea(a.boxes) - totalArea(b.boxes))
      .map(({ id }) => id);
    expect(hit(point)).toEqual(under);
    found += under.length;
  }
  expect(found).toBeGreaterThan(500);
});

test('a click goes to the topmost, and on through those below it', () => {
  expect(nextHit([], null)).toBeNull();
  expect(nextHit(['a', 'b', 'c'], null)).toBe('a');
  expect(nextHit(['a', 'b', 'c'], 'elsewhere')).toBe('a');
  expect(nextHit(['a', 'b', 'c'], 'a')).toBe('b');
  expect(nextHit(['a', 'b', 'c'], 'c')).toBe('a');
});
