// Words are counted as a reader counts them.
import { expect, test } from '@jest/globals';
import { areSameAnswers, countAllWords, countCitations, countWords } from '#shared/reviews/answers.ts';
import { questionsOf, roleOf, type Question } from '#shared/reviews/form.ts';
import { defaultForm } from '#shared/reviews/templates.ts';

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

test('the words of all texts count, choices do not', () => {
  const asked = questionsOf(roleOf(defaultForm, undefined), []);
  const scale = { ...asked[0], key: 'merit', kind: 'scale' } as Question;
  expect(countAllWords([...asked, scale], { first: 'one two', connections: 'three', merit: '4' })).toBe(3);
});

test('two texts are the same letter by letter, white space included; a missing answer is an empty one', () => {
  expect(areSameAnswers({}, { first: '' })).toBe(true);
  expect(areSameAnswers({ first: 'a' }, { first: 'a', connections: ' ' })).toBe(false);
});

test('addresses of links are no words, and links to passages and threads are citations', () => {
  const text =
    'It [holds](/documents/abc?passage=xyz) for [a while](https://x.org/documents/abc?thread=t1) (see [this](https://x.org/a b)).';
  expect(countWords('It [holds on](/documents/abc?passage=xyz).')).toBe(3);
  expect(countCitations(text)).toBe(2);
  expect(countCitations('[no](/documents/abc) [no](/meetings/abc?thread=t)')).toBe(0);
});
