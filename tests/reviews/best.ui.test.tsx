/** @jest-environment #tests/support/browser-environment.ts */
// Sharing one's review with classmates, and the best three: who picks them, and where they are read.
import { beforeEach, expect, test } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import { useQuery } from '@tanstack/react-query';
import { coursesRoutes, type Course } from '#shared/courses/contract.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import type { MeetingView } from '#shared/papers/contract.ts';
import { reviewsRoutes } from '#shared/reviews/contract.ts';
import { queryClient } from '#client/kernel/query.ts';
import { BestReviews } from '#client/reviews/BestReviews.tsx';
import { ownReviewQuery, reviewsQuery } from '#client/reviews/data.ts';
import { ReviewSheet } from '#client/reviews/ReviewSheet.tsx';
import { ShareSwitch } from '#client/reviews/ShareSwitch.tsx';
import { holdMeeting } from '#tests/papers/hold-meeting.ts';
import { startApp } from '#tests/support/app.ts';
import { browseAs, render } from '#tests/support/render.tsx';
import { submitReview } from './submit-review.ts';

const app = await startApp({ now: '2026-10-05T11:00:00.000Z' });
const [ada, ben, ta] = await Promise.all([app.person('Ada'), app.person('Ben'), app.person('Tove')]);

beforeEach(() => {
  queryClient.clear();
  app.clock.set('2026-10-05T11:00:00.000Z');
});

const hold = async () => {
  const settings = { classmatesReadReviews: 'by_consent', reviewNames: 'hidden' } as const;
  const course = await app.course({ tas: [ta], students: [ada, ben], settings });
  return { course, meeting: await holdMeeting(course) };
};

const Own = ({ meetingId, course }: { meetingId: Id; course: Course }) => {
  const { data } = useQuery(ownReviewQuery(meetingId));
  return data ? <ShareSwitch meetingId={meetingId} course={course} review={data} /> : 'Loading';
};

const First = ({ meeting }: { meeting: MeetingView }) => {
  const [review] = useQuery(reviewsQuery(meeting.id)).data ?? [];
  return review ? <ReviewSheet review={review} meeting={meeting} timeZone="UTC" isForStaff /> : 'Loading';
};

test('a submitted review is shared and taken back by its author; a draft cannot be', async () => {
  const { course, meeting } = await hold();
  const known = await ada.call(coursesRoutes.readCourse, { params: { courseId: course.id } });
  browseAs(ada);
  const { unmount } = render(<Own meetingId={meeting.id} course={known} />);
  await waitFor(() => {
    expect(screen.queryByText('Loading')).toBeNull();
  });
  expect(screen.queryByRole('switch')).toBeNull();
  unmount();
  await submitReview(ada, meeting.id);
  queryClient.clear();

  const { user } = render(<Own meetingId={meeting.id} course={known} />);
  const share = await screen.findByRole<HTMLInputElement>('switch', {
    name: /^Classmates may read my review/,
  });
  expect(share.checked).toBe(false);
  expect(screen.queryByText(/without your name/)).not.toBeNull();
  const isShared = async () =>
    (await ada.call(reviewsRoutes.readOwnReview, { params: { meetingId: meeting.id } })).isShared;
  await user.click(share);
  await waitFor(async () => {
    expect(await isShared()).toBe(true);
  });
  await waitFor(() => {
    expect(share.disabled).toBe(false);
  });
  expect(share.checked).toBe(true);
  await user.click(share);
  await waitFor(async () => {
    expect(await isShared()).toBe(false);
  });
});

test('what the staff pick stands on the meeting’s page without a name, once its author shares it', async () => {
  const { meeting } = await hold();
  await submitReview(ada, meeting.id);
  browseAs(ta);
  const { user, unmount } = render(<First meeting={meeting} />);
  const pick = await screen.findByRole('button', { name: 'Among the best three' });
  expect(pick.getAttribute('aria-pressed')).toBe('false');
  await user.click(pick);
  await waitFor(() => {
    expect(pick.getAttribute('aria-pressed')).toBe('true');
  });
  unmount();

  app.clock.set('2026-10-05T13:00:00.000Z');
  browseAs(ben);
  const seenByBen = async () => {
    queryClient.clear();
    const shown = render(<BestReviews meeting={meeting} />);
    await waitFor(() => {
      expect(queryClient.getQueryData(reviewsQuery(meeting.id).queryKey)).toBeDefined();
    });
    return shown;
  };
  (await seenByBen()).unmount();
  expect(queryClient.getQueryData(reviewsQuery(meeting.id).queryKey)).toEqual([]);

  const body = { isShared: true };
  await ada.call(reviewsRoutes.shareReview, { params: { meetingId: meeting.id }, body });
  const { container } = await seenByBen();
  const best = await screen.findByRole('region', { name: 'Best reviews' });
  expect(within(best).getAllByRole('button')).toHaveLength(1);
  expect(best.textContent).toContain('Reviewer ');
  expect(container.textContent).not.toContain('Ada');
});
