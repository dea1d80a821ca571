// The ends of a passage step by characters, words and lines, over white space and to the ends of the text.
import { expect, test } from '@jest/globals';
import { stepFrom } from '#client/reader/text-steps.ts';

const text = 'On  slow\nreading, e\u0301t\u00e9 \n 𝑥 ≤ 2';

const walk = (from: number, how: Parameters<typeof stepFrom>[2]) => {
  const places: number[] = [];
  for (let at = stepFrom(text, from, how); at !== null; at = stepFrom(text, at, how)) places.push(at);
  return places;
};

test('begins and ends of words and lines, to and fro', () => {
  const starts = walk(-1, { unit: 'word', side: 'start', direction: 1 });
  expect(starts.map((at) => text.slice(at).split(/\s/u)[0])).toEqual([
    'On',
    'slow',
    'reading,',
    'e\u0301t\u00e9',
    '𝑥',
    '≤',
    '2',
  ]);
  expect(walk(text.length, { unit: 'word', side: 'start', direction: -1 })).toEqual(starts.toReversed());
  const ends = walk(0, { unit: 'line', side: 'end', direction: 1 });
  expect(ends.map((at) => text.slice(0, at).split('\n').at(-1))).toEqual([
    'On  slow',
    'reading, e\u0301t\u00e9',
    ' 𝑥 ≤ 2',
  ]);
});

test('a character is what a reader sees: accents and signs of two units stay whole', () => {
  const ends = walk(0, { unit: 'character', side: 'end', direction: 1 });
  const pieces = ends.map((end, i) => text.slice(ends[i - 1] ?? 0, end).trim());
  expect(pieces.join('')).toBe(text.replace(/\s/gu, ''));
  expect(pieces).toContain('e\u0301');
  expect(pieces).toContain('𝑥');
});

test('at the end of the text there is no further step', () => {
  expect(stepFrom(text, 0, { unit: 'word', side: 'start', direction: -1 })).toBeNull();
  expect(stepFrom(text, text.length, { unit: 'character', side: 'end', direction: 1 })).toBeNull();
});
