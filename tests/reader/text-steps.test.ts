// The ends of a passage step by characters, words and lines, over white space and to the ends of the text.
import { expect, test } from '@jest/globals';
import { sentencesOf } from '#client/reader/sentences.ts';
import { pieceFrom, stepFrom } from '#client/reader/text-steps.ts';

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

const print =
  'We follow Li et al. (2019) and\nread slowly, see Fig. 3 for\ndetails. Does it help? It does:\n“Yes.” A 2.5 % gain';
const sentences = [
  'We follow Li et al. (2019) and\nread slowly, see Fig. 3 for\ndetails.',
  'Does it help?',
  'It does:\n“Yes.”',
  'A 2.5 % gain',
];

test('sentences go over the ends of lines, and no short form ends one', () => {
  expect(sentencesOf(print).map(({ start, end }) => print.slice(start, end))).toEqual(sentences);
});

test('whole pieces, to and fro', () => {
  const words = (at: ReturnType<typeof pieceFrom>) => at && print.slice(at.start, at.end);
  const second = pieceFrom(print, 0, 'sentence', 1);
  expect(words(second)).toBe(sentences[1]);
  expect(words(pieceFrom(print, second?.start ?? 0, 'sentence', -1))).toBe(sentences[0]);
  expect(words(pieceFrom(print, -1, 'word', 1))).toBe('We');
  expect(pieceFrom(print, print.length - 1, 'word', 1)).toBeNull();
  expect(pieceFrom(print, 0, 'word', -1)).toBeNull();
});
