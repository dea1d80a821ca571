/** @jest-environment #tests/support/browser-environment.ts */
// Ranking by the keyboard: added, moved, taken off, saved by itself, each step said; two places at once lose nothing.
import { beforeEach, expect, test } from '@jest/globals';
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router';
import { screen, waitFor, within } from '@testing-library/react';
import { coursesRoutes } from '#shared/courses/contract.ts';
import { papersRoutes } from '#shared/papers/contract.ts';
import { signupRoutes } from '#shared/signup/contract.ts';
import { queryClient } from '#client/kernel/query.ts';
import { RankTalks } from '#client/signup/RankTalks.tsx';
import { startApp } from '#tests/support/app.ts';
import { browseAs, render } from '#tests/support/render.tsx';
import { holdTerm } from './hold-term.ts';

const app = await startApp({ now: '2026-09-10T12:00:00.000Z' });
const [ada, ta] = await Promise.all([app.person('Ada'), app.person('Tove')]);
const course = await app.course({
  ...{ tas: [ta], students: [ada], settings: { preferencesAtLeast: 2 } },
});
const { params, paperIds, arrange, rank } = await holdTerm(course, 2);

// Nothing is laid out here, so there is nothing to scroll to.
window.scrollTo = () => undefined;

// The page asks its own clock whether sign-up is open.
const realNow = Date.now.bind(Date);
beforeEach(async () => {
  queryClient.clear();
  await Promise.all(['signups', 'signupPreferences'].map((name) => app.db.collection(name).deleteMany({})));
  await arrange(ta, 0, { dueAt: new Date(realNow() + 1e9).toISOString() });
});

const own = () => ada.call(signupRoutes.readPreferences, { params });

const open = async () => {
  browseAs(ada);
  const [known, signup, meetings, start] = await Promise.all([
    ada.call(coursesRoutes.readCourse, { params: { courseId: course.id } }),
    ada.call(signupRoutes.readSignup, { params }),
    ada.call(papersRoutes.listMeetings, { params }),
    own(),
  ]);
  if (!signup) throw new Error('no sign-up');
  const props = { course: known, personId: ada.personId, signup, meetings, start };
  const router = createRouter({
    routeTree: createRootRoute({ component: () => <RankTalks {...props} /> }),
    history: createMemoryHistory(),
  });
  const shown = render(<RouterProvider router={router as never} />);
  await screen.findByRole('region', { name: 'Your ranking' });
  return shown;
};

const titles = () =>
  within(screen.getByRole('list', { name: 'Your list' }))
    .queryAllByRole('button', { name: /^Choice/ })
    .map((handle) => handle.getAttribute('aria-label'));

test('talks are added, moved and taken off by the keyboard; each step is said and saved', async () => {
  const { user } = await open();
  const region = screen.getByRole('region', { name: 'Your ranking' });
  within(region).getByText('Rank at least 2 talks, the one you want most first.');
  const [lease, gossip] = [
    ...screen.getAllByRole('button', { name: 'Add “Travel Leases” to your list' }).slice(0, 1),
    ...screen.getAllByRole('button', { name: 'Add “Quiet Gossip” to your list' }).slice(0, 1),
  ];
  lease?.focus();
  await user.keyboard('{Enter}');
  gossip?.focus();
  await user.keyboard('{Enter}');
  expect(titles()).toEqual(['Choice 1: Travel Leases', 'Choice 2: Quiet Gossip']);
  within(region).getByText(/^2 talks ranked. That is enough/);

  const up = screen.getByRole('button', { name: 'Move “Quiet Gossip” up' });
  up.focus();
  await user.keyboard('{Enter}');
  expect(titles()).toEqual(['Choice 1: Quiet Gossip', 'Choice 2: Travel Leases']);
  within(region).getByText('Quiet Gossip is choice 1 of 2 now.');
  // The same button keeps the focus, so that it can be pressed again.
  expect(document.activeElement?.getAttribute('aria-label')).toBe('Move “Quiet Gossip” up');
  await screen.findByText(/^Saved/);
  expect(await own()).toMatchObject({ ranked: [paperIds[1], paperIds[0]], isComplete: true });

  screen.getByRole('button', { name: 'Remove “Travel Leases”' }).focus();
  await user.keyboard('{Enter}');
  within(region).getByText('Travel Leases is off your list.');
  await waitFor(async () => {
    expect(await own()).toMatchObject({ ranked: [paperIds[1]], isComplete: false });
  });
});

test('a list that was saved elsewhere meanwhile is shown beside one’s own, and the chosen one is kept', async () => {
  const { user } = await open();
  await rank(ada, [paperIds[3] ?? '', paperIds[2] ?? '']);
  await user.click(
    screen.getAllByRole('button', { name: 'Add “Travel Leases” to your list' })[0] as HTMLElement,
  );
  const choice = await screen.findByRole('alert');
  within(choice).getByText('On this page');
  expect(await own()).toMatchObject({ ranked: [paperIds[3], paperIds[2]] });
  await user.click(within(choice).getAllByRole('button', { name: 'Keep this one' })[0] as HTMLElement);
  await waitFor(async () => {
    expect(await own()).toMatchObject({ ranked: [paperIds[0]], revision: 2 });
  });
});

test('after the deadline the list stands, with a sentence, and nothing can be moved', async () => {
  await rank(ada, [paperIds[0] ?? '']);
  await arrange(ta, 1, { dueAt: '2026-09-01T12:00:00.000Z' });
  await open();
  screen.getByText(/^Sign-up closed at its deadline/);
  expect(screen.queryByRole('button')).toBeNull();
  screen.getByText('Travel Leases');
});
