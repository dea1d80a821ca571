// What a room remembers is bounded by its length too, and whoever missed forgotten facts is told to refetch.
import { expect, test } from '@jest/globals';
import { createRoomLog } from '#server/kernel/room-log.ts';

const text = (characters: number) => 'x'.repeat(characters);

test('long facts are remembered for less long than short ones', () => {
  const log = createRoomLog(() => true);
  const { epoch } = log.add('notes:a', 'said', text(10));
  for (let fact = 0; fact < 9; fact++) log.add('notes:a', 'said', text(100_000));
  expect(log.since('notes:a', { epoch, seq: 1 })).toMatchObject({ seq: 10, missed: [], gap: true });
  const late = log.since('notes:a', { epoch, seq: 6 });
  expect(late.ok && late.missed.map(({ seq }) => seq)).toEqual([7, 8, 9, 10]);
  // One that is longer than a room remembers is told and forgotten, and the numbers go on.
  expect(log.add('notes:a', 'said', text(600_000)).seq).toBe(11);
  expect(log.since('notes:a', { epoch, seq: 10 })).toMatchObject({ missed: [], gap: true });
  expect(log.since('notes:a', { epoch, seq: 11 })).toMatchObject({ missed: [], gap: false });
});

test('many open rooms together remember no more than the server has room for', () => {
  const log = createRoomLog(() => true);
  const { epoch } = log.add('notes:0', 'said', text(400_000));
  for (let room = 1; room < 130; room++) log.add(`notes:${String(room)}`, 'said', text(400_000));
  expect(log.since('notes:0', { epoch, seq: 0 })).toMatchObject({ seq: 1, missed: [], gap: true });
  expect(log.since('notes:129', { epoch, seq: 0 })).toMatchObject({ seq: 1, gap: false });
});
