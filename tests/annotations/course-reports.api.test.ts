// The open reports of a course in one list: for its staff by every door, and for nobody else.
import { expect, test } from '@jest/globals';
import { annotationsRoutes } from '#shared/annotations/contract.ts';
import { reportsEvents, reportsRoutes } from '#shared/annotations/reports.ts';
import { newId } from '#shared/kernel/primitives.ts';
import { startApp } from '#tests/support/app.ts';
import { postOn, uploadDocument } from './read-document.ts';

const app = await startApp();
const { reportPost, dismissReports, reply, deleteReply, moveThread } = annotationsRoutes;

const ada = await app.person('Ada');
const tom = await app.person('Tom');
const ben = await app.person('Ben');
const cleo = await app.person('Cleo');
const olga = await app.person('Olga');
const course = await app.course({
  instructor: ada,
  tas: [tom],
  students: [ben, cleo],
  observers: [olga],
  settings: { anonymity: 'always' },
});
const [first, second] = [await uploadDocument(course), await uploadDocument(course)];
const of = (thread: { id: string }, postId = thread.id) => ({ params: { threadId: thread.id, postId } });

test('staff see what was reported in any paper, newest first, until it is settled, deleted or taken back', async () => {
  const list = async () => tom.call(reportsRoutes.listReports, { params: { courseId: course.id } });
  expect(await list()).toEqual({ total: 0, threads: [] });

  const early = await postOn(ben, first, 1);
  const late = await postOn(ben, second, 2);
  const replyId = newId();
  await ben.call(reply, { ...of(late), body: { id: replyId, text: 'You **fool**' } });
  await cleo.call(reportPost, { ...of(early), body: { reason: 'Off the subject' } });
  app.clock.advance(1);
  await cleo.call(reportPost, { ...of(late, replyId), body: { reason: 'Not kind' } });

  expect(await list()).toMatchObject({
    total: 2,
    threads: [
      {
        ...{ threadId: late.id, documentId: second.id, documentTitle: second.title },
        // Names, also where classmates see pseudonyms.
        reports: [
          { byName: 'Cleo', reason: 'Not kind', authorName: 'Ben', excerpt: 'You fool', postId: replyId },
        ],
      },
      { threadId: early.id, documentId: first.id, reports: [{ reason: 'Off the subject' }] },
    ],
  });

  await ben.call(deleteReply, { params: { threadId: late.id, replyId } });
  expect((await list()).threads.map(({ threadId }) => threadId)).toEqual([early.id]);
  await ben.call(moveThread, { ...of(early), body: { visibility: 'private' } });
  expect(await list()).toEqual({ total: 0, threads: [] });
  await ben.call(moveThread, { ...of(early), body: { visibility: 'class' } });
  expect(await list()).toMatchObject({ total: 1 });
  await ada.call(dismissReports, of(early));
  expect(await list()).toEqual({ total: 0, threads: [] });
});

test('a report about a reply is settled although the thread’s own text is deleted', async () => {
  const thread = await postOn(ben, first, 1);
  const replyId = newId();
  await ben.call(reply, { ...of(thread), body: { id: replyId, text: 'Rude' } });
  await cleo.call(reportPost, { ...of(thread, replyId), body: { reason: 'Rude' } });
  await ben.call(annotationsRoutes.deleteThread, of(thread));
  const list = () => ada.call(reportsRoutes.listReports, { params: { courseId: course.id } });
  expect(await list()).toMatchObject({ total: 1 });
  await ada.call(dismissReports, of(thread));
  expect(await list()).toMatchObject({ total: 0 });
});

test('students and observers get nothing, neither by the list nor over the socket; others find no course', async () => {
  const thread = await postOn(ben, first, 1);
  const [staffs, students] = [await ada.socket(), await cleo.socket()];
  await staffs.join('staff', course.id);
  expect(await students.join('staff', course.id)).toMatchObject({ ok: false });
  await students.join('course', course.id);
  await students.join('document', first.id);
  await cleo.call(reportPost, { ...of(thread), body: { reason: 'Rude' } });
  await staffs.waitFor(reportsEvents.reportsChanged, ({ courseId }) => courseId === course.id);
  expect(JSON.stringify(students.facts)).not.toContain('Rude');
  expect(students.facts.map(({ name }) => name)).not.toContain(reportsEvents.reportsChanged.name);

  const knock = { params: { courseId: course.id } };
  for (const person of [ben, cleo, olga])
    await expect(person.call(reportsRoutes.listReports, knock)).rejects.toMatchObject({ status: 403 });
  const stranger = await app.person('Stranger');
  await expect(stranger.call(reportsRoutes.listReports, knock)).rejects.toMatchObject({ status: 404 });
});
