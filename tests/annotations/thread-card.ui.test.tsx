/** @jest-environment #tests/support/browser-environment.ts */
// One thread as its readers see it: whose words, whose mark, what each may do, and what is left of the deleted.
import { expect, test } from '@jest/globals';
import { screen, waitFor } from '@testing-library/react';
import { annotationsRoutes } from '#shared/annotations/contract.ts';
import type { ThreadView } from '#shared/annotations/views.ts';
import type { Role } from '#shared/courses/roles.ts';
import { newId } from '#shared/kernel/primitives.ts';
import { ReadingContext } from '#client/annotations/reading-context.ts';
import { ThreadCard } from '#client/annotations/ThreadCard.tsx';
import { startApp, type PersonClient } from '#tests/support/app.ts';
import { browseAs, render } from '#tests/support/render.tsx';
import { gatherReaders, listFor, postOn } from './read-document.ts';

const app = await startApp();
const { ada, ben, cleo, olga, course, document } = await gatherReaders(app);

const find = async ({ id }: ThreadView): Promise<ThreadView> => {
  const { threads } = await listFor(ada, document.id);
  const found = threads.find((thread) => thread.id === id);
  if (!found) throw new Error('the thread is gone');
  return found;
};

const show = async (thread: ThreadView, person: PersonClient, role: Role, isOpen = true) => {
  browseAs(person);
  const shown = render(
    <ReadingContext
      value={{ document, member: { personId: person.personId, courseId: course.id, role }, questions: [] }}
    >
      <ThreadCard thread={await find(thread)} isOpen={isOpen} isUpvoted={false} onToggle={() => undefined} />
    </ReadingContext>,
  );
  // The renderer of Markdown comes with the first text.
  await waitFor(() => {
    expect(shown.container.querySelectorAll('[style*="pre-wrap"]')).toHaveLength(0);
  });
  return shown;
};
const upvote = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Upvote, 0 so far' });

test('one’s own words cannot get one’s upvote, and the button says why', async () => {
  await show(await postOn(ben, document, 1), ben, 'student');
  expect(upvote().disabled).toBe(true);
  expect(upvote().title).toBe('Your own words cannot get your upvote.');
  expect(screen.queryByText('You')).not.toBeNull();
  expect(screen.queryByRole('button', { name: 'Resolve' })).not.toBeNull();
});

test('another student’s upvote counts; what only author and staff may do is not offered', async () => {
  const thread = await postOn(ben, document, 2);
  const { user } = await show(thread, cleo, 'student');
  expect(screen.queryByText('Ben')).not.toBeNull();
  expect(screen.queryByText('staff')).toBeNull();
  expect(screen.queryByRole('button', { name: 'Resolve' })).toBeNull();
  expect(upvote().title).toBe('');
  await user.click(upvote());
  await waitFor(async () => {
    expect((await find(thread)).upvotes).toBe(1);
  });
});

test('staff carry their mark and may resolve; an observer only reads', async () => {
  const thread = await postOn(ada, document, 3);
  const { unmount } = await show(thread, olga, 'observer');
  expect(screen.queryByText('staff')).not.toBeNull();
  expect(upvote().title).toBe('Observers of a course may read but not write.');
  expect(screen.queryByRole('textbox')).toBeNull();
  unmount();
  const { user } = await show(thread, ada, 'instructor');
  await user.click(screen.getByRole('button', { name: 'Resolve' }));
  await waitFor(async () => {
    expect((await find(thread)).resolvedByName).toBe('Ada');
  });
});

test('deleted, its words are gone and its replies stay; closed, it says how many', async () => {
  const thread = await postOn(ben, document, 4, 'A secret.');
  const params = { threadId: thread.id };
  await cleo.call(annotationsRoutes.reply, { params, body: { id: newId(), text: 'An *answer*.' } });
  await ben.call(annotationsRoutes.deleteThread, { params });
  const { container, unmount } = await show(thread, cleo, 'student');
  expect(screen.queryByText('This was deleted; its replies stay.')).not.toBeNull();
  expect(container.textContent).not.toContain('A secret.');
  expect(screen.getByRole('list', { name: 'Replies' }).querySelector('em')?.textContent).toBe('answer');
  expect(upvote().title).toBe('This was deleted meanwhile.');
  unmount();
  await show(thread, cleo, 'student', false);
  expect(screen.queryByText('1 reply')).not.toBeNull();
  expect(screen.queryByRole('list', { name: 'Replies' })).toBeNull();
});
