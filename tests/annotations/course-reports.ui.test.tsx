/** @jest-environment #tests/support/browser-environment.ts */
// The open reports on the page of a course: counted, each leading to its thread, settled from here until none is left.
import { expect, test } from '@jest/globals';
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router';
import { screen } from '@testing-library/react';
import { annotationsRoutes } from '#shared/annotations/contract.ts';
import { CourseReports } from '#client/annotations/CourseReports.tsx';
import { startApp } from '#tests/support/app.ts';
import { browseAs, render } from '#tests/support/render.tsx';
import { gatherReaders, postOn } from './read-document.ts';

const app = await startApp();
const { ada, ben, cleo, course, document } = await gatherReaders(app);
const thread = await postOn(ben, document, 1, 'Nobody *needs* this');
const params = { threadId: thread.id, postId: thread.id };
await cleo.call(annotationsRoutes.reportPost, { params, body: { reason: 'Not kind' } });

// Nothing is laid out here, so there is nothing to scroll to.
window.scrollTo = () => undefined;

test('a report leads to its thread; when the last one is settled it says that there are none', async () => {
  browseAs(ada);
  const routeTree = createRootRoute({ component: () => <CourseReports courseId={course.id} /> });
  const router = createRouter({ routeTree, history: createMemoryHistory() });
  const { user } = render(<RouterProvider router={router as never} />);
  const link = await screen.findByRole('link', { name: /Nobody needs this/ }, { timeout: 10_000 });
  expect(link.getAttribute('href')).toBe(`/documents/${document.id}?thread=${thread.id}`);
  expect(screen.getByText('Not kind')).toBeTruthy();
  expect(screen.getByLabelText('1 thread').textContent).toBe('1');
  await user.click(screen.getByRole('button', { name: 'Settle the reports about what Ben wrote' }));
  await screen.findByText(/No open reports/, {}, { timeout: 10_000 });
  expect(screen.queryByRole('link')).toBeNull();
});
