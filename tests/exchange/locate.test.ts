// Quoted words find their place in a document: as they are, as another program printed them, across pages, and not elsewhere.
import { expect, test } from '@jest/globals';
import { condense } from '#shared/annotations/page-text.ts';
import { createLocator } from '#server/exchange/locate.ts';

const texts = [
  'The quiet protocol spreads news slowly.\nIt misses a few readers on pur-\npose, and that is \ufb01ne.',
  'Nobody reads all of it. A few readers\nskip the proofs entirely, a habit we measured',
  'over twelve weeks. Nobody reads all of it, we found.',
];
const locate = createLocator(texts);
const want = (exact: string, more: { prefix?: string; suffix?: string; page?: number | null } = {}) =>
  locate({ exact, prefix: '', suffix: '', page: null, ...more });
/** The condensed words at a place. */
const wordsAt = (found: ReturnType<typeof locate>) =>
  found?.ranges.map(({ page, start, end }) => condense(texts[page] ?? '').condensed.slice(start, end));

test('words as they are, whatever their spaces', () => {
  const found = want('spreads  news\nslowly.');
  expect(found).toMatchObject({ doubt: null, ranges: [{ page: 0 }] });
  expect(wordsAt(found)).toEqual(['spreadsnewsslowly.']);
});

test('words printed otherwise: without the hyphen, the ligature, the case', () => {
  const found = want('Readers on purpose, and that is fine');
  expect(found?.doubt).toBeNull();
  expect(wordsAt(found)).toEqual(['readersonpur-pose,andthatis\ufb01ne']);
});

test('a passage across two pages has a part on each', () => {
  const found = want('a habit we measured over twelve weeks');
  expect(found?.ranges.map(({ page }) => page)).toEqual([1, 2]);
  expect(wordsAt(found)).toEqual(['ahabitwemeasured', 'overtwelveweeks']);
});

test('of several places the page or the words around decide; without them it is a guess', () => {
  const words = 'Nobody reads all of it';
  expect(want(words)).toMatchObject({
    ranges: [{ page: 1 }],
    doubt: expect.stringContaining('several places'),
  });
  expect(want(words, { page: 2 })).toMatchObject({ ranges: [{ page: 2 }], doubt: null });
  expect(want(words, { suffix: ', we found' })).toMatchObject({ ranges: [{ page: 2 }], doubt: null });
  expect(want(words, { suffix: '. A few' })).toMatchObject({ ranges: [{ page: 1 }], doubt: null });
});

test('slightly different words are a guess, other words are nowhere', () => {
  const found = want('readers skip most proofs entirely');
  expect(found?.doubt).toMatch(/slightly different/);
  expect(found?.ranges.map(({ page }) => page)).toEqual([1]);
  expect(want('something that is said in no paper at all')).toBeNull();
  expect(want(' \n ')).toBeNull();
});
