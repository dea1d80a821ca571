// What the writers make of texts and places before it leaves: spelt out, turned with the page, harmless.
import { describe, expect, test } from '@jest/globals';
import type { Rect } from '#shared/annotations/anchor.ts';
import { fromShown, toShown } from '#server/exchange/shown-page.ts';
import { plainText, portable } from '#server/exchange/write/words.ts';

const origin = 'https://papers.example.org';

describe('texts that leave', () => {
  test('mentions become names, addresses get their host', () => {
    const text =
      '[@Ada B.](person:abcdefghijklmnopqrstuvwx), see [this](/documents/x?thread=y) and [that](https://a.b).';
    expect(portable(text, origin)).toBe(
      '@Ada B., see [this](https://papers.example.org/documents/x?thread=y) and [that](https://a.b).',
    );
    // An address without a scheme names another host.
    expect(portable('[x](//evil.example)', origin)).toBe('[x](//evil.example)');
  });

  test('plain text keeps the words and what only looks like markup', () => {
    expect(plainText('# Title\n**bold**, *soft* and `code`', origin)).toBe('Title\nbold, soft and code');
    expect(plainText('![chart](/api/documents/a/images/b)', origin)).toBe(
      'chart (https://papers.example.org/api/documents/a/images/b)',
    );
    expect(plainText('a * b * c, snake_case_name, 2*3*4, $x_i + y_i$', origin)).toBe(
      'a * b * c, snake_case_name, 2*3*4, $x_i + y_i$',
    );
  });
});

describe('places on pages that are turned or cropped', () => {
  const rect: Rect = [110, 220, 150.5, 232.25];
  test.each([
    [0, { x: 100, y: 467.75, width: 40.5, height: 12.25 }],
    [90, { x: 200, y: 100, width: 12.25, height: 40.5 }],
    [180, { x: 359.5, y: 200, width: 40.5, height: 12.25 }],
    [270, { x: 467.75, y: 359.5, width: 12.25, height: 40.5 }],
  ])('%s degrees, there and back', (rotation, shown) => {
    const [width, height] = rotation % 180 === 0 ? [500, 680] : [680, 500];
    const page = { width, height, rotation, left: 10, bottom: 20 };
    expect(toShown(page, rect)).toEqual(shown);
    expect(fromShown(page, shown)).toEqual(rect);
  });
});
