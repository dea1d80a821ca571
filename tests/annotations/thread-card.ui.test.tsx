/** @jest-environment #tests/support/browser-environment.ts */
// One thread as its readers see it: whose words, whose mark, what each may do, and what is left of the deleted.
import { expect, test } from '@jest/globals';
import { screen, waitFor } from '@testing-library/react';
import { annotationsRoutes } from '#shared/annotations/contract.ts';
import type { ThreadView } from '#shared/annotations/views.ts';
import type { Role } from '#shared/courses/roles.ts';
import { newId } from '#shared/kernel/primitives.ts';
import { CardContext, type CardFacts } from '#client/annotations/card-facts.ts';
import { ReadingContext } from '#client/annotations/reading-context.ts';
import { ThreadCard } from '#client/annotations/ThreadCard.tsx';
import { startApp, type PersonClient } from '#tests/support/app.ts';
import { browseAs, render } from '#tests/support/render.tsx';
import { anchorOn, gatherReaders, listFor, postOn } from './read-document.ts';

const app = await startApp();
const { ada, ben, cleo, olga, course, document } = await gatherReaders(app);

const find = async ({ id }: ThreadView): Promise<ThreadView> => {
  const { threads } = await listFor(ada, document.id);
  const found = threads.find((thread) => thread.id === id);
  if (!found) throw new Error('the thread is gone');
  return found;
};

const facts: CardFacts = {
  ...{ myUpvotes: new Set(), myFollows: new Set(), acts: new Map(), groupId: null },
  ...{ isUnread: () => false, sawUpTo: () => undefined },
};

const show = async (thread: ThreadView, person: PersonClient, role: Role, isOpen = true) => {
  browseAs(person);
  const shown = render(
    <ReadingContext
      value={{ document, member: { personId: person.personId, courseId: course.id, role }, questions: [] }}
    >
      <CardContext value={facts}>
        <ThreadCard thread={await find(thread)} isOpen={isOpen} onToggle={() => undefined} />
      </CardContext>
    </ReadingContext>,
  );
  // The renderer of Markdown comes with the first text.
  await waitFor(
    () => {
      expect(shown.container.querySelectorAll('[style*="pre-wrap"]')).toHaveLength(0);
    },
    { timeout: 20_000 },
  );
  return shown;
};
/** The thread's own; its replies have theirs after it. */
const upvote = (): HTMLButtonElement => {
  const [first] = screen.getAllByRole<HTMLButtonElement>('button', { name: 'Upvote, 0 so far' });
  if (!first) throw new Error('There is no upvote');
  return first;
};
const replyTo = (person: PersonClient, { id }: ThreadView, text: string) =>
  person.call(annotationsRoutes.reply, { params: { threadId: id }, body: { id: newId(), text } });
const seenBy = async (person: PersonClient, { id }: ThreadView) =>
  (await listFor(person, document.id)).threads.find((thread) => thread.id === id);
type User = Awaited<ReturnType<typeof show>>['user'];
const choose = async (user: User, item: string, menu = 'More about this thread') => {
  await user.click(screen.getByRole('button', { name: menu }));
  await user.click(await screen.findByRole('menuitem', { name: item }));
};

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

test('whoever asked accepts a reply as the answer: it is marked, and the closed card begins with it', async () => {
  const thread = await ben.call(annotationsRoutes.postThread, {
    params: { documentId: document.id },
    body: {
      ...{
        id: newId(),
        anchor: anchorOn(document, 5),
        kind: 'question',
        readingQuestion: null,
        text: 'Why?',
      },
    },
  });
  await replyTo(cleo, thread, 'Because **so**.');
  const other = await show(thread, cleo, 'student');
  expect(screen.queryByRole('button', { name: 'This answers it' })).toBeNull();
  other.unmount();
  const { user, unmount } = await show(thread, ben, 'student');
  await user.click(screen.getByRole('button', { name: 'This answers it' }));
  await waitFor(async () => {
    expect((await find(thread)).acceptedReplyId).not.toBeNull();
  });
  unmount();
  const closed = await show(thread, cleo, 'student', false);
  expect(closed.container.textContent).toContain('Answer by Cleo');
  closed.unmount();
  await show(thread, cleo, 'student');
  expect(screen.queryByText('Answer')).not.toBeNull();
});

