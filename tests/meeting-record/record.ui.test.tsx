/** @jest-environment #tests/support/browser-environment.ts */
// The record as it is read: own and closed groups, takeaways, attendance; and the mark on a thread that was discussed.
import { expect, test } from '@jest/globals';
import { screen, within } from '@testing-library/react';
import { DiscussedContext } from '#client/annotations/discussed-context.ts';
import { DiscussedMark } from '#client/annotations/DiscussedMark.tsx';
import { Attendance } from '#client/meeting-record/Attendance.tsx';
import { RecordedGroups } from '#client/meeting-record/RecordedGroups.tsx';
import { Takeaways } from '#client/meeting-record/Takeaways.tsx';
import { stayText } from '#client/meeting-record/words.ts';
import type { MeetingRecord, RecordedRound } from '#shared/meeting-record/contract.ts';
import { render } from '#tests/support/render.tsx';

const point = {
  ...{ id: 'p1', question: 1, text: 'It waits for a majority.', votes: 2, isTakeaway: true },
  ...{ threadId: null, documentId: null },
};
const round: RecordedRound = {
  ...{ id: 'r1', number: 1, phase: 'group', drawnAt: '2026-09-07T14:00:00.000Z' },
  questions: ['What is new?', 'What is missing?'],
  groups: [
    {
      ...{ number: 0, name: 'Alder', calledAs: null },
      seats: [
        { personId: 'ada', name: 'Ada', roles: ['reporter'] },
        { personId: 'ben', name: 'Ben', roles: [] },
      ],
      notes: ['', 'Clocks.'],
      points: [point],
    },
    {
      ...{ number: 1, name: 'Ash', calledAs: null, notes: null, points: [] },
      seats: [{ personId: 'cleo', name: 'Cleo', roles: ['scribe'] }],
    },
  ],
};

test('one’s own group is marked, what is closed says so, questions without an answer are left out', () => {
  render(<RecordedGroups round={round} ownId="ada" />);
  const own = within(screen.getByRole('article', { name: 'Group Alder' }));
  own.getByText('· your group');
  own.getByText('Ada (reporter), Ben');
  expect(own.queryByText('What is new?')).toBeNull();
  own.getByText('What is missing?');
  expect(own.getByText('It waits for a majority.').closest('li')?.textContent).toMatch(/takeaway.*2 votes/);
  own.getByText('Clocks.');
  const other = within(screen.getByRole('article', { name: 'Group Ash' }));
  other.getByText('These notes open to you when the groups report.');
  expect(other.queryByText('· your group')).toBeNull();
});

test('a takeaway says whose it was', () => {
  const shared = { threadId: null, documentId: null, at: '2026-09-07T14:00:00.000Z' };
  render(
    <Takeaways
      takeaways={[
        { id: '1', text: 'Theirs.', from: 'Alder', votes: 1, ...shared },
        { id: '2', text: 'Ours.', from: null, votes: null, ...shared },
      ]}
    />,
  );
  const [first, second] = screen.getAllByRole('listitem');
  expect(first?.textContent).toMatch(/Theirs\..*group Alder, 1 vote/);
  expect(second?.textContent).toMatch(/Ours\..*in the words of the staff/);
});

test('a student reads when they were there, and nothing about others', () => {
  const stays = [
    { cameAt: '2026-09-07T14:02:00.000Z', leftAt: '2026-09-07T14:40:00.000Z', by: 'code' as const },
    { cameAt: '2026-09-07T14:50:00.000Z', leftAt: null, by: 'self' as const },
  ];
  expect(stays.map((stay) => stayText(stay, 'Europe/Berlin'))).toEqual(['16:02 to 16:40', 'from 16:50 on']);
  const record: MeetingRecord = {
    ...{ meetingId: 'm', courseId: 'c', rounds: [], takeaways: [], absent: null },
    attendance: [{ personId: 'ada', name: 'Ada', stays }],
  };
  const course = { id: 'c', timeZone: 'Europe/Berlin' };
  const { rerender } = render(<Attendance record={record} course={course} />);
  screen.getByText('You were there: 16:02 to 16:40, from 16:50 on.');
  rerender(<Attendance record={{ ...record, attendance: [] }} course={course} />);
  screen.getByText('You were not checked in to this meeting.');
});

test('a thread that was discussed says so, and what was taken away once it is open', () => {
  const taken = new Map([['t1', [{ id: '1', text: 'The axis misleads.', at: 'Consensus, Mon 7 Sep' }]]]);
  const mark = (threadId: string, isOpen: boolean) => (
    <DiscussedContext value={taken}>
      <DiscussedMark threadId={threadId} isOpen={isOpen} />
    </DiscussedContext>
  );
  const { rerender, container } = render(mark('t1', false));
  screen.getByText('Discussed in class');
  expect(container.querySelector('blockquote')).toBeNull();
  rerender(mark('t1', true));
  expect(container.querySelector('blockquote')?.textContent).toContain('The axis misleads.');
  rerender(mark('t2', true));
  expect(screen.queryByText('Discussed in class')).toBeNull();
});
