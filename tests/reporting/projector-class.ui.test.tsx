/** @jest-environment #tests/support/browser-environment.ts */
// The class phase on the projector, against the real server: who reports, points with votes, takeaways; notes where there are no points.
import { expect, test } from '@jest/globals';
import { screen, within } from '@testing-library/react';
import { newId } from '#shared/kernel/primitives.ts';
import { roundsRoutes } from '#shared/rounds/contract.ts';
import { queryClient } from '#client/kernel/query.ts';
import { ProjectorClass } from '#client/reporting/ProjectorClass.tsx';
import { roundOf } from '#tests/rounds/classroom.ts';
import { startApp } from '#tests/support/app.ts';
import { browseAs, render } from '#tests/support/render.tsx';
import { openReportClass } from './report-class.ts';

const app = await startApp();

const openWall = async () => {
  const room = await openReportClass(app);
  const { projectorPath } = await room.desk();
  const token = projectorPath.split('#')[1] ?? '';
  const visitor = app.visitor();
  browseAs(visitor);
  queryClient.clear();
  const show = async () => {
    const { live, reports } = await visitor.call(roundsRoutes.readProjector, {
      params: { meetingId: room.meetingId },
      query: { token },
    });
    return render(<ProjectorClass {...{ live, reports, token }} round={roundOf(live)} />);
  };
  return { ...room, show };
};

test('the group that was called, its speaker, its points with their votes, and the takeaways', async () => {
  const room = await openWall();
  const { own, other, otherGroup, instructor, roundId, group } = room;
  const [first, second] = [newId(), newId()];
  await room.point(own, 'It waits for a majority.', { id: first });
  await room.point(other, 'Clocks drift.', { id: second, notesId: otherGroup.notesId });
  await room.start(roundId, 'class');
  await room.vote(other, first);
  await room.takeaway(instructor, 'Ask for the raw data.');
  await room.callNext(instructor, null, { group: group.number });
  await room.show();
  const called = within(await screen.findByRole('status'));
  called.getByRole('heading', { name: group.name });
  const speaker = room.students.find(({ personId }) => personId === group.roles.reporter);
  expect(called.getByText(/ reports$/).textContent).toBe(`${speaker?.name ?? ''} reports`);
  expect(screen.getAllByText('It waits for a majority.').length).toBeGreaterThan(0);
  expect(screen.getAllByText('1 vote').length).toBeGreaterThan(0);
  // The other group has not been called: its points wait.
  expect(screen.queryByText('Clocks drift.')).toBeNull();
  const aside = within(screen.getByRole('complementary', { name: 'Takeaways' }));
  expect(aside.getAllByText('Ask for the raw data.').length).toBeGreaterThan(0);
});

test('nobody was called: points of all groups, most votes first, with their groups', async () => {
  const room = await openWall();
  const { own, other, otherGroup, roundId, group } = room;
  const [first, second] = [newId(), newId()];
  await room.point(own, 'Fewer votes.', { id: first });
  await room.point(other, 'More votes.', { id: second, notesId: otherGroup.notesId });
  await room.start(roundId, 'class');
  await room.vote(own, second);
  const { container } = await room.show();
  await screen.findAllByText('More votes.');
  const shown = [...container.querySelectorAll('.fitted-grid:not(.fitted-measure) section')];
  expect(shown.map(({ textContent }) => textContent)).toEqual([
    `More votes.${otherGroup.name} · 1 vote`,
    `Fewer votes.${group.name}`,
  ]);
  expect(screen.queryByRole('status')).toBeNull();
  expect(screen.queryByRole('complementary')).toBeNull();
});

test('where no points were composed the notes are shown, question by question', async () => {
  const room = await openWall();
  await room.start(room.roundId, 'class');
  await room.show();
  await screen.findByText('No group has written to this question. Reporters tell it in words.');
});