test('a reply has an upvote of its own; staff endorse it, and everybody sees who did', async () => {
  const thread = await postOn(ben, document, 6);
  await replyTo(cleo, thread, 'Good point.');
  const { user, unmount } = await show(thread, ada, 'instructor');
  const [, second] = screen.getAllByRole('button', { name: 'Upvote, 0 so far' });
  if (second) await user.click(second);
  await choose(user, 'Endorse', 'More about this reply');
  await waitFor(async () => {
    const [reply] = (await find(thread)).replies;
    expect([reply?.upvotes, reply?.endorsedByName]).toEqual([1, 'Ada']);
  });
  expect((await find(thread)).upvotes).toBe(0);
  unmount();
  const student = await show(thread, ben, 'student');
  expect(screen.queryByText('Endorsed by Ada')).not.toBeNull();
  await student.user.click(screen.getByRole('button', { name: 'More about this reply' }));
  await screen.findByRole('menuitem', { name: 'Report' });
  expect(screen.queryByRole('menuitem', { name: 'Endorse' })).toBeNull();
});

test('a report needs a reason, goes to the staff alone, and they settle it', async () => {
  const thread = await postOn(ben, document, 7);
  const { user, unmount } = await show(thread, cleo, 'student');
  await choose(user, 'Report');
  const dialog = await screen.findByRole('dialog', { name: 'Report to the staff' });
  const send = [...dialog.querySelectorAll('button')].find(({ textContent }) => textContent === 'Report');
  expect(send?.disabled).toBe(true);
  await user.type(screen.getByLabelText('What is wrong with it?'), 'It is rude.');
  if (send) await user.click(send);
  await waitFor(async () => {
    expect((await find(thread)).reports?.map(({ reason }) => reason)).toEqual(['It is rude.']);
  });
  unmount();
  const author = await show((await seenBy(ben, thread)) ?? thread, ben, 'student');
  author.unmount();
  expect((await seenBy(ben, thread))?.reports).toBeNull();
  const staff = await show(thread, ada, 'instructor');
  expect(screen.getByRole('region', { name: 'Reports' }).textContent).toContain('It is rude.');
  await staff.user.click(screen.getByRole('button', { name: 'Settle' }));
  await waitFor(async () => {
    expect((await find(thread)).reports).toEqual([]);
  });
});

test('an author shows the thread to others, until others replied; then the choice says why not', async () => {
  const thread = await postOn(ben, document, 8);
  const { user, unmount } = await show(thread, ben, 'student');
  await user.click(screen.getByRole('button', { name: 'Shown to: Class. Show to others' }));
  await user.click(await screen.findByRole('menuitemradio', { name: /^Only me/ }));
  await waitFor(async () => {
    expect(await seenBy(cleo, thread)).toBeUndefined();
  });
  unmount();
  const answered = await postOn(ben, document, 9);
  await replyTo(cleo, answered, 'I see it too.');
  const again = await show(answered, ben, 'student');
  expect(screen.queryByRole('button', { name: /^Shown to/ })).toBeNull();
  again.unmount();
  const staff = await show(answered, ada, 'instructor');
  await staff.user.click(screen.getByRole('button', { name: 'Shown to: Class. Show to others' }));
  const closed = await screen.findByRole('menuitemradio', { name: /^Only me/ });
  expect(closed.textContent).toContain('Only the person who wrote this');
  expect((closed as HTMLButtonElement).disabled).toBe(true);
});

test('edits can be read afterwards by the author and the staff, with what was taken away and added', async () => {
  const thread = await postOn(ben, document, 10, 'The proof is wrong.');
  await ben.call(annotationsRoutes.editThread, {
    params: { threadId: thread.id },
    body: { revision: thread.revision, kind: 'plain', readingQuestion: null, text: 'The proof is right.' },
  });
  const { user, unmount } = await show(thread, ben, 'student');
  await choose(user, 'Show the edits');
  const dialog = await screen.findByRole('dialog', { name: 'Edits' });
  await waitFor(() => {
    expect(dialog.querySelector('del')?.lastChild?.textContent).toBe('wrong');
  });
  expect(dialog.querySelector('ins')?.lastChild?.textContent).toBe('right');
  unmount();
  const other = await show(thread, cleo, 'student');
  await other.user.click(screen.getByRole('button', { name: 'More about this thread' }));
  await screen.findByRole('menuitem', { name: 'Copy the link' });
  expect(screen.queryByRole('menuitem', { name: 'Show the edits' })).toBeNull();
});

test('a thread is followed and left', async () => {
  const thread = await postOn(ben, document, 11);
  const { user } = await show(thread, cleo, 'student');
  await user.click(screen.getByRole('button', { name: 'Follow' }));
  await waitFor(async () => {
    expect((await listFor(cleo, document.id)).myFollows).toContain(thread.id);
  });
});
