/** @jest-environment #tests/support/browser-environment.ts */
// The palette as people use it: commands, results by keyboard, nothing found, refused, what was searched lately.
import { beforeEach, expect, test } from '@jest/globals';
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
} from '@tanstack/react-router';
import { act, screen, waitFor, within } from '@testing-library/react';
import { annotationsRoutes } from '#shared/annotations/contract.ts';
import { newId } from '#shared/kernel/primitives.ts';
import { searchRoutes } from '#shared/search/contract.ts';
import { Palette, type Command } from '#client/search/Palette.tsx';
import { openPalette } from '#client/search/palette.ts';
import { gatherReaders, postOn } from '#tests/annotations/read-document.ts';
import { startApp } from '#tests/support/app.ts';
import { browseAs, render } from '#tests/support/render.tsx';

const app = await startApp();
const { ben, cleo, course, document: paper } = await gatherReaders(app);
await postOn(cleo, paper, 1, 'What did the authors **measure** here?');
while ((await app.db.collection('threadWords').countDocuments()) === 0)
  await new Promise((resolve) => setTimeout(resolve, 10));

// Nothing is laid out here, so there is nothing to scroll to.
Element.prototype.scrollIntoView = () => undefined;

const shown: string[] = [];
const done: string[] = [];
beforeEach(() => {
  shown.length = 0;
  done.length = 0;
  localStorage.clear();
});

const commands: Command[] = [
  { id: 'members', icon: null, title: 'Members', run: () => done.push('members') },
  { id: 'out', icon: null, title: 'Sign out', isQuiet: true, run: () => done.push('out') },
];

/** The palette on a page whose address can be asked for. */
const open = async (person = ben) => {
  browseAs(person);
  const root = createRootRoute({
    component: () => (
      <Palette
        personId={person.personId}
        course={{ id: course.id, title: 'Reading Systems' }}
        commands={commands}
        onAll={(q) => shown.push(q)}
      />
    ),
  });
  const routes = ['/', '/documents/$documentId', '/meetings/$meetingId'].map((path) =>
    createRoute({ getParentRoute: () => root, path, component: () => null }),
  );
  const router = createRouter({
    routeTree: root.addChildren(routes),
    history: createMemoryHistory({ initialEntries: ['/'] }),
  });
  const { user, unmount } = render(<RouterProvider router={router as never} />);
  act(openPalette);
  const field = await screen.findByRole('combobox', { name: 'Search Reading Systems' });
  const chosen = () =>
    document.getElementById(field.getAttribute('aria-activedescendant') ?? '')?.textContent ?? '';
  return { user, field, router, chosen, unmount };
};

test('results in groups, walked and opened by keyboard at their place; then the search is remembered', async () => {
  const { user, field, router, chosen, unmount } = await open();
  await user.type(field, 'authors measu');
  const papers = await screen.findByRole('group', { name: 'Papers' });
  const first = within(papers).getAllByRole('option')[0];
  expect([...(first?.querySelectorAll('mark') ?? [])].map((mark) => mark.textContent)).toEqual(
    expect.arrayContaining(['authors', 'measured']),
  );
  const threads = screen.getByRole('group', { name: 'Threads' });
  expect(threads.textContent).toContain('Cleo on Quiet Rooms');
  expect(threads.textContent).toContain('What did the authors measure here?');
  await waitFor(() => {
    expect(chosen()).toBe(first?.textContent);
  });
  await user.keyboard('{ArrowDown}');
  await waitFor(() => {
    expect(chosen()).toBe(within(papers).getAllByRole('option')[1]?.textContent);
  });
  await user.keyboard('{Enter}');
  await waitFor(() => {
    expect(router.state.location.pathname).toBe(`/documents/${paper.id}`);
  });
  expect(router.state.location.search).toMatchObject({ find: expect.stringMatching(/authors|measured/) });
  await waitFor(() => {
    expect(screen.queryByRole('combobox')).toBeNull();
  });

  act(openPalette);
  const lately = await screen.findByRole('group', { name: 'Searched lately' });
  await user.click(within(lately).getByRole('option', { name: /authors measu/ }));
  await user.click(await screen.findByRole('option', { name: 'Everything found for “authors measu”' }));
  expect(shown).toEqual(['authors measu']);
  unmount();
});

test('a thread opens as a thread', async () => {
  const { user, field, router, unmount } = await open();
  await user.type(field, 'measure here');
  await user.click(await screen.findByRole('option', { name: /Cleo/ }));
  await waitFor(() => {
    expect(router.state.location.search).toEqual({ thread: expect.any(String) });
  });
  unmount();
});

test('what was found in a reply opens the thread at the reply', async () => {
  const thread = await postOn(cleo, paper, 2, 'Which instrument was it?');
  const replyId = newId();
  await ben.call(annotationsRoutes.reply, {
    params: { threadId: thread.id },
    body: { id: replyId, text: 'A theremin, of all things.' },
  });
  const { user, field, router, unmount } = await open();
  await waitFor(async () => {
    const answer = await ben.call(searchRoutes.searchAll, { query: { q: 'theremin' } });
    expect(answer.threads).toMatchObject([{ threadId: thread.id, postId: replyId }]);
  });
  await user.type(field, 'theremin');
  await user.click(await screen.findByRole('option', { name: /Ben/ }));
  await waitFor(() => {
    expect(router.state.location.search).toEqual({ thread: thread.id, post: replyId });
  });
  unmount();
});

test('commands by the beginnings of their words; quiet ones only when they are typed', async () => {
  const { user, field, chosen, unmount } = await open();
  expect(screen.getByRole('option', { name: /Members/ })).not.toBeNull();
  expect(screen.queryByRole('option', { name: /Sign out/ })).toBeNull();
  await user.type(field, 'si ou');
  await waitFor(() => {
    expect(chosen()).toContain('Sign out');
  });
  await user.keyboard('{Enter}');
  expect(done).toEqual(['out']);
  unmount();
});

test('nothing found says what to try; a refusal says why, and can be tried again', async () => {
  const { user, field, unmount } = await open();
  await user.type(field, 'xyzzy');
  expect(await screen.findByText(/Nothing found\. Try fewer words/)).not.toBeNull();
  // Somebody who is no member any more, for instance.
  browseAs(await app.person('Eve'));
  await user.clear(field);
  await user.type(field, 'authors');
  const again = await screen.findByRole('option', { name: /Try again.*no such course/ });
  browseAs(ben);
  await user.click(again);
  expect(await screen.findByRole('group', { name: 'Papers' })).not.toBeNull();
  unmount();
});
