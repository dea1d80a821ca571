// Finding columns on pages made of random lines of print, and which column a place belongs to.
import { describe, expect, test } from '@jest/globals';
import { columnAt, columnOf, columnsOf, linesOf } from '#client/reader/columns.ts';
import { uprightFrame } from '#client/reader/frame.ts';
import type { Box } from '#client/reader/box.ts';

const line = (left: number, right: number, top: number): Box => ({ left, right, top, bottom: top + 9 });

/** Lines of a justified column; every seventh ends a paragraph early. */
const column = (left: number, right: number, from: number, count: number): Box[] =>
  Array.from({ length: count }, (_, i) =>
    line(left, i % 7 === 6 ? left + (right - left) * 0.4 : right, from + i * 12),
  );

describe('columnsOf', () => {
  test('finds one column, with a list and a short last line', () => {
    const lines = [...column(72, 540, 80, 30), ...column(90, 300, 450, 6)];
    expect(columnsOf(lines)).toHaveLength(1);
  });

  test('finds two columns under a title, authors in the middle and a wide figure caption', () => {
    const lines = [
      line(120, 490, 60),
      ...[100, 112, 124, 136].map((top) => line(250, 360, top)),
      ...column(54, 293, 200, 40),
      ...column(317, 556, 200, 32),
      line(54, 556, 690),
      line(54, 556, 702),
    ];
    expect(columnsOf(lines)).toEqual([
      { left: 54, right: 293 },
      { left: 317, right: 556 },
    ]);
  });

  test('finds two columns where one is much shorter, and three', () => {
    expect(columnsOf([...column(54, 293, 80, 50), ...column(317, 556, 80, 12)])).toHaveLength(2);
    const three = [...column(40, 200, 80, 40), ...column(220, 380, 80, 40), ...column(400, 560, 80, 40)];
    expect(columnsOf(three)).toEqual([
      { left: 40, right: 200 },
      { left: 220, right: 380 },
      { left: 400, right: 560 },
    ]);
  });

  test('a page number in the gutter makes no column wider', () => {
    const lines = [...column(54, 293, 80, 50), ...column(317, 556, 80, 50), line(302, 308, 750)];
    expect(columnsOf(lines)).toEqual([
      { left: 54, right: 293 },
      { left: 317, right: 556 },
    ]);
  });

  test('an empty page has a column all the same', () => {
    expect(columnAt(columnsOf([]), 300)).toBe(0);
  });
});

describe('columnOf and columnAt', () => {
  const columns = [
    { left: 54, right: 293 },
    { left: 317, right: 556 },
  ];

  test('a line lies in the column that it is in, a wide one in none', () => {
    expect(columnOf(columns, line(54, 293, 0))).toBe(0);
    expect(columnOf(columns, line(330, 340, 0))).toBe(1);
    expect(columnOf(columns, line(54, 556, 0))).toBeNull();
    expect(columnOf(columns, line(120, 490, 0))).toBeNull();
  });

  test('a margin belongs to the nearest column', () => {
    expect([0, 50, 200, 300, 310, 600].map((x) => columnAt(columns, x))).toEqual([0, 0, 0, 0, 1, 1]);
  });
});

test('linesOf joins words of a line and keeps columns apart, in any order', () => {
  const words = [
    line(54, 100, 10),
    line(104, 293, 10.4),
    line(317, 400, 10),
    line(406, 556, 9.8),
    line(54, 200, 22),
  ];
  const lines = [
    { left: 54, right: 293, top: 10, bottom: 19.4 },
    { left: 317, right: 556, top: 9.8, bottom: 19 },
    { left: 54, right: 200, top: 22, bottom: 31 },
  ];
  expect(linesOf(words)).toEqual(lines);
  expect(linesOf(words.toReversed())).toEqual(expect.arrayContaining(lines));
});

test('an upright frame turns boxes there and back, and puts what is read first at the top', () => {
  const page = { width: 792, height: 612 };
  const box = { left: 700, top: 40, right: 712, bottom: 250 };
  for (const angle of [0, 90, 180, 270, -90, 360]) {
    const frame = uprightFrame(angle, page);
    expect(frame.toShown(frame.box(box))).toEqual(box);
  }
  // Text that runs downwards begins at the right edge of the paper.
  expect(uprightFrame(90, page).box(box)).toEqual({ left: 40, top: 80, right: 250, bottom: 92 });
  expect(uprightFrame(90, page)).toMatchObject({ width: 612, height: 792 });
});
