// Links to a passage: what is written is read again, and nothing else is.
import { expect, test } from '@jest/globals';
import { anchorLimits } from '#shared/annotations/anchor.ts';
import { readPassage } from '#shared/annotations/passage.ts';
import { passageAddress } from '#client/annotations/passage-link.ts';
import { placeOfAddress } from '#client/annotations/place-of-address.ts';
import { made } from './made-thread.ts';

const paper = { id: 'paperpaperpaperpaperpape', fileHash: `0123456789abcdef${'0'.repeat(48)}` };
const { targets } = made({ line: 7, page: 2 }).anchor;

test('the address of a passage leads to its file, its pages and its characters', () => {
  const all = [...targets, ...made({ line: 0, page: 3 }).anchor.targets];
  const address = passageAddress(paper, all);
  expect(address).toBe(`/documents/${paper.id}?passage=3.7-12,4.0-5~0123456789ab`);
  const passage = new URL(address, 'https://papers.example.org').searchParams.get('passage') ?? '';
  expect(readPassage(passage)).toEqual({
    file: '0123456789ab',
    places: [
      { page: 2, start: 7, end: 12 },
      { page: 3, start: 0, end: 5 },
    ],
  });
  expect(placeOfAddress(address, 'https://papers.example.org')).toMatchObject({ passage });
});

test('an area is led to in whole points, never smaller than it was marked', () => {
  const address = passageAddress(paper, [{ page: 0, rects: [[-10.5, 20.25, 300.75, 41]] }]);
  expect(address).toContain('?passage=1.-11_20_301_41~');
  expect(readPassage(address.split('=')[1])?.places).toEqual([{ page: 0, rect: [-11, 20, 301, 41] }]);
});

test('links of earlier days name no file', () => {
  expect(readPassage('3.7-12')).toEqual({ file: null, places: [{ page: 2, start: 7, end: 12 }] });
});

test('the longest passage there can be is read again', () => {
  const rect = (n: number): [number, number, number, number] => [-n, -n, n, n];
  const far = Array.from({ length: anchorLimits.targets }, (_, page) => ({
    page: 20_000 - anchorLimits.targets + page,
    rects: [rect(anchorLimits.coordinate)],
  }));
  expect(readPassage(passageAddress(paper, far).split('=')[1])?.places).toHaveLength(far.length);
});

test.each([
  ...[undefined, '', '3', '0.1-2', '3.5-5', '3.9-5', '3.-1-5', '3.1-5x', '1e3.1-5', '99999999.1-2'],
  ...['3.1-5,', '3.1-5,3.7-9', '4.1-5,3.7-9', '3.1-5~', '3.1-5~0123', '3.1-5~0123456789ab~0123456789ab'],
  ...['3.5_5_5_9', '3.5_9_6_8', '3.0_0_20001_5', '3.1_2_3'],
  Array.from({ length: anchorLimits.targets + 1 }, (_, page) => `${String(page + 1)}.1-2`).join(),
])('%j is no link to a passage', (text) => {
  expect(readPassage(text)).toBeNull();
});
