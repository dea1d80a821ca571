/** @jest-environment #tests/support/browser-environment.ts */
// Changing a course's criteria: added, moved, missing words marked, tried out in the preview, two people at once.
import { beforeEach, expect, test } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import { feedbackRoutes } from '#shared/feedback/contract.ts';
import { defaultCriteria } from '#shared/feedback/criteria.ts';
import { queryClient } from '#client/kernel/query.ts';
import { CriteriaEditor } from '#client/feedback/criteria/CriteriaEditor.tsx';
import { startApp, type TestCourse } from '#tests/support/app.ts';
import { browseAs, render } from '#tests/support/render.tsx';

const app = await startApp();

beforeEach(() => {
  queryClient.clear();
});

const read = ({ id, instructor }: TestCourse) =>
  instructor.call(feedbackRoutes.readCriteria, { params: { courseId: id } });
const titlesOf = async (course: TestCourse) => (await read(course)).criteria.map(({ title }) => title);

const open = async () => {
  const course = await app.course();
  browseAs(course.instructor);
  const view = await read(course);
  const { user } = render(<CriteriaEditor courseId={course.id} view={view} onUnsaved={() => undefined} />);
  const press = (name: string | RegExp) => user.click(screen.getByRole('button', { name }));
  const cards = () => within(screen.getByRole('region', { name: 'Criteria' })).getAllByRole('listitem');
  return { course, user, press, cards };
};

test('a criterion is added, filled in and moved; what is missing is marked and nothing is saved before', async () => {
  const { course, user, press, cards } = await open();
  await press('Add a criterion');
  await press('Save the criteria');
  expect(screen.queryAllByText('This is empty.')).toHaveLength(2);
  expect(screen.queryByText('This are fewer than 2.')).toBeNull();
  expect(screen.queryByText('These are fewer than 2.')).not.toBeNull();
  expect((await read(course)).revision).toBe(0);
  const card = within(cards().at(-1) ?? document.body);
  await user.type(card.getByLabelText(/^Title/), 'Doubt');
  await user.type(card.getByLabelText(/^Question/), 'What would change its mind?');
  await user.type(card.getByLabelText(/^Steps/), 'Nothing{Enter}{Enter}A number ');
  const preview = within(screen.getByRole('region', { name: 'What a classmate fills in' }));
  const group = within(preview.getByRole('radiogroup', { name: 'Doubt' }));
  expect(group.getAllByRole('radio')).toHaveLength(2);
  await user.click(group.getByRole('radio', { name: '2: A number' }));
  const up = screen.getByRole('button', { name: 'Move “Doubt” up' });
  up.focus();
  await user.keyboard('{Enter}');
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Move “Doubt” up' }));
  await press('Save the criteria');
  await waitFor(async () => {
    expect(await titlesOf(course)).toEqual(['Understanding', 'Evidence', 'Connections', 'Doubt', 'Clarity']);
  });
  expect((await read(course)).criteria[3]).toMatchObject({ steps: ['Nothing', 'A number'] });
});

test('two instructors at once: both versions are shown, and neither is lost', async () => {
  const { course, user, press, cards } = await open();
  await course.instructor.call(feedbackRoutes.changeCriteria, {
    params: { courseId: course.id },
    body: { criteria: defaultCriteria.slice(0, 1), revision: 0 },
  });
  const title = within(cards()[0] ?? document.body).getByLabelText(/^Title/);
  await user.clear(title);
  await user.type(title, 'Grasp');
  await press('Save the criteria');
  const alert = await screen.findByRole('alert');
  expect(alert.textContent).toContain('Grasp');
  await press('Take theirs');
  expect(cards()).toHaveLength(1);
  expect(await titlesOf(course)).toEqual(['Understanding']);
});
