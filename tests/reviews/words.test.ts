// Words are counted as a reader counts them.
import { expect, test } from '@jest/globals';
import { areSameParts, countAllWords, countWords, emptyParts } from '#shared/reviews/parts.ts';

test.each([
  ['', 0],
  ['  \n\t ', 0],
  ['one', 1],
  ['The leases of Gray & Cheriton', 5],
  ['- a list\n- of **four** words', 5],
  ['state-of-the-art, isn’t it?', 3],
  ['costs $O(n \\log n)$ — at most', 6],
  ['...  — * #', 0],
  ['三つの論文 比較', 2],
  ['42 3.5 ½', 3],
])('%j has %i words', (text, words) => {
  expect(countWords(text)).toBe(words);
});

test('a review has the words of its three parts', () => {
  expect(countAllWords({ first: 'one two', second: '', connections: 'three' })).toBe(3);
});

test('two texts are the same letter by letter, white space included', () => {
  expect(areSameParts(emptyParts, { ...emptyParts })).toBe(true);
  expect(areSameParts(emptyParts, { ...emptyParts, connections: ' ' })).toBe(false);
});
