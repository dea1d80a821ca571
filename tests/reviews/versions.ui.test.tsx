/** @jest-environment #tests/support/browser-environment.ts */
// The staff's board: which students it shows, how often they cite, and the former versions of a review.
import { expect, test } from '@jest/globals';
import { screen, waitFor } from '@testing-library/react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { MeetingView } from '#shared/papers/contract.ts';
import { reviewsQuery, reviewStatesQuery } from '#client/reviews/data.ts';
import { ReviewBoard } from '#client/reviews/ReviewBoard.tsx';
import { holdMeeting } from '#tests/papers/hold-meeting.ts';
import { startApp } from '#tests/support/app.ts';
import { browseAs, render } from '#tests/support/render.tsx';
import { submitReview } from './submit-review.ts';

const app = await startApp({ now: '2026-10-05T11:00:00.000Z' });
const [ada, ben, ta] = await Promise.all([app.person('Ada'), app.person('Ben'), app.person('Tove')]);
const patience = { timeout: 10_000 };

const Board = ({ meeting }: { meeting: MeetingView }) => {
  const reviews = useQuery(reviewsQuery(meeting.id)).data;
  const states = useQuery(reviewStatesQuery(meeting.id)).data;
  const [openId, setOpen] = useState<string>();
  if (!reviews || !states) return 'Loading';
  return <ReviewBoard {...{ meeting, reviews, states, openId }} timeZone="UTC" onOpen={setOpen} />;
};

test('staff see how often a student cites, and the version in time counts, not the late one', async () => {
  const course = await app.course({ tas: [ta], students: [ada, ben] });
  const meeting = await holdMeeting(course);
  const cite = `[p. 2](/documents/${'a'.repeat(24)}?passage=1.2)`;
  await submitReview(ada, meeting.id, {
    first: `In time ${cite} ${cite}`,
    second: 'Two',
    connections: 'Both',
  });
  app.clock.set('2026-10-05T13:00:00.000Z');
  await submitReview(ada, meeting.id, { first: 'Too late', second: 'Two', connections: 'Both' });
  browseAs(ta);
  const { user } = render(<Board meeting={meeting} />);

  const row = await screen.findByRole('row', { name: /^Ada/ }, patience);
  expect(row.querySelector('[data-column="citations"]')?.textContent).toBe('2');
  await user.click(screen.getByRole('radio', { name: 'Missing 1' }));
  expect(screen.queryByRole('row', { name: /^Ada/ })).toBeNull();
  expect(screen.queryByRole('row', { name: /^Ben/ })).not.toBeNull();
  await user.click(screen.getByRole('radio', { name: 'All 2' }));

  await user.click(screen.getByRole('row', { name: /^Ada/ }));
  expect(screen.queryByText(/^Citations: Summary of the first paper 2 · /)).not.toBeNull();
  await user.click(screen.getByRole('button', { name: 'All versions' }));
  const [latest, counted] = await waitFor(() => {
    const found = screen.getAllByRole('button', { name: /^Version/ });
    expect(found).toHaveLength(2);
    return found;
  }, patience);
  expect(latest?.textContent).toMatch(/^Version 2 .*late$/);
  expect(counted?.textContent).toMatch(/^Version 1: this one counts/);
});
