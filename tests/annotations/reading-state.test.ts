// What is unread: by anybody else, after what one read, wherever one read it.
import { expect, test } from '@jest/globals';
import {
  allReadUntil,
  applyRead,
  isUnreadIn,
  marksOfAll,
  readStateFrom,
} from '#client/annotations/reading-state.ts';
import { made } from './made-thread.ts';

const at = (minute: number) => `2026-09-07T12:${String(minute).padStart(2, '0')}:00.000Z`;
const reply = (authorId: string, minute: number, deleted = false) => ({
  ...made({ authorId, postedAt: at(minute) }),
  deletedAt: deleted ? at(59) : null,
});
const nothing = readStateFrom({ lastVisitAt: null, allReadAt: null, read: [] });
const isUnread = (thread: ReturnType<typeof made>, state = nothing) => isUnreadIn(state, 'cleo', thread);

test('another’s thread is unread until it is read; one’s own never is', () => {
  const thread = made({ postedAt: at(5) });
  expect(isUnread(thread)).toBe(true);
  expect(isUnread(made({ authorId: 'cleo' }))).toBe(false);
  expect(isUnread(thread, applyRead(nothing, [[thread.id, at(4)]]))).toBe(true);
  expect(isUnread(thread, applyRead(nothing, [[thread.id, at(5)]]))).toBe(false);
});

test('another’s reply makes it unread again, one’s own and a deleted one do not', () => {
  const posted = { authorId: 'cleo', postedAt: at(1) };
  const state = applyRead(nothing, []);
  expect(isUnread(made({ ...posted, replies: [reply('ben', 2)] }), state)).toBe(true);
  expect(isUnread(made({ ...posted, replies: [reply('cleo', 2)] }), state)).toBe(false);
  expect(isUnread(made({ ...posted, replies: [reply('ben', 2, true)] }), state)).toBe(false);
  const thread = made({ ...posted, replies: [reply('ben', 2), reply('cleo', 9)] });
  expect(isUnread(thread, applyRead(state, [[thread.id, at(2)]]))).toBe(false);
});

test('all read counts for what was there then; the later of both counts', () => {
  const thread = made({ postedAt: at(5) });
  const allRead = { ...nothing, allReadAt: at(5) };
  expect(isUnread(thread, allRead)).toBe(false);
  expect(isUnread({ ...thread, replies: [reply('ben', 6)] }, allRead)).toBe(true);
  expect(isUnread(thread, applyRead(allRead, [[thread.id, at(1)]]))).toBe(false);
});

test('all that is shown can be called read without what is withheld', () => {
  const shown = [made({ postedAt: at(1), replies: [reply('ben', 7)] }), made({ postedAt: at(3) })];
  expect(allReadUntil(shown, [])).toBe(at(7));
  expect(allReadUntil(shown, [made({ postedAt: at(5) })])).toBe(at(3));
  expect(allReadUntil(shown, [made({ postedAt: at(0) })])).toBe('');
});

test('replies that wait in an open thread are not called read, whatever is newer elsewhere', () => {
  const open = made({
    postedAt: at(1),
    replies: [reply('ben', 2), { ...reply('ben', 5), id: 'waits' }],
  });
  const other = made({ postedAt: at(9) });
  const waiting = new Map([[open.id, [{ id: 'waits', postedAt: at(5) }]]]);
  const all = marksOfAll([open, other], [], waiting);
  expect(all).toEqual({ until: at(2), marks: [[other.id, at(9)]] });
  const state = applyRead({ ...nothing, allReadAt: all.until }, all.marks);
  expect([isUnread(open, state), isUnread(other, state)]).toEqual([true, false]);
  expect(marksOfAll([open, other], [], new Map())).toEqual({ until: at(9), marks: [] });
});

test('news of reading only goes forwards; what is known changes nothing', () => {
  const state = applyRead(nothing, [
    ['a', at(5)],
    ['b', at(5)],
    ['a', at(3)],
  ]);
  expect([...state.read]).toEqual([
    ['a', at(5)],
    ['b', at(5)],
  ]);
  expect(applyRead(state, [['a', at(4)]])).toBe(state);
});
