// Threads over the socket: facts in order, catching up after a lost connection, gaps.
import { expect, test } from '@jest/globals';
import { annotationsEvents, annotationsRoutes } from '#shared/annotations/contract.ts';
import { newId } from '#shared/kernel/primitives.ts';
import { coursesRoutes } from '#shared/courses/contract.ts';
import type { Joined } from '#shared/kernel/live.ts';
import { startApp } from '#tests/support/app.ts';
import { gatherReaders, postOn, uploadDocument } from './read-document.ts';

const app = await startApp();
const { ada, ben, cleo, course, document } = await gatherReaders(app);
const { deleteThread, deleteReply, reply, upvote } = annotationsRoutes;
const { threadPosted, threadChanged, threadRemoved } = annotationsEvents;

const placeIn = (joined: Joined) => {
  if (!joined.ok) throw new Error(joined.message);
  return { epoch: joined.epoch, seq: joined.seq };
};

test('every change reaches both readers once, in order, and is the same for both', async () => {
  const [his, hers] = [await ben.socket(), await cleo.socket()];
  const from = placeIn(await his.join('document', document.id));
  await hers.join('document', document.id);
  const thread = await postOn(ben, document, 0);
  const params = { threadId: thread.id, postId: thread.id };
  const replyId = newId();
  await cleo.call(reply, { params, body: { id: replyId, text: 'Because.' } });
  await cleo.call(upvote, { params });
  await ben.call(deleteThread, { params });
  await cleo.call(deleteReply, { params: { ...params, replyId } });
  const isOurs = ({ threadId }: { threadId: string }) => threadId === thread.id;
  await Promise.all([his.waitFor(threadRemoved, isOurs), hers.waitFor(threadRemoved, isOurs)]);

  expect(his.facts.map(({ name, seq }) => [name, seq - from.seq])).toEqual([
    [threadPosted.name, 1],
    [threadChanged.name, 2],
    [threadChanged.name, 3],
    [threadChanged.name, 4],
    [threadRemoved.name, 5],
  ]);
  expect(hers.facts).toEqual(his.facts);
  expect(his.facts[0]?.payload).toEqual(thread);
  expect(his.facts.slice(1, 4).map(({ payload }) => payload)).toMatchObject([
    { change: 2, replies: [{ text: 'Because.' }], upvotes: 0 },
    { change: 3, upvotes: 1 },
    { change: 4, text: '', replies: [{ text: 'Because.' }] },
  ]);
  // Nothing of a fact depends on who hears it: not even who upvoted.
  expect(JSON.stringify(his.facts)).not.toContain('upvoters');
});

test('what one upvotes and follows is told to one’s other devices, and to nobody else', async () => {
  const [hers, his] = [await cleo.socket(), await ben.socket()];
  await hers.join('person', cleo.personId);
  await his.join('person', ben.personId);
  const thread = await postOn(ben, document, 3);
  const params = { threadId: thread.id, postId: thread.id };
  await cleo.call(upvote, { params });
  await cleo.call(annotationsRoutes.followThread, { params });
  await cleo.call(annotationsRoutes.unfollowThread, { params });
  const { ownMarkChanged } = annotationsEvents;
  await hers.waitFor(ownMarkChanged, ({ mark, given }) => mark === 'follow' && !given);
  const told = hers.facts.filter(({ name }) => name === ownMarkChanged.name);
  const fact = { documentId: document.id, id: thread.id };
  expect(told.map(({ payload }) => payload)).toEqual([
    { ...fact, mark: 'upvote', given: true },
    { ...fact, mark: 'follow', given: true },
    { ...fact, mark: 'follow', given: false },
  ]);
  expect(his.facts.filter(({ name }) => name === ownMarkChanged.name)).toEqual([]);
});

test('a repeated request tells nobody twice', async () => {
  const socket = await cleo.socket();
  const thread = await postOn(ben, document, 1);
  await socket.join('document', document.id);
  const params = { threadId: thread.id, postId: thread.id };
  const body = { id: newId(), text: 'Once' };
  for (let again = 0; again < 3; again++) await cleo.call(reply, { params, body });
  for (let again = 0; again < 3; again++) await cleo.call(upvote, { params });
  await ben.call(deleteThread, { params });
  await socket.waitFor(threadChanged, ({ deletedAt }) => deletedAt !== null);
  expect(socket.facts).toHaveLength(3);
});

test('after a lost connection exactly what was missed comes', async () => {
  const first = await cleo.socket();
  await first.join('document', document.id);
  await postOn(ben, document, 2);
  await first.waitFor(threadPosted);
  const last = first.facts.at(-1);
  first.close();

  const missed = [await postOn(ben, document, 3), await postOn(ada, document, 4)];
  const second = await cleo.socket();
  const joined = await second.join('document', document.id, { epoch: last?.epoch, seq: last?.seq });
  expect(joined).toMatchObject({ ok: true, gap: false });
  if (!joined.ok) return;
  expect(joined.missed.map(({ payload }) => payload)).toEqual(
    missed.map((thread) => ({ ...thread, reports: null })),
  );
  expect(joined.missed.map(({ seq }) => seq)).toEqual([(last?.seq ?? 0) + 1, (last?.seq ?? 0) + 2]);
  await postOn(ben, document, 5);
  await second.waitFor(threadPosted);
  expect(second.facts.map(({ seq }) => seq)).toEqual([joined.seq + 1]);
});

test('whoever comes from another run of the server, or from too long ago, is told to refetch', async () => {
  const socket = await cleo.socket();
  const { epoch, seq } = placeIn(await socket.join('document', document.id));
  expect(await socket.join('document', document.id, { epoch: 'another-run', seq })).toMatchObject({
    ok: true,
    gap: true,
    missed: [],
  });
  expect(await socket.join('document', document.id, { epoch, seq: seq + 10 })).toMatchObject({ gap: true });
});

test('a thread is told only in the room of its document', async () => {
  const other = await uploadDocument(course);
  const socket = await cleo.socket();
  await socket.join('document', other.id);
  await postOn(ben, document, 6);
  const here = await postOn(ben, other, 6);
  expect(await socket.waitFor(threadPosted)).toEqual(here);
  expect(socket.facts).toHaveLength(1);
});

test('a dropped member no longer hears anything', async () => {
  const dora = await app.person('Dora');
  await ada.call(coursesRoutes.addMember, {
    params: { courseId: course.id },
    body: { name: 'Dora', email: dora.email, role: 'student' },
  });
  const hers = await dora.socket();
  await hers.join('document', document.id);
  await postOn(ben, document, 7);
  await hers.waitFor(threadPosted);
  await ada.call(coursesRoutes.dropMember, { params: { courseId: course.id, personId: dora.personId } });
  await hers.ended;
  const again = await dora.socket();
  expect(await again.join('document', document.id)).toMatchObject({ ok: false, reason: 'not_found' });
});
