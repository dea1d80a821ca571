// A reply that comes between the question whether a thread may be moved and the move itself: it counts.
import { expect, test } from '@jest/globals';
import { annotationsRoutes } from '#shared/annotations/contract.ts';
import type { ThreadView } from '#shared/annotations/views.ts';
import { newId } from '#shared/kernel/primitives.ts';
import { moveHandlers } from '#server/annotations/moves.ts';
import { replyHandlers } from '#server/annotations/replies.ts';
import type { ThreadRecord } from '#server/annotations/store.ts';
import type { Threads } from '#server/annotations/threads.ts';
import { startApp, type PersonClient } from '#tests/support/app.ts';
import { gatherReaders, postOn } from './read-document.ts';

const app = await startApp();
const { ada, ben, cleo, course, document } = await gatherReaders(app);
const stored = app.db.collection<ThreadRecord>('threads');

/** Moves a thread to the staff, while Cleo replies just before the first write. */
const moveAsSheReplies = async (mover: PersonClient, role: 'instructor' | 'student', { id }: ThreadView) => {
  let writes = 0;
  const threads = {
    threadFor: async () => ({
      thread: await stored.findOne({ _id: id }),
      viewer: {
        member: { personId: mover.personId, courseId: course.id, role },
        ...{ groupId: null, seesOthers: true },
      },
    }),
    change: async (_: string, filter: object, update: object) => {
      if (writes++ === 0)
        await cleo.call(annotationsRoutes.reply, {
          params: { threadId: id },
          body: { id: newId(), text: 'I doubt it.' },
        });
      return stored.findOneAndUpdate(filter, update, { returnDocument: 'after' });
    },
    tell: () => Promise.resolve(),
    viewOne: (thread: ThreadRecord) => Promise.resolve(thread),
  } as unknown as Threads;
  const courses = { membersOf: () => Promise.resolve([{ personId: ada.personId }]) };
  const { moveThread } = moveHandlers({ threads, papers: {}, courses } as never);
  const body = { visibility: 'staff' } as const;
  return moveThread({ actor: { personId: mover.personId }, params: { threadId: id }, body } as never);
};
const audienceOf = async ({ id }: ThreadView) => (await stored.findOne({ _id: id }))?.visibility;

test('a classmate’s words are not taken from her by the author, however late they came', async () => {
  const thread = await postOn(ben, document, 1);
  await expect(moveAsSheReplies(ben, 'student', thread)).rejects.toMatchObject({
    body: { reason: 'others_would_lose' },
  });
  expect(await audienceOf(thread)).toBe('class');
});

test('the staff move it all the same, with the reply', async () => {
  const thread = await postOn(ben, document, 2);
  const moved = await moveAsSheReplies(ada, 'instructor', thread);
  expect(moved).toMatchObject({ visibility: 'staff', replies: [{ text: 'I doubt it.' }] });
  expect(await audienceOf(thread)).toBe('staff');
});

test('a reply that was on its way while its thread was moved does not reach other readers than it was written for', async () => {
  const { id } = await postOn(ben, document, 3);
  const threads = {
    threadFor: async () => ({
      thread: await stored.findOne({ _id: id }),
      viewer: {
        member: { personId: cleo.personId, courseId: course.id, role: 'student' },
        ...{ groupId: null, seesOthers: true },
      },
      settings: { anonymity: 'off' },
    }),
    change: async (_: string, filter: object, update: object) => {
      await ada.call(annotationsRoutes.moveThread, {
        params: { threadId: id },
        body: { visibility: 'staff' },
      });
      return stored.findOneAndUpdate(filter, update, { returnDocument: 'after' });
    },
  } as unknown as Threads;
  const posts = { take: () => Promise.resolve() };
  const { reply } = replyHandlers({
    threads,
    posts,
    formerTexts: {},
    clock: { now: () => new Date() },
  } as never);
  const call = {
    actor: { personId: cleo.personId },
    params: { threadId: id },
    body: { id: newId(), text: 'Hm.' },
  };
  await expect(reply(call as never)).rejects.toMatchObject({ body: { reason: 'moved_meanwhile' } });
  expect((await stored.findOne({ _id: id }))?.replies).toEqual([]);
});
