/** @jest-environment #tests/support/browser-environment.ts */
// A student's screen in class against the real server: the group's word to the staff, its report from its notes, hand and votes.
import { expect, test } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import { useQuery } from '@tanstack/react-query';
import * as Y from 'yjs';
import { coursesRoutes, type Course } from '#shared/courses/contract.ts';
import { roundsRoutes } from '#shared/rounds/contract.ts';
import { reading } from '#client/kernel/query.ts';
import { StudentScreen } from '#client/reporting/StudentScreen.tsx';
import { startApp } from '#tests/support/app.ts';
import { browseAs, render } from '#tests/support/render.tsx';
import { openReportClass } from './report-class.ts';

const app = await startApp();

/** The screen with the class read from the server; `refetch` stands for the facts of its room. */
const Screen = ({ meetingId, course, selfId }: { meetingId: string; course: Course; selfId: string }) => {
  const { data, refetch } = useQuery(reading(roundsRoutes.readLive, { params: { meetingId } }));
  return (
    <>
      <button type="button" onClick={() => void refetch()}>
        Look again
      </button>
      {data && <StudentScreen live={data} course={course} selfId={selfId} />}
    </>
  );
};

const openScreen = async () => {
  const room = await openReportClass(app);
  const { own, meetingId } = room;
  const course = await own.call(coursesRoutes.readCourse, { params: { courseId: room.course.id } });
  const show = () => {
    browseAs(own);
    return render(<Screen meetingId={meetingId} course={course} selfId={own.personId} />);
  };
  const press = (name: string | RegExp) => screen.findByRole('button', { name });
  return { ...room, show, press };
};

/** What somebody of the group types, as the room would tell it. */
const writeNotes = async (room: Awaited<ReturnType<typeof openReportClass>>, text: string): Promise<void> => {
  const document = new Y.Doc();
  document.getText('q0').insert(0, text);
  await room.own.call(roundsRoutes.changeNotes, {
    params: { notesId: room.group.notesId },
    body: { update: Buffer.from(Y.encodeStateAsUpdate(document)).toString('base64') },
  });
};

test('the group, its table and one’s part; help is called and taken back; a line of the notes becomes a point', async () => {
  const room = await openScreen();
  await writeNotes(room, '- Leases expire\nClocks drift');
  const { user } = room.show();
  expect(await screen.findByText(room.group.name)).not.toBeNull();
  expect(screen.queryByText(`Sit at table ${String(room.group.number + 1)}.`)).not.toBeNull();

  await user.click(await room.press('Call for help'));
  expect(await screen.findByText('The staff see that you call for help.')).not.toBeNull();
  await waitFor(async () => {
    expect((await room.reporting(room.instructor)).states).toMatchObject([{ state: 'help' }]);
  });
  await user.click(await room.press('Call for help'));
  await waitFor(async () => {
    expect((await room.reporting(room.instructor)).states).toMatchObject([{ state: 'writing' }]);
  });

  await user.click(await room.press('Report'));
  await user.click(await room.press('Take as a point: Leases expire'));
  await user.click(await room.press('Take as a point: Clocks drift'));
  expect(screen.queryByRole('button', { name: /^Take as a point/ })).toBeNull();
  await user.click(await room.press('Move point 2 up'));
  await user.click(await room.press('Change point 2'));
  const field = screen.getByLabelText('Change point 2');
  await user.clear(field);
  await user.type(field, 'All leases expire');
  await user.click(await room.press('Keep'));
  await user.type(screen.getByLabelText('In your own words'), 'Test it');
  await user.click(await room.press('Add the point'));
  await waitFor(async () => {
    expect((await room.reporting(room.own)).points.map(({ text }) => text)).toEqual([
      'Clocks drift',
      'All leases expire',
      'Test it',
    ]);
  });
  await user.click(await room.press('Remove point 3'));
  await waitFor(async () => {
    expect((await room.reporting(room.own)).points).toHaveLength(2);
  });
});

test('in the class phase: whose turn it is, votes at once and once, one’s hand, and no network', async () => {
  const room = await openScreen();
  await room.point(room.other, 'Quorums overlap.', { notesId: room.otherGroup.notesId });
  const { user } = room.show();
  await screen.findByText(room.group.name);
  // Not before the class phase.
  expect(screen.queryByText('Quorums overlap.')).toBeNull();
  expect(screen.queryByRole('button', { name: 'Raise your hand' })).toBeNull();

  await room.start(room.roundId, 'class');
  await room.callNext(room.instructor, null, { group: room.group.number });
  await user.click(await room.press('Look again'));
  const isReporter = room.group.roles.reporter === room.own.personId;
  const turn = isReporter ? 'It is your turn: you report now.' : 'Your group reports now.';
  expect(await screen.findByText(turn)).not.toBeNull();
  const vote = await room.press('Vote for “Quorums overlap.”, 0 votes');
  await user.click(vote);
  await room.press('Vote for “Quorums overlap.”, 1 vote');
  await waitFor(async () => {
    expect((await room.reporting(room.own)).points).toMatchObject([{ votes: 1, isMine: true }]);
  });

  // The network is away: what one does is shown and kept, and goes out when it is back.
  const online = globalThis.fetch;
  globalThis.fetch = (address, init) =>
    typeof address === 'string' && address.startsWith('/')
      ? Promise.reject(new TypeError('Failed to fetch'))
      : online(address, init);
  await user.click(await room.press('Raise your hand'));
  await user.click(await room.press('Vote for “Quorums overlap.”, 1 vote'));
  const lowered = await room.press('Lower your hand');
  expect(lowered.getAttribute('aria-pressed')).toBe('true');
  await room.press('Vote for “Quorums overlap.”, 0 votes');
  expect(await screen.findByText(/^2 things are kept on this device/)).not.toBeNull();
  expect((await room.reporting(room.instructor)).hands).toEqual([]);
  globalThis.fetch = online;
  window.dispatchEvent(new Event('online'));
  await waitFor(async () => {
    const { hands, points } = await room.reporting(room.instructor);
    expect(hands.map(({ personId }) => personId)).toEqual([room.own.personId]);
    expect(points).toMatchObject([{ votes: 0 }]);
  });
});

test('what the server does not take stays on the screen with the reason', async () => {
  const room = await openScreen();
  await writeNotes(room, 'Too late');
  const { user } = room.show();
  await user.click(await room.press('Report'));
  const line = await room.press('Take as a point: Too late');
  await room.start(room.roundId, 'done');
  await user.click(line);
  const refused = await screen.findByRole('alert');
  expect(within(refused).queryByText(/Your point “Too late” was not taken/)).not.toBeNull();
  await user.click(within(refused).getByRole('button', { name: 'Let it go' }));
  expect(screen.queryByRole('alert')).toBeNull();
});
