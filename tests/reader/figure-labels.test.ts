// Which small print is a figure's label and which is part of a footnote, a caption or a formula.
import { expect, test } from '@jest/globals';
import { labelsAmong, ordinaryHeight } from '#client/reader/figure-labels.ts';

const line = (left: number, width: number, top: number, height: number) => ({
  left,
  right: left + width,
  top,
  bottom: top + height,
});
const body = Array.from({ length: 20 }, (_, i) => line(54, 240, 300 + i * 12, 10));

test('labels are told from footnotes and captions', () => {
  const labels = [line(80, 30, 100, 6), line(200, 24, 140, 6), line(90, 90, 180, 7)];
  const caption = [line(54, 236, 220, 8.5), line(54, 80, 230, 8.5)];
  const footnote = [line(54, 238, 560, 7), line(54, 60, 568, 7)];
  const shortParagraph = line(54, 40, 700, 10);
  const found = labelsAmong([...body, ...labels, ...caption, ...footnote, shortParagraph], 240);
  expect([...found]).toEqual(labels);
});

test('the ordinary height is that of most of the print', () => {
  expect(ordinaryHeight([...body, line(54, 300, 20, 24), line(80, 30, 100, 6)])).toBe(10);
  expect(ordinaryHeight([])).toBe(0);
});
