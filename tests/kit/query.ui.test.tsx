/** @jest-environment #tests/support/browser-environment.ts */
// A query on a page in all its states, against the real server.
import { expect, test } from '@jest/globals';
import { useQuery } from '@tanstack/react-query';
import { screen } from '@testing-library/react';
import { coursesRoutes } from '#shared/courses/contract.ts';
import { queryClient, reading } from '#client/kernel/query.ts';
import { Query } from '#client/kit/Query.tsx';
import { startApp } from '#tests/support/app.ts';
import { browseAs, render } from '#tests/support/render.tsx';

const app = await startApp();

const Title = ({ courseId }: { courseId: string }) => {
  const query = useQuery(reading(coursesRoutes.readCourse, { params: { courseId } }));
  return (
    <>
      <Query query={query}>{({ title }) => <h1>{title}</h1>}</Query>
      {query.isRefetchError && <p>Refetching failed</p>}
    </>
  );
};

test('loading, refused with the reason, tried again, shown; and it stays shown when the next try fails', async () => {
  const [ben, { id, instructor }] = await Promise.all([app.person('Ben'), app.course({ title: 'Memory' })]);
  browseAs(ben);
  const { user } = render(<Title courseId={id} />);
  expect(screen.queryByRole('status', { name: 'Loading' })).not.toBeNull();
  const again = await screen.findByRole('button', { name: 'Try again' });
  const { message } = await ben
    .call(coursesRoutes.readCourse, { params: { courseId: id } })
    .catch((refusal: unknown) => refusal as Error)
    .then((answer) => ('message' in answer ? answer : { message: 'it was not refused' }));
  expect(screen.queryByText(message)).not.toBeNull();

  await instructor.call(coursesRoutes.addMember, {
    params: { courseId: id },
    body: { name: 'Ben', email: ben.email, role: 'student' },
  });
  await user.click(again);
  expect((await screen.findByRole('heading', { level: 1 })).textContent).toBe('Memory');

  browseAs(app.visitor());
  void queryClient.invalidateQueries();
  expect(await screen.findByText('Refetching failed')).not.toBeNull();
  expect(screen.queryByRole('heading', { name: 'Memory' })).not.toBeNull();
});
