// What a browser keeps of a review: per tab, taken over from a tab that is gone, by one tab only.
import { beforeEach, expect, test } from '@jest/globals';
import { IDBFactory } from 'fake-indexeddb';
import { openKeeper, type Kept } from '#client/reviews/kept.ts';

const text = (words: string, at = Date.now()): Kept => ({
  answers: { first: words },
  base: { answers: {}, revision: 0 },
  at,
});
const minuteAgo = () => Date.now() - 60_000;
const open = (tab: string, meetingId = 'meeting') => openKeeper('ada', meetingId, tab);

beforeEach(() => {
  Object.assign(globalThis, { indexedDB: new IDBFactory() });
});

test('a reload begins with what its tab kept last, until the server has it', async () => {
  const { kept, write } = await open('one');
  expect(kept).toBeNull();
  expect(await Promise.all([write(text('L')), write(text('Lease'))])).toEqual([true, true]);
  expect((await open('one')).kept?.answers).toEqual({ first: 'Lease' });
  await write(null);
  expect((await open('one')).kept).toBeNull();
});

test('what a closed tab left goes on in one other tab; an open tab and other meetings are left alone', async () => {
  const [closed, busy, other] = [await open('closed'), await open('busy'), await open('else', 'other')];
  await closed.write(text('left', minuteAgo()));
  await busy.write(text('being typed'));
  await other.write(text('elsewhere', minuteAgo()));
  const both = await Promise.all([open('two'), open('three')]);
  expect(both.flatMap(({ kept }) => kept?.answers['first'] ?? [])).toEqual(['left']);
  expect((await open('busy')).kept?.answers).toEqual({ first: 'being typed' });
});

test('a browser that keeps nothing says so', async () => {
  Object.assign(globalThis, { indexedDB: undefined });
  const { kept, write } = await open('one');
  expect(kept).toBeNull();
  expect(await write(text('lost'))).toBe(false);
});
