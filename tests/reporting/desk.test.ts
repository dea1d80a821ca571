// The desk's words for how a group gets on, and how a group is found by a word.
import { expect, test } from '@jest/globals';
import { standingOf } from '#client/reporting/desk-state.ts';
import { matches } from '#client/reporting/find-group.ts';

const now = 1_000_000_000;
const said = (state: 'writing' | 'help' | 'done') => ({ notesId: 'n', state, at: now - 65_000 });
const pulse = (characters: number, ago: number) => ({ notesId: 'n', characters, at: now - ago });

test('what a group says of itself comes before what it writes', () => {
  expect(standingOf(said('help'), pulse(10, 1000), now)).toEqual({
    mood: 'help',
    word: 'Asks for help · 1 min',
  });
  expect(standingOf(said('done'), pulse(10, 1000), now).mood).toBe('done');
  expect(standingOf(said('writing'), pulse(10, 1000), now).mood).toBe('writing');
  expect(standingOf(undefined, pulse(10, 200_000), now)).toEqual({ mood: 'idle', word: 'Quiet for 3 min' });
  expect(standingOf(undefined, pulse(0, 1000), now).word).toBe('Nothing written yet');
  expect(standingOf(undefined, undefined, now).mood).toBe('idle');
});

test('a group is found by the beginning of its name, by its number from 1, or by a name in it', () => {
  const cedar = { name: 'Cedar', number: 5, members: ['a', 'b'] };
  const names = { a: 'Mei Chen', b: 'Tomás Ruiz' };
  for (const word of ['', 'c', 'Ced', '6', 'chen', 'RUIZ']) expect(matches(cedar, names, word)).toBe(true);
  for (const word of ['e', 'x', '5', 'noor']) expect(matches(cedar, names, word)).toBe(false);
});
