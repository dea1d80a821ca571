/** @jest-environment #tests/support/browser-environment.ts */
// An edit that is not saved yet is kept whole, its kind too, and stands there again when the page is opened anew.
import { expect, test } from '@jest/globals';
import { screen, waitFor } from '@testing-library/react';
import { EditBox } from '#client/annotations/EditBox.tsx';
import { ReadingContext } from '#client/annotations/reading-context.ts';
import { startApp } from '#tests/support/app.ts';
import { browseAs, render } from '#tests/support/render.tsx';
import { gatherReaders, listFor, postOn } from './read-document.ts';

const app = await startApp();
const { ben, course, document } = await gatherReaders(app);
const thread = await postOn(ben, document, 1, 'First words');
let done = 0;
const open = () => {
  browseAs(ben);
  return render(
    <ReadingContext
      value={{
        document,
        member: { personId: ben.personId, courseId: course.id, role: 'student' },
        questions: [],
      }}
    >
      <EditBox
        thread={thread}
        onDone={() => {
          done++;
        }}
      />
    </ReadingContext>,
  );
};
const question = () => screen.getByRole('button', { name: 'Question' });
const isChosen = () => question().getAttribute('aria-pressed') === 'true';
const field = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Your text' });

test('text and kind of an unsaved edit are there again, and are saved together', async () => {
  const first = open();
  expect(isChosen()).toBe(false);
  await first.user.click(question());
  expect(isChosen()).toBe(true);
  expect(field().value).toBe('First words');
  first.unmount();

  const second = open();
  expect(isChosen()).toBe(true);
  await second.user.type(field(), ', more');
  // Typing leaves the kind as it was chosen.
  expect(isChosen()).toBe(true);
  second.unmount();

  const { user } = open();
  expect([isChosen(), field().value]).toEqual([true, 'First words, more']);
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(
    () => {
      expect(done).toBe(1);
    },
    { timeout: 10_000 },
  );
  const [saved] = (await listFor(ben, document.id)).threads;
  expect(saved).toMatchObject({ kind: 'question', text: 'First words, more' });
});
