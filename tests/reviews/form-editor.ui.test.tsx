/** @jest-environment #tests/support/browser-environment.ts */
// Changing a course's review form: parts, order, templates, what is missing, and two people at once.
import { beforeEach, expect, test } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import { reviewsRoutes } from '#shared/reviews/contract.ts';
import { defaultForm } from '#shared/reviews/templates.ts';
import { queryClient } from '#client/kernel/query.ts';
import { moved } from '#client/kit/moved.ts';
import { newPart, readyToSave } from '#client/reviews/form/editing.ts';
import { FormEditor } from '#client/reviews/form/FormEditor.tsx';
import { startApp, type TestCourse } from '#tests/support/app.ts';
import { browseAs, render } from '#tests/support/render.tsx';

const app = await startApp();

beforeEach(() => {
  queryClient.clear();
});

const read = ({ id, instructor }: TestCourse) =>
  instructor.call(reviewsRoutes.readForm, { params: { courseId: id } });
const titlesOf = async (course: TestCourse) =>
  (await read(course)).form.roles.map(({ parts }) => parts.map(({ title }) => title));

const open = async () => {
  const course = await app.course();
  browseAs(course.instructor);
  const view = await read(course);
  const { user } = render(<FormEditor courseId={course.id} view={view} onUnsaved={() => undefined} />);
  const press = (name: string | RegExp) => user.click(screen.getByRole('button', { name }));
  return { course, user, press };
};

test('a part is added, filled in and moved by keyboard; what is missing is marked and nothing is saved before', async () => {
  const { course, user, press } = await open();
  await press('Add a part');
  await press('Save the form');
  expect(screen.queryByText('This is empty.')).not.toBeNull();
  expect((await read(course)).revision).toBe(0);
  await user.type(screen.getByLabelText(/^Title/), 'Doubts');
  const up = screen.getByRole('button', { name: 'Move “Doubts” up' });
  up.focus();
  await user.keyboard('{Enter}{Enter}{Enter}{Enter}{Enter}');
  expect(document.activeElement).toBe(up);
  expect(up.getAttribute('aria-disabled')).toBe('true');
  await press('Save the form');
  await screen.findByText('Saved.', {}, { timeout: 10_000 });
  const [titles] = await titlesOf(course);
  expect(titles?.[0]).toBe('Doubts');
  expect(titles).toHaveLength(5);
});

test('a part goes only after a question, and a template replaces them only after another', async () => {
  const { course, user, press } = await open();
  await press('Remove “Connections”');
  await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Cancel' }));
  expect(screen.queryByText('Connections')).not.toBeNull();
  await press('Remove “Connections”');
  await user.click(await screen.findByRole('button', { name: 'Remove' }));
  expect(screen.queryByText('Connections')).toBeNull();
  await press('Start from a template');
  await user.click(await screen.findByRole('menuitem', { name: /Role-play/ }));
  await user.click(await screen.findByRole('button', { name: 'Replace the parts' }));
  expect(screen.getAllByRole('region').map((one) => one.getAttribute('aria-label'))).toContain(
    'Role: Skeptic',
  );
  await press('Save the form');
  await screen.findByText('Saved.', {}, { timeout: 10_000 });
  expect(await titlesOf(course)).toHaveLength(4);
});

test('when somebody else saved meanwhile both forms are shown, and one’s own is kept until one chooses', async () => {
  const { course, user, press } = await open();
  const [role] = defaultForm.roles;
  if (!role) throw new Error('No role');
  await course.instructor.call(reviewsRoutes.changeForm, {
    params: { courseId: course.id },
    body: { form: { roles: [{ ...role, parts: [{ ...newPart(), title: 'Theirs' }] }] }, revision: 0 },
  });
  await press('Edit “Connections”');
  const title = screen.getByDisplayValue('Connections');
  await user.clear(title);
  await user.type(title, 'Mine');
  await press('Save the form');
  await screen.findByText('Somebody else saved meanwhile', {}, { timeout: 10_000 });
  expect(screen.queryByText(/– Theirs/)).not.toBeNull();
  expect(screen.queryByDisplayValue('Mine')).not.toBeNull();
  await press('Save the form');
  await waitFor(async () => {
    expect((await titlesOf(course))[0]).toContain('Mine');
  });
});

test('a part that asks for something else gets a new name, one that is only worded anew keeps it', () => {
  const [role] = defaultForm.roles;
  const [first, second] = role?.parts ?? [];
  if (!role || !first || !second) throw new Error('No parts');
  const draft = {
    roles: [
      {
        ...role,
        parts: [
          { ...first, title: ' Anew ' },
          { ...second, kind: 'choice' as const, choices: ['One ', '', 'Two'] },
        ],
      },
    ],
  };
  const [kept, other] = readyToSave(draft, defaultForm).roles[0]?.parts ?? [];
  expect(kept).toMatchObject({ id: 'first', title: 'Anew' });
  expect(other?.id).not.toBe('second');
  expect(other?.choices).toEqual(['One', 'Two']);
});

test('nothing moves past the ends', () => {
  expect(moved([1, 2, 3], 0, 1)).toEqual([2, 1, 3]);
  expect(moved([1, 2, 3], 0, -1)).toEqual([1, 2, 3]);
  expect(moved([1, 2, 3], 2, 1)).toEqual([1, 2, 3]);
});
