// A name that was hidden in the class stays hidden when the staff takes the thread out of it.
import { expect, test } from '@jest/globals';
import { annotationsEvents, annotationsRoutes } from '#shared/annotations/contract.ts';
import { newId } from '#shared/kernel/primitives.ts';
import { startApp } from '#tests/support/app.ts';
import { anchorOn, listFor, uploadDocument } from './read-document.ts';

const app = await startApp();
const [ada, ben, cleo] = await app.people(3);
if (!ada || !ben || !cleo) throw new Error('Somebody did not come');
const course = await app.course({
  instructor: ada,
  students: [ben, cleo],
  settings: { anonymity: 'choice' },
});
const document = await uploadDocument(course);

test('the author of a thread hears of it as their list says it, the staff with all names', async () => {
  const [his, hers] = [await ben.socket(), await ada.socket()];
  await his.join('person', ben.personId);
  await hers.join('documentStaff', document.id);
  const { id: threadId } = await ben.call(annotationsRoutes.postThread, {
    params: { documentId: document.id },
    body: {
      ...{ id: newId(), anchor: anchorOn(document, 1), text: 'Why?', kind: 'question' },
      readingQuestion: null,
    },
  });
  const answer = { id: newId(), text: 'Because.', anonymous: true };
  await cleo.call(annotationsRoutes.reply, { params: { threadId }, body: answer });
  await ada.call(annotationsRoutes.moveThread, { params: { threadId }, body: { visibility: 'staff' } });
  const moved = (thread: { id: string; visibility: string }) =>
    thread.id === threadId && thread.visibility === 'staff';
  const told = await his.waitFor(annotationsEvents.threadChanged, moved);
  const [listed] = (await listFor(ben, document.id)).threads;
  expect(told.replies[0]?.text).toBe('Because.');
  expect(told.replies).toEqual(listed?.replies);
  expect(JSON.stringify(his.facts)).not.toContain(cleo.personId);
  expect(JSON.stringify(his.facts)).not.toContain(cleo.name);
  const forStaff = await hers.waitFor(annotationsEvents.threadChanged, moved);
  expect(forStaff.replies[0]?.authorId).toBe(cleo.personId);
  for (const socket of [his, hers]) socket.close();
});
