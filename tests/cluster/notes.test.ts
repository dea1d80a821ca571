// Notes in the memory of two processes at once: what one stores the other knows before it writes, and no compaction takes anything away.
import { expect, test } from '@jest/globals';
import * as Y from 'yjs';
import { openNotesShelf } from '#server/rounds/notes-shelf.ts';
import type { NotesPlace } from '#server/rounds/places.ts';
import { openRoundsStore } from '#server/rounds/store.ts';
import { testDatabase } from '#tests/support/engine.ts';

const database = testDatabase();
const { notes } = openRoundsStore(await database.connect());
// As two processes have them.
const [here, there] = [
  openNotesShelf(notes),
  openNotesShelf(openRoundsStore(await database.connect()).notes),
];

const placeOf = (notesId: string): NotesPlace => ({
  ...{ notesId, courseId: 'c', meetingId: `meeting of ${notesId}`, roundId: 'r', group: 1 },
  ...{ questions: 1, members: [], phase: 'group' },
});
/** A word as one update of a writer of its own. */
const typed = (word: string) => {
  const document = new Y.Doc();
  document.getText('q0').insert(0, `${word} `);
  return Y.encodeStateAsUpdate(document);
};
const write = async (shelf: typeof here, place: NotesPlace, word: string) => {
  const update = typed(word);
  await shelf.load([place]);
  shelf.at(place.notesId)?.take(update);
  await shelf.store([{ place, update, savedAt: new Date(0) }]);
};
const wordsIn = (text = '') => text.trim().split(' ').sort();
const stored = async ({ notesId, questions }: NotesPlace) => {
  const document = new Y.Doc();
  Y.applyUpdate(document, await here.stateOf(placeOf(notesId)));
  expect(questions).toBe(1);
  return wordsIn(document.getText('q0').toJSON());
};

test('both know what both wrote before they write on', async () => {
  const place = placeOf('one');
  for (const [index, shelf] of [here, there, here, there].entries())
    await write(shelf, place, `w${String(index)}`);
  await here.load([place]);
  expect(wordsIn(here.at('one')?.texts()[0])).toEqual(['w0', 'w1', 'w2', 'w3']);
  expect(here.at('one')?.waiting).toBe(4);
  expect(await stored(place)).toEqual(['w0', 'w1', 'w2', 'w3']);
});

test('as many updates as one knows, but others: putting together takes none of them away', async () => {
  const place = placeOf('two');
  const words = Array.from({ length: 40 }, (_, index) => `early${String(index)}`);
  for (const word of words) await write(here, place, word);
  expect(here.at('two')?.isFull()).toBe(true);
  // The other process puts them together, and then stores as many of its own.
  await there.load([place]);
  await there.tidy([place.meetingId]);
  expect((await notes.findById('two').lean())?.updates).toEqual([]);
  const more = Array.from({ length: 40 }, (_, index) => `late${String(index)}`);
  for (const word of more) await write(there, place, word);
  expect((await notes.findById('two').lean())?.updates).toHaveLength(40);
  // This one believes that it knows all forty.
  expect(here.at('two')?.waiting).toBe(40);
  await here.tidy([place.meetingId]);
  expect(await stored(place)).toEqual([...words, ...more].sort());
});

test('only who keeps the meeting puts together, also what nobody here has in memory', async () => {
  const place = placeOf('three');
  await write(there, place, 'left');
  await there.tidy([]);
  expect((await notes.findById('three').lean())?.updates).toHaveLength(1);
  const taker = openNotesShelf(notes);
  await taker.tidy([place.meetingId]);
  expect(await notes.findById('three').lean()).toMatchObject({
    updates: [],
    texts: ['left '],
    generation: 1,
  });
  // The one that wrote it has not heard of that, and writes on.
  await write(there, place, 'on');
  expect(await stored(place)).toEqual(['left', 'on']);
});
