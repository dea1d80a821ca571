// What changed between two texts: the pieces make both texts again, and what stayed is not called new.
import { expect, test } from '@jest/globals';
import { differences } from '#client/annotations/differences.ts';

const texts = (before: string, after: string) => {
  const pieces = differences(before, after);
  const without = (what: string) =>
    pieces
      .filter((piece) => piece.what !== what)
      .map(({ text }) => text)
      .join('');
  return { pieces, before: without('new'), after: without('gone') };
};

test.each([
  ['', 'all new'],
  ['all gone', ''],
  ['the same', 'the same'],
  ['a b c d e', 'a x c d f e'],
  ['one two three', 'three two one'],
  ['Émile läuft, $x^2$', 'Émile lief; $x^3$\n\nUnd mehr.'],
])('%j to %j', (before, after) => {
  const made = texts(before, after);
  expect([made.before, made.after]).toEqual([before, after]);
});

test('one changed word is one piece gone and one new', () => {
  expect(differences('The proof is wrong.', 'The proof is right.')).toEqual([
    { what: 'same', text: 'The proof is ' },
    { what: 'gone', text: 'wrong' },
    { what: 'new', text: 'right' },
    { what: 'same', text: '.' },
  ]);
});

test('a rewritten phrase reads as one', () => {
  expect(differences('see the old way now', 'see another path now').map(({ what }) => what)).toEqual([
    'same',
    'gone',
    'new',
    'same',
  ]);
});

test('long texts that have nothing in common end all the same', () => {
  const made = texts('a '.repeat(6000), 'b '.repeat(6000));
  expect(made.pieces.length).toBeLessThan(4);
});
