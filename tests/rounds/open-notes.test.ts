// Notes in memory, and work done at a pace: what is refused leaves nothing behind, what comes together is done together.
import { describe, expect, test } from '@jest/globals';
import * as Y from 'yjs';
import { notesCharactersAtMost } from '#shared/rounds/contract.ts';
import { createPaced } from '#server/kernel/paced.ts';
import { openNotesOf } from '#server/rounds/open-notes.ts';

/** A person's document whose changes come one by one. */
const writer = () => {
  const document = new Y.Doc();
  const updates: Uint8Array[] = [];
  document.on('update', (update: Uint8Array) => updates.push(update));
  return { text: document.getText('q0'), take: () => updates.splice(0) };
};

describe('notes in memory', () => {
  test('are the same from the state and the updates beside it, and smaller once put together', () => {
    const { text, take } = writer();
    const notes = openNotesOf(2, [], 0);
    const beside: Uint8Array[] = [];
    for (let word = 0; word < 40; word += 1) {
      text.insert(text.length, `w${String(word)} `);
      if (word % 3 === 0) text.delete(0, 2);
      for (const update of take()) {
        notes.take(update);
        notes.stored(update);
        beside.push(update);
      }
    }
    expect(notes.texts()).toEqual([text.toJSON(), '']);
    expect(notes.characters()).toBe(text.length);
    expect([notes.waiting, notes.isFull()]).toEqual([beside.length, true]);
    const state = notes.state();
    expect(state.length).toBeLessThan(beside.reduce((sum, { length }) => sum + length, 0) / 3);
    notes.compacted();
    expect([notes.waiting, notes.isFull()]).toEqual([0, false]);
    // Both put together and not: as after a crash between the two, when the state already has what lies beside it.
    const again = openNotesOf(2, [state, ...beside], beside.length);
    expect(again.texts()).toEqual([text.toJSON(), '']);
  });

  test('what is refused changes nothing, also where it came in the middle of what is taken', () => {
    const { text, take } = writer();
    const notes = openNotesOf(1, [], 0);
    text.insert(0, 'kept');
    for (const update of take()) notes.take(update);
    text.insert(4, 'x'.repeat(notesCharactersAtMost));
    const [tooLong = new Uint8Array()] = take();
    expect(() => {
      notes.take(tooLong);
    }).toThrow(/characters/);
    expect(() => {
      notes.take(new Uint8Array([1, 2, 3]));
    }).toThrow(/could not be understood/);
    expect(notes.texts()).toEqual(['kept']);
    text.delete(10, text.length - 10);
    notes.take(Y.mergeUpdates([tooLong, ...take()]));
    expect(notes.texts()).toEqual(['keptxxxxxx']);
  });
});

describe('work at a pace', () => {
  const open = () => {
    const runs: number[][] = [];
    let isRunning = false;
    const paced = createPaced<number, number>({
      ms: 20,
      run: async (items) => {
        expect(isRunning).toBe(false);
        isRunning = true;
        runs.push([...items]);
        await new Promise((resolve) => setTimeout(resolve, 5));
        isRunning = false;
        if (items.includes(-1)) throw new Error('the whole run');
        return items.map((item) => (item === 13 ? new Error('this one') : item * 2));
      },
      after: () => Promise.resolve(),
    });
    return { paced, runs };
  };

  test('what comes while one run is under way is the next, and everybody has their own answer', async () => {
    const { paced, runs } = open();
    const first = paced.add(1);
    // The first begins at once.
    await Promise.resolve();
    const others = [2, 13, 3].map((item) => paced.add(item));
    expect(await first).toBe(2);
    expect(await Promise.allSettled(others)).toMatchObject([
      { value: 4 },
      { reason: { message: 'this one' } },
      { value: 6 },
    ]);
    expect(runs).toEqual([[1], [2, 13, 3]]);
    await paced.rested();
  });

  test('a run that fails fails for those in it, and the next one goes on', async () => {
    const { paced } = open();
    expect(await Promise.allSettled([paced.add(1), paced.add(-1)])).toMatchObject([
      { reason: { message: 'the whole run' } },
      { reason: { message: 'the whole run' } },
    ]);
    expect(await paced.add(4)).toBe(8);
  });
});
