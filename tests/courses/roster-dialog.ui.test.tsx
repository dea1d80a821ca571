/** @jest-environment #tests/support/browser-environment.ts */
// Importing a roster in two steps: what would come of every row, and only then the import with its links.
import { expect, test } from '@jest/globals';
import { screen, within } from '@testing-library/react';
import { coursesRoutes } from '#shared/courses/contract.ts';
import { RosterDialog } from '#client/courses/RosterDialog.tsx';
import { startApp } from '#tests/support/app.ts';
import { browseAs, render } from '#tests/support/render.tsx';

const app = await startApp();

// Line, person with address and role, outcome with its reason.
const rows = () =>
  within(screen.getByRole('group', { name: 'Rows of the roster' }))
    .getAllByRole('row')
    .slice(1)
    .map((row) => [...row.querySelectorAll('td')].map(({ textContent }) => textContent));

test('refused rows come first with their reasons, nothing changes before it is confirmed, then there are links', async () => {
  const [ben, { id, instructor }] = await Promise.all([app.person('Ben'), app.course()]);
  const members = () => instructor.call(coursesRoutes.listMembers, { params: { courseId: id } });
  browseAs(instructor);
  const { user } = render(<RosterDialog courseId={id} opened onClose={() => undefined} />);

  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Check the list' }).disabled).toBe(true);
  await user.click(screen.getByLabelText('Roster'));
  await user.paste(
    `name,email,role\nAda New,ada.new@example.org,student\nBen,${ben.email},ta\nCleo,no address,student`,
  );
  await user.click(screen.getByRole('button', { name: 'Check the list' }));
  const confirm = await screen.findByRole('button', { name: 'Import 2 people' });
  expect(screen.getByRole('status').textContent).toBe('1 refused1 new1 known here');
  const [refused, created, matched] = rows();
  expect(refused?.[0]).toBe('4');
  expect(refused?.[3]).toMatch(/^refused.*address/);
  expect(created).toEqual(['2', 'Ada Newada.new@example.orgstudent', 'student', 'new']);
  expect(matched?.slice(2)).toEqual(['ta', 'known here']);
  expect(await members()).toHaveLength(1);

  await user.click(confirm);
  expect(await screen.findByText('The roster was imported.')).not.toBeNull();
  expect(screen.queryByText(/^One person is new here/)).not.toBeNull();
  expect(screen.getByRole('status').textContent).toBe('1 refused1 created1 known here');
  expect((await members()).map(({ name, role }) => `${name} ${role}`).sort()).toEqual(
    ['Ada New student', 'Ben ta', `${instructor.name} instructor`].sort(),
  );
});

test('a list that cannot be read is refused in a sentence, and stays to be mended', async () => {
  const { id, instructor } = await app.course();
  browseAs(instructor);
  const { user } = render(<RosterDialog courseId={id} opened onClose={() => undefined} />);
  const field = screen.getByLabelText<HTMLTextAreaElement>('Roster');
  await user.click(field);
  await user.paste('who\nAda');
  await user.click(screen.getByRole('button', { name: 'Check the list' }));
  expect((await screen.findByRole('alert')).textContent).toMatch(/email/);
  expect(field.value).toBe('who\nAda');
});
