// Links to a passage: what is written is read again, and nothing else is.
import { expect, test } from '@jest/globals';
import { passageAddress, readPassage } from '#client/annotations/passage-link.ts';
import { made } from './made-thread.ts';

test('the address of a passage leads to its page and its characters', () => {
  const { targets } = made({ line: 7, page: 2 }).anchor;
  const address = passageAddress('paper', targets) ?? '';
  expect(address).toBe('/documents/paper?passage=3.7-12');
  expect(readPassage(new URLSearchParams(address.split('?')[1]).get('passage') ?? '')).toEqual({
    ...{ page: 2, start: 7, end: 12 },
  });
});

test('an area has no words to lead to', () => {
  expect(passageAddress('paper', [{ page: 0, rects: [[0, 0, 1, 1]] }])).toBeNull();
});

test.each([undefined, '', '3', '0.1-2', '3.5-5', '3.9-5', '3.-1-5', '3.1-5x', '1e3.1-5', '99999999.1-2'])(
  '%j is no link to a passage',
  (text) => {
    expect(readPassage(text)).toBeNull();
  },
);
