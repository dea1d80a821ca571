// Who reads where: told to those who may read the document, page by page, and never who writes where names are hidden.
import { expect, test } from '@jest/globals';
import { readersOn, readersPresence, writersCount } from '#shared/annotations/readers.ts';
import { coursesRoutes } from '#shared/courses/contract.ts';
import { defaultSettings, type Settings } from '#shared/courses/settings.ts';
import { startApp } from '#tests/support/app.ts';
import type { TestSocket } from '#tests/support/socket.ts';
import { gatherReaders } from './read-document.ts';

const app = await startApp();
const { ada, ben, cleo, eve, course, document } = await gatherReaders(app);
const { room } = readersPresence;

const presenceOf = (socket: TestSocket) => socket.presenceOf(room, document.id);
const until = async (socket: TestSocket, isSo: (presence: ReturnType<typeof presenceOf>) => boolean) => {
  for (let waited = 0; waited < 3000 && !isSo(presenceOf(socket)); waited += 10)
    await new Promise((resolve) => setTimeout(resolve, 10));
  return presenceOf(socket);
};
const comeIn = async (person: typeof ada) => {
  const socket = await person.socket();
  await socket.join(room, document.id);
  return {
    socket,
    reads: (page: number, writing = false) => {
      socket.here(room, document.id, { page, writing });
    },
  };
};
const set = async (settings: Partial<Settings>) => {
  const { revision } = await ada.call(coursesRoutes.readCourse, { params: { courseId: course.id } });
  const body = { revision, settings: { ...defaultSettings, ...settings } };
  await ada.call(coursesRoutes.changeCourse, { params: { courseId: course.id }, body });
};

test('readers hear who is on which page and who writes, and whoever comes later hears it all at once', async () => {
  const [his, hers] = [await comeIn(ben), await comeIn(cleo)];
  // To have the room open is not to be seen: who said nothing is not there.
  expect(presenceOf(hers.socket)).toMatchObject({ total: 0 });
  his.reads(3);
  hers.reads(4, true);
  const seen = await until(his.socket, ({ total }) => total === 2);
  expect(Object.fromEntries(seen.people)).toEqual({
    [ben.personId]: { page: 3, writing: false },
    [cleo.personId]: { page: 4, writing: true },
  });
  expect(Object.fromEntries(seen.counts)).toEqual({
    [readersOn(3)]: 1,
    [readersOn(4)]: 1,
    [writersCount]: 1,
  });
  const late = await comeIn(ada);
  expect(presenceOf(late.socket)).toEqual(seen);

  // Only what is different is told.
  const before = his.socket.presenceNews.length;
  hers.reads(5);
  await until(his.socket, ({ counts }) => counts.has(readersOn(5)));
  expect(his.socket.presenceNews.slice(before).flatMap(({ people }) => people)).toEqual([
    [cleo.personId, { page: 5, writing: false }],
  ]);
  // Taken back: still hears, is seen no more.
  hers.socket.here(room, document.id, null);
  expect((await until(his.socket, ({ total }) => total === 1)).people.has(cleo.personId)).toBe(false);
  his.reads(6);
  await until(hers.socket, ({ counts }) => counts.has(readersOn(6)));
  his.socket.close();
  expect(await until(hers.socket, ({ total }) => total === 0)).toMatchObject({ total: 0 });
  for (const { socket } of [hers, late]) socket.close();
});

test('strangers hear nothing and say nothing, and garbage is nobody’s presence', async () => {
  const [inside, outside] = [await comeIn(ben), await eve.socket()];
  expect(await outside.join(room, document.id)).toMatchObject({ ok: false, reason: 'not_found' });
  outside.here(room, document.id, { page: 1, writing: false });
  for (const garbage of [
    7,
    'page',
    {},
    { page: -1, writing: false },
    { page: 1, writing: false, name: 'Ben' },
  ])
    inside.socket.here(room, document.id, garbage);
  inside.socket.here('document', document.id, { page: 1, writing: false });
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(presenceOf(inside.socket)).toMatchObject({ total: 0 });
  for (const socket of [inside.socket, outside]) socket.close();
});

test('whoever says too much is heard seldom', async () => {
  const [loud, hears] = [await comeIn(ben), await comeIn(cleo)];
  for (let page = 0; page < 50; page++) loud.reads(page);
  const { people } = await until(hears.socket, ({ total }) => total === 1);
  // Five at once at most; what came after them was dropped.
  expect(people.get(ben.personId)).toEqual({ page: 4, writing: false });
  for (const { socket } of [loud, hears]) socket.close();
});

test('where annotations may be anonymous nobody hears who writes, only how many', async () => {
  const [writes, hears] = [await comeIn(ben), await comeIn(cleo)];
  writes.reads(2);
  await until(hears.socket, ({ total }) => total === 1);
  // The rule holds for those who are in the room already.
  await set({ anonymity: 'choice' });
  await new Promise((resolve) => setTimeout(resolve, 100));
  const before = hears.socket.presenceNews.length;
  writes.reads(3);
  await until(hears.socket, ({ counts }) => counts.has(readersOn(3)));
  writes.reads(3, true);
  const seen = await until(hears.socket, ({ counts }) => counts.has(writersCount));
  expect(seen.people.get(ben.personId)).toEqual({ page: 3 });
  expect(seen.counts.get(writersCount)).toBe(1);
  const told = hears.socket.presenceNews.slice(before);
  expect(JSON.stringify(told.map(({ people }) => people))).not.toContain('writing');
  // Also when it is told that somebody began, the name does not come with it.
  expect(told.at(-1)).toMatchObject({ people: [], counts: { [writersCount]: 1 } });
  await set({});
  for (const { socket } of [writes, hears]) socket.close();
});
