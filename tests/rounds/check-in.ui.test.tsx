/** @jest-environment #tests/support/browser-environment.ts */
// The door of the class as a student uses it, against the real server.
import { expect, test } from '@jest/globals';
import { screen, waitFor } from '@testing-library/react';
import { CheckIn } from '#client/rounds/CheckIn.tsx';
import { liveAddress } from '#client/rounds/join-address.ts';
import { startApp } from '#tests/support/app.ts';
import { browseAs, render } from '#tests/support/render.tsx';
import { codeOf, openClassroom } from './classroom.ts';

const app = await startApp();
const button = () => screen.getByRole<HTMLButtonElement>('button', { name: 'I am here' });

test('a code is four digits; a wrong one is refused beside the field, the right one checks in', async () => {
  const room = await openClassroom(app, 1, { checkInNeedsCode: true });
  const [ada] = room.students;
  if (!ada) throw new Error('one student was asked for');
  browseAs(ada);
  const { user } = render(<CheckIn meetingId={room.meetingId} needsCode present={3} />);
  expect(screen.queryByText('3 are here.')).not.toBeNull();
  const code = await codeOf(room);
  const wrong = String(((Number(code) - 999) % 9000) + 1000);

  const field = screen.getByLabelText<HTMLInputElement>(/Code/);
  await user.type(field, `${wrong.slice(0, 3)}x `);
  expect(field.value).toBe(wrong.slice(0, 3));
  expect(button().disabled).toBe(true);
  await user.type(field, `${wrong.slice(3)}{Enter}`);
  expect((await screen.findByRole('alert')).textContent).toMatch(/code/);
  expect(field.value).toBe(wrong);
  expect((await room.read()).present).toEqual([]);

  await user.clear(field);
  await user.type(field, code);
  await user.click(button());
  await waitFor(() => {
    expect(screen.queryByRole('alert')).toBeNull();
    expect(button().disabled).toBe(false);
  });
  expect((await room.read()).present).toEqual([ada.personId]);
});

test('whoever scanned the projector’s picture brings the code along', async () => {
  const room = await openClassroom(app, 1, { checkInNeedsCode: true });
  const [ada] = room.students;
  if (!ada) throw new Error('one student was asked for');
  browseAs(ada);
  const code = await codeOf(room);
  window.location.hash = liveAddress(room.meetingId, code).split('#')[1] ?? '';
  const { user } = render(<CheckIn meetingId={room.meetingId} needsCode present={0} />);
  window.location.hash = '';
  expect(screen.getByLabelText<HTMLInputElement>(/Code/).value).toBe(code);
  await user.click(button());
  await waitFor(async () => {
    expect((await room.read()).present).toEqual([ada.personId]);
  });
});

test('where no code is asked for, one press is enough', async () => {
  const room = await openClassroom(app, 1);
  const [ada] = room.students;
  if (!ada) throw new Error('one student was asked for');
  browseAs(ada);
  const { user } = render(<CheckIn meetingId={room.meetingId} needsCode={false} present={0} />);
  expect(screen.queryByLabelText(/Code/)).toBeNull();
  expect(screen.queryByText('Nobody is here yet.')).not.toBeNull();
  await user.click(button());
  await waitFor(async () => {
    expect((await room.read()).present).toEqual([ada.personId]);
  });
});
