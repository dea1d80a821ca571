// Copying everything: words are whole again, and the stamp in the margin is not among them.
import { expect, test } from '@jest/globals';
import { readablePage, type Piece } from '#client/reader/whole-text.ts';

const upright = [10, 0, 0, 10, 54, 700];
const upwards = [0, 18, -18, 0, 30, 220];
const piece = (str: string, transform = upright, hasEOL = true): Piece => ({ str, transform, hasEOL });

test('broken words are joined, lines go on, stamps are left out', () => {
  const pieces = [
    piece('arXiv:2611.01234v1', upwards),
    piece('Reading in the communi-'),
    piece('ties was ', upright, false),
    piece('measured.'),
  ];
  expect(readablePage(pieces)).toBe('Reading in the communities was measured.');
});

test('a page that lies sideways is read all the same', () => {
  expect(readablePage([piece('A table that', upwards), piece('lies.', upwards), piece('3')])).toBe(
    'A table that lies.',
  );
});

test('a page without words is empty', () => {
  expect(readablePage([])).toBe('');
});
