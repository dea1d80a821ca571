/** @jest-environment #tests/support/browser-environment.ts */
// People at the desk by keyboard, against the real server: who left is put back with one key, who is absent is found by name.
import { expect, test } from '@jest/globals';
import { screen, waitFor } from '@testing-library/react';
import { coursesRoutes } from '#shared/courses/contract.ts';
import { roundsRoutes } from '#shared/rounds/contract.ts';
import { DeskPeople } from '#client/rounds/DeskPeople.tsx';
import { startApp } from '#tests/support/app.ts';
import { browseAs, render } from '#tests/support/render.tsx';
import { openClassroom } from './classroom.ts';

const app = await startApp();

test('r puts back who left last; a, a name and Enter check somebody in', async () => {
  const room = await openClassroom(app, 4);
  const [ada, ben, cleo] = room.students;
  if (!ada || !ben || !cleo) throw new Error('students were asked for');
  for (const person of [ada, ben]) {
    await room.checkIn(person);
    await person.call(roundsRoutes.checkOut, { params: room });
  }
  const members = await room.instructor.call(coursesRoutes.listMembers, {
    params: { courseId: room.course.id },
  });
  browseAs(room.instructor);
  const { left } = await room.desk();
  const { user } = render(<DeskPeople live={await room.read()} members={members} left={left} />);
  expect(screen.getAllByRole('button', { name: /^Put back/ })).toHaveLength(2);
  await user.keyboard('r');
  await waitFor(async () => {
    expect((await room.read()).present).toEqual([ben.personId]);
  });
  await user.keyboard('a');
  expect(document.activeElement).toBe(screen.getByLabelText('Find somebody by name'));
  await user.keyboard(`${cleo.name}{Enter}`);
  await waitFor(async () => {
    expect((await room.read()).present).toContain(cleo.personId);
  });
});
