// What was stored before there was a search is found after the next start.
import { expect, test } from '@jest/globals';
import { accountsRoutes } from '#shared/accounts/contract.ts';
import { annotationsRoutes } from '#shared/annotations/contract.ts';
import { searchRoutes } from '#shared/search/contract.ts';
import { newId } from '#shared/kernel/primitives.ts';
import { indexVersion } from '#server/kernel/text/word-index.ts';
import { gatherReaders, postOn } from '#tests/annotations/read-document.ts';
import { startApp } from '#tests/support/app.ts';

const before = await startApp();
const { ben, cleo, course, document } = await gatherReaders(before);
const thread = await postOn(ben, document, 1, 'A quokka');
await cleo.call(annotationsRoutes.reply, {
  params: { threadId: thread.id },
  body: { id: newId(), text: 'No, a bilby.', anonymous: false },
});
await before.close();
const texts = before.db.collection('pageTexts');
await texts.updateMany({}, { $unset: { hash: 1, words: 1, indexVersion: 1 } });
const words = before.db.collection('threadWords');
while ((await words.countDocuments()) === 0) await new Promise((resolve) => setTimeout(resolve, 10));
await words.deleteMany({});
// As an earlier version had them: a string of words under an index of texts.
await texts.dropIndex('hash_1_words_1');
await texts.createIndex({ words: 'text' }, {}, {});
await texts.updateMany({ _id: /:[12]$/ as never }, { $set: { words: 'a 3mea measured', indexVersion: 1 } });

const app = await startApp({ database: before.database, filesDir: before.filesDir });

test('pages and threads', async () => {
  const ada = app.visitor();
  const token = await app.app.accounts.createLink('sign_in', course.instructor.personId);
  await ada.call(accountsRoutes.useLink, { body: { token } });
  const find = (q: string) =>
    ada.call(searchRoutes.searchCourse, { params: { courseId: course.id }, query: { q } });
  // All of it follows in the background.
  for (let left = 200; (await words.countDocuments()) === 0 && left > 0; left--)
    await new Promise((resolve) => setTimeout(resolve, 20));
  expect((await find('quokka')).threads).toHaveLength(1);
  expect((await find('bilb')).threads).toMatchObject([{ threadId: thread.id, authorName: 'Cleo' }]);
  for (
    let left = 100;
    (await texts.countDocuments({ indexVersion: { $ne: indexVersion } })) > 0 && left > 0;
    left--
  )
    await new Promise((resolve) => setTimeout(resolve, 20));
  expect((await find('measured')).papers[0]?.hits).toHaveLength(3);
  expect(await texts.countDocuments({ hash: document.fileHash, words: { $type: 'array' } })).toBe(3);
  expect((await texts.indexes()).map(({ name }) => name)).not.toContain('words_text');
});
