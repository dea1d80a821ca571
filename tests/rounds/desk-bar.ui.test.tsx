/** @jest-environment #tests/support/browser-environment.ts */
// The clock of the desk by keyboard, against the real server; and what whoever presses second reads.
import { afterAll, expect, test } from '@jest/globals';
import { screen, waitFor } from '@testing-library/react';
import { useNotifications } from '@mantine/notifications';
import { newId } from '#shared/kernel/primitives.ts';
import { roundsRoutes } from '#shared/rounds/contract.ts';
import type { LiveView } from '#shared/rounds/views.ts';
import { reconnect } from '#client/kernel/live.ts';
import { useLive } from '#client/rounds/data.ts';
import { DeskBar } from '#client/rounds/DeskBar.tsx';
import { startApp } from '#tests/support/app.ts';
import { browseAs, render } from '#tests/support/render.tsx';
import { openClassroom } from './classroom.ts';

const app = await startApp();
afterAll(reconnect);

type Item = LiveView['order']['items'][number];
const rest = (minutes: number): Item => ({ id: newId(), kind: 'break', minutes });

const Bar = ({ meetingId }: { meetingId: string }) => {
  const { data } = useLive(meetingId);
  // Without Mantine's frame around them, which can be dragged and asks for more than jsdom has.
  const { notifications } = useNotifications();
  return (
    <>
      {notifications.map(({ id, message }) => (
        <div key={id}>{message}</div>
      ))}
      {data && <DeskBar live={data} />}
    </>
  );
};

const open = async (items: Item[]) => {
  const room = await openClassroom(app, 1);
  const params = { meetingId: room.meetingId };
  await room.instructor.call(roundsRoutes.planOrder, { params, body: { items, planRevision: 0 } });
  browseAs(room.instructor);
  const { user } = render(<Bar meetingId={room.meetingId} />);
  await screen.findByRole('button', { name: 'Start the break' });
  const order = async () => (await room.read()).order;
  /** What the server has in the end. */
  const becomes = (look: (order: LiveView['order']) => unknown, wanted: unknown) =>
    waitFor(async () => {
      expect(look(await order())).toEqual(wanted);
    });
  return { ...room, params, user, order, becomes };
};

const remaining = ({ atId, stages }: LiveView['order']) => {
  const countdown = atId === null ? null : stages[atId]?.countdown;
  return countdown?.state === 'paused' ? Math.round(countdown.remainingMs / 60_000) : countdown?.state;
};

test('next, pause, minutes more and less, skip and back by keys; three quick presses are three minutes', async () => {
  const [first, second] = [rest(10), rest(5)];
  const { user, becomes } = await open([first, second]);
  await user.keyboard('n');
  await screen.findByRole('timer');
  await user.keyboard('p');
  await screen.findByRole('button', { name: 'Resume' });
  await becomes(remaining, 10);
  await user.keyboard('mmm');
  await becomes(remaining, 13);
  await user.keyboard('{Shift>}m{/Shift}');
  await becomes(remaining, 12);
  await waitFor(() => {
    expect(screen.getByRole('timer').textContent).toMatch(/^12:00|^11:5/);
  });
  await user.keyboard('s');
  await becomes(({ atId, skipped }) => [atId, skipped], [second.id, [first.id]]);
  await screen.findByText('Break is skipped.');
  await user.click(screen.getByRole('button', { name: 'Undo' }));
  await becomes(({ atId, skipped }) => [atId, skipped], [first.id, []]);
  await becomes(remaining, 12);
});

test('whoever presses second reads who was first, and sees the class as it is now', async () => {
  const [first, second] = [rest(10), rest(5)];
  const { user, params, instructor, order, becomes } = await open([first, second]);
  const seen = await order();
  // The page has not heard of it yet: there is no live connection in this test.
  await instructor.call(roundsRoutes.runOrder, {
    params,
    body: { id: newId(), turn: seen.turn, act: { do: 'next' } },
  });
  await user.keyboard('n');
  await screen.findByText(/a moment before, so this was not done/);
  await screen.findByRole('timer');
  await becomes(({ atId }) => atId, first.id);
});

test('the keys are listed', async () => {
  const { user } = await open([rest(10)]);
  await user.click(screen.getByRole('button', { name: 'Keys' }));
  expect((await screen.findByRole('dialog')).textContent).toContain('A minute more');
});
