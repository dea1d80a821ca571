/** @jest-environment #tests/support/browser-environment.ts */
// More time for some and roles for all, as the staff arrange them on a meeting's board; the student hears of it at once.
import { beforeEach, expect, test } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import { useQuery } from '@tanstack/react-query';
import type { MeetingView } from '#shared/papers/contract.ts';
import { reviewsEvents, reviewsRoutes } from '#shared/reviews/contract.ts';
import { formTemplates } from '#shared/reviews/templates.ts';
import { queryClient } from '#client/kernel/query.ts';
import { reviewStatesQuery } from '#client/reviews/data.ts';
import { Extensions } from '#client/reviews/Extensions.tsx';
import { Reminder } from '#client/reviews/Reminder.tsx';
import { Roles } from '#client/reviews/Roles.tsx';
import { holdMeeting } from '#tests/papers/hold-meeting.ts';
import { startApp } from '#tests/support/app.ts';
import { browseAs, render } from '#tests/support/render.tsx';
import { submitReview } from './submit-review.ts';

const app = await startApp({ now: '2026-10-05T11:00:00.000Z' });
const [ada, ben, cleo, ta] = await Promise.all([
  app.person('Ada'),
  app.person('Ben'),
  app.person('Cleo'),
  app.person('Tove'),
]);
const patience = { timeout: 10_000 };

beforeEach(() => {
  queryClient.clear();
  browseAs(ta);
});

const hold = async () => {
  const course = await app.course({ tas: [ta], students: [ada, ben, cleo], timeZone: 'UTC' });
  return { course, meeting: await holdMeeting(course) };
};

const Board = ({ meeting }: { meeting: MeetingView }) => {
  const { data } = useQuery(reviewStatesQuery(meeting.id));
  if (!data) return 'Loading';
  return (
    <>
      <Extensions meeting={meeting} timeZone="UTC" students={data} />
      <Roles meeting={meeting} students={data} />
      <Reminder meeting={meeting} timeZone="UTC" states={data} />
    </>
  );
};

test('two students get more time with a reason, hear of it at once, and it is taken back after a question', async () => {
  const { meeting } = await hold();
  const params = { meetingId: meeting.id };
  const live = await ada.socket();
  await live.join('person', ada.personId);
  const { user } = render(<Board meeting={meeting} />);
  await user.click(await screen.findByRole('button', { name: 'Extensions' }, patience));
  await screen.findByText('Nobody has been given more time yet.', {}, patience);
  const grant = screen.getByRole<HTMLButtonElement>('button', { name: 'Give more time' });
  expect(grant.disabled).toBe(true);
  const students = screen.getByRole('combobox', { name: 'Students' });
  await user.click(students);
  await user.click(await screen.findByRole('option', { name: 'Ada' }));
  await user.click(await screen.findByRole('option', { name: 'Ben' }));
  await user.type(screen.getByLabelText(/^Reason/), 'Conference trip');
  await user.click(grant);
  const list = await screen.findByRole('list', { name: 'Extensions' }, patience);
  expect(list.textContent).toMatch(/Ada, Ben.*Conference trip.*Tove/);
  expect(await live.waitFor(reviewsEvents.reviewTermsChanged)).toMatchObject(params);
  const own = () => ada.call(reviewsRoutes.readOwnReview, { params });
  expect(await own()).toMatchObject({ isExtended: true, dueAt: '2026-10-06T12:00:00.000Z' });

  await user.click(within(list).getByRole('button', { name: /^Take back/ }));
  await user.click(await screen.findByRole('button', { name: 'Take it back' }));
  await screen.findByText('Nobody has been given more time yet.', {}, patience);
  expect(await own()).toMatchObject({ isExtended: false });
});

test('roles are dealt evenly and changed one by one; what somebody else assigned meanwhile is shown', async () => {
  const { course, meeting } = await hold();
  const params = { meetingId: meeting.id };
  const form = formTemplates[1].form;
  await course.instructor.call(reviewsRoutes.changeForm, {
    params: { courseId: course.id },
    body: { form, revision: 0 },
  });
  const { user } = render(<Board meeting={meeting} />);
  await user.click(await screen.findByRole('button', { name: 'Roles' }, patience));
  const roleOf = (name: string) =>
    screen.getByRole<HTMLSelectElement>('combobox', { name: `Role of ${name}` });
  await screen.findByRole('combobox', { name: 'Role of Ada' }, patience);
  await user.click(screen.getByRole('button', { name: 'Deal the roles' }));
  expect(new Set(['Ada', 'Ben', 'Cleo'].map((name) => roleOf(name).value)).size).toBe(3);
  await user.selectOptions(roleOf('Ada'), 'hacker');

  await course.instructor.call(reviewsRoutes.assignRoles, {
    params,
    body: { roles: { [ada.personId]: 'skeptic' }, revision: 0 },
  });
  await user.click(screen.getByRole('button', { name: 'Save the roles' }));
  await screen.findByText('Somebody else saved meanwhile', {}, patience);
  await user.click(screen.getByRole('button', { name: 'Take theirs' }));
  await user.click(screen.getByRole('button', { name: 'Save the roles' }));
  await waitFor(async () => {
    const { roles } = await ta.call(reviewsRoutes.readRoles, { params });
    expect(roles[ada.personId]).toBe('skeptic');
    expect(Object.keys(roles)).toHaveLength(3);
  }, patience);
  const own = await ada.call(reviewsRoutes.readOwnReview, { params });
  expect(own.role?.title).toBe('Skeptic');
});

test('those who have not submitted are reminded by their addresses, and nobody else is', async () => {
  const { meeting } = await hold();
  await submitReview(ada, meeting.id);
  const { user } = render(<Board meeting={meeting} />);
  await user.click(await screen.findByRole('button', { name: 'Remind 2 students' }, patience));
  const addresses = await screen.findByLabelText<HTMLTextAreaElement>('Addresses', {}, patience);
  expect(addresses.value.split(', ').sort()).toEqual([ben.email, cleo.email].sort());
});
