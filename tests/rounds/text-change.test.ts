// The change between two states of a text field, and carets while others type.
import { describe, expect, test } from '@jest/globals';
import * as Y from 'yjs';
import { createRandom } from '#shared/rounds/random.ts';
import { changeBetween, moveCaret } from '#client/rounds/text-change.ts';

const apply = (before: string, { at, deleted, inserted }: ReturnType<typeof changeBetween>) =>
  before.slice(0, at) + inserted + before.slice(at + deleted);

describe('changeBetween', () => {
  test('typing, deleting, replacing, and which of several equal letters was typed', () => {
    expect(changeBetween('ac', 'abc', 2)).toEqual({ at: 1, deleted: 0, inserted: 'b' });
    expect(changeBetween('abc', 'ac', 1)).toEqual({ at: 1, deleted: 1, inserted: '' });
    expect(changeBetween('one two', 'one 2', 5)).toEqual({ at: 4, deleted: 3, inserted: '2' });
    expect(changeBetween('aaa', 'aaaa', 1)).toEqual({ at: 0, deleted: 0, inserted: 'a' });
    expect(changeBetween('aaa', 'aaaa', 4)).toEqual({ at: 3, deleted: 0, inserted: 'a' });
    expect(changeBetween('same', 'same', 2)).toMatchObject({ deleted: 0, inserted: '' });
  });

  test('never cuts a character of two units in half', () => {
    const [smile, grin] = ['\u{1F642}', '\u{1F600}'];
    expect(changeBetween(smile, grin, 2)).toEqual({ at: 0, deleted: 2, inserted: grin });
    // The same second unit, another first one.
    expect(changeBetween('\u{1F642}', '\u{1FA42}', 2)).toMatchObject({ at: 0, deleted: 2 });
  });

  test('always leads from the one to the other, also through a Yjs text', () => {
    const random = createRandom(7);
    const letters = ['a', 'b', ' ', '\n', '\u{1F642}', '\u{1F600}', 'é'];
    const write = (length: number) =>
      Array.from({ length }, () => letters[random.below(letters.length)] ?? '');
    for (let round = 0; round < 2000; round += 1) {
      const old = write(random.below(12));
      const kept = old.slice(random.below(old.length + 1));
      const before = old.join('');
      const after = [...write(random.below(4)), ...kept, ...write(random.below(3))].join('');
      const change = changeBetween(before, after, random.below(after.length + 1));
      expect(apply(before, change)).toBe(after);
      const text = new Y.Doc().getText('q0');
      text.insert(0, before);
      text.delete(change.at, change.deleted);
      text.insert(change.at, change.inserted);
      expect(text.toJSON()).toBe(after);
    }
  });
});

test('moveCaret: stays between the same letters', () => {
  expect(moveCaret(5, [{ retain: 2 }, { insert: 'xyz' }])).toBe(8);
  expect(moveCaret(5, [{ retain: 5 }, { insert: 'xyz' }])).toBe(5);
  expect(moveCaret(5, [{ retain: 8 }, { insert: 'xyz' }])).toBe(5);
  expect(moveCaret(5, [{ retain: 1 }, { delete: 2 }])).toBe(3);
  expect(moveCaret(5, [{ retain: 3 }, { delete: 9 }])).toBe(3);
  expect(moveCaret(5, [{ insert: 'ab' }, { retain: 3 }, { delete: 1 }])).toBe(6);
});
