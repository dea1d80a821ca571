/** Offsets go from ordinary text to its non-whitespace characters and back without losing their place. */
import { describe, expect, test } from '@jest/globals';
import {
  condense,
  toCondensedOffset,
  toCondensedRange,
  toOrdinaryRange,
} from '#shared/annotations/page-text.ts';

const text = ' One\u00a0two,\n  𝑥 three ';

describe('page text', () => {
  test('condense drops every kind of whitespace and keeps UTF-16 units', () => {
    const page = condense(text);
    expect(page.condensed).toBe('Onetwo,𝑥three');
    expect(page.map).toHaveLength(page.condensed.length);
    expect([...page.map].map((offset) => text[offset]).join('')).toBe(page.condensed);
    expect(condense(' \n')).toEqual({ condensed: '', map: new Uint32Array(0) });
  });

  test('toCondensedOffset counts the characters before an offset', () => {
    const page = condense(text);
    for (let offset = 0; offset <= text.length; offset++)
      expect(toCondensedOffset(page, offset)).toBe(text.slice(0, offset).replace(/\s/g, '').length);
  });

  test('a range goes to condensed offsets and back, without the whitespace at its ends', () => {
    const page = condense(text);
    const range = { start: text.indexOf('two') - 1, end: text.indexOf('three') };
    const condensed = toCondensedRange(page, range);
    expect(page.condensed.slice(condensed.start, condensed.end)).toBe('two,𝑥');
    const back = toOrdinaryRange(page, condensed);
    expect(back && text.slice(back.start, back.end)).toBe('two,\n  𝑥');
  });

  test('toOrdinaryRange answers null for what is empty or outside', () => {
    const page = condense(text);
    expect(toOrdinaryRange(page, { start: 3, end: 3 })).toBeNull();
    expect(toOrdinaryRange(page, { start: 0, end: page.condensed.length + 1 })).toBeNull();
  });
});
