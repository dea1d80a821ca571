/** @jest-environment #tests/support/browser-environment.ts */
// A review with its remarks as people use it: a selection, the key, a draft that stays, an answer, what is new, undo.
import { beforeEach, expect, test } from '@jest/globals';
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { useQuery } from '@tanstack/react-query';
import { accountsRoutes } from '#shared/accounts/contract.ts';
import { coursesRoutes, type Course } from '#shared/courses/contract.ts';
import { newId, type Id } from '#shared/kernel/primitives.ts';
import type { MeetingView } from '#shared/papers/contract.ts';
import { remarksRoutes } from '#shared/remarks/contract.ts';
import { reviewsRoutes } from '#shared/reviews/contract.ts';
import { queryClient, reading } from '#client/kernel/query.ts';
import { becomeSelf } from '#client/kernel/session.ts';
import { ownDrafts } from '#client/drafts/own.ts';
import { remarksQuery } from '#client/remarks/data.ts';
import { ReviewWithRemarks } from '#client/remarks/ReviewWithRemarks.tsx';
import { holdMeeting } from '#tests/papers/hold-meeting.ts';
import { submitReview } from '#tests/reviews/submit-review.ts';
import { startApp, type PersonClient } from '#tests/support/app.ts';
import { browseAs, render } from '#tests/support/render.tsx';

const app = await startApp({ now: '2026-10-05T11:00:00.000Z' });
const [ada, ben, ta] = await Promise.all([app.person('Ada'), app.person('Ben'), app.person('Tove')]);
const course = await app.course({
  ...{ tas: [ta], students: [ada, ben] },
  settings: { classmatesReadReviews: 'after_deadline', reviewNames: 'hidden' },
});

beforeEach(() => {
  queryClient.clear();
  app.clock.set('2026-10-05T11:00:00.000Z');
});

const begin = async () => {
  const meeting = await holdMeeting(course);
  const answers = { first: 'Leases **expire** soon. They end.', second: 'Two.', connections: 'Both.' };
  const reviewId = (await submitReview(ada, meeting.id, answers)).id ?? '';
  app.clock.set('2026-10-05T12:30:00.000Z');
  return { meeting, reviewId };
};
interface Shown {
  readonly reviewId: Id;
  readonly meeting: MeetingView;
  readonly known: Course;
}
const Reading = ({ reviewId, meeting, known }: Shown) => {
  const review = useQuery(reading(reviewsRoutes.readReview, { params: { reviewId } })).data;
  return review ? <ReviewWithRemarks review={review} meeting={meeting} course={known} /> : 'Loading';
};
const show = async (who: PersonClient, reviewId: Id, meeting: MeetingView) => {
  browseAs(who);
  const { self } = await who.call(accountsRoutes.readSession);
  if (!self) throw new Error('Not signed in');
  becomeSelf(self);
  const known = await who.call(coursesRoutes.readCourse, { params: { courseId: course.id } });
  const shown = render(<Reading reviewId={reviewId} meeting={meeting} known={known} />);
  await screen.findByText('expire');
  return shown;
};
/** Selects from one drawn word on, as a hand does. */
const select = async (text: string, from: number, to: number) => {
  const node = screen.getByText(text).firstChild;
  const after = screen.getByText(text).nextSibling;
  if (!node || !after) throw new Error('Not drawn');
  // Nothing is laid out here.
  Range.prototype.getClientRects = () => [] as unknown as DOMRectList;
  document.getSelection()?.setBaseAndExtent(node, from, after, to);
  act(() => {
    fireEvent(document, new Event('selectionchange'));
  });
  return screen.findByRole('toolbar', { name: 'The selected passage' });
};
const post = (who: PersonClient, reviewId: Id, text: string) =>
  who.call(remarksRoutes.postRemark, {
    params: { reviewId },
    body: { id: newId(), text, place: { part: 'first', passage: null }, audience: 'readers', isHeld: false },
  });

test('a passage is selected, remarked on by key, and the text stays when the place to write is closed', async () => {
  const { meeting, reviewId } = await begin();
  const { user } = await show(ben, reviewId, meeting);
  await screen.findByText(/^No remarks yet/);
  await select('expire', 2, 3);
  await user.keyboard('m');
  const writing = await screen.findByRole('region', { name: 'New remark' });
  // Whole words, whatever the hand did.
  expect(within(writing).getByText('“expire soon”')).toBeTruthy();
  expect(within(writing).getByText(/Classmates see a pseudonym/)).toBeTruthy();
  expect(within(writing).queryByRole('radiogroup')).toBeNull();
  await user.keyboard('Do they?{Escape}');
  await user.click(await screen.findByRole('button', { name: 'Continue: Do they?' }));
  await user.click(await screen.findByRole('button', { name: 'Post' }));
  const list = await screen.findByRole('list', { name: /^Remarks on Summary of the first/ });
  expect(within(list).getByText('Do they?')).toBeTruthy();
  expect(within(list).getByText('You')).toBeTruthy();
  expect(
    ownDrafts(ben.personId)
      .box.all()
      .filter(({ value }) => value !== null),
  ).toEqual([]);
  const { remarks } = await ada.call(remarksRoutes.listRemarks, { params: { reviewId } });
  expect(remarks).toMatchObject([
    { place: { passage: { quote: { exact: 'expire soon', prefix: 'Leases ', suffix: '. They end.\n' } } } },
  ]);

  await user.click(within(list).getByRole('button', { name: 'More' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Delete' }));
  await waitFor(() => {
    expect(screen.queryByText('Do they?')).toBeNull();
  });
});

test('a sentence gets a reaction; the author sees it, and cannot react', async () => {
  const { meeting, reviewId } = await begin();
  const { user, unmount } = await show(ben, reviewId, meeting);
  const bar = await select('expire', 0, 3);
  await user.click(within(bar).getByRole('button', { name: /^Unclear/ }));
  const list = await screen.findByRole('list', { name: 'Reactions to sentences' });
  expect(within(list).getByText('“Leases expire soon.”')).toBeTruthy();
  const given = within(list).getByRole('button', { name: /^Unclear/, pressed: true });
  expect(given.textContent).toBe('Unclear 1');
  unmount();
  queryClient.clear();
  await show(ada, reviewId, meeting);
  const seen = await screen.findByRole('list', { name: 'Reactions to sentences' });
  expect(seen.textContent).toContain('Unclear 1');
  expect(screen.queryByRole('button', { name: /^(Agree|Helpful|Surprising|Unclear)/ })).toBeNull();
});

test('without a mouse: a sentence is chosen from the part’s own, and gets a reaction', async () => {
  const { meeting, reviewId } = await begin();
  const { user } = await show(ben, reviewId, meeting);
  await user.click(await screen.findByRole('button', { name: 'Remark on Summary of the first paper' }));
  const writing = await screen.findByRole('region', { name: 'New remark' });
  expect(within(writing).queryByRole('group', { name: 'React to this sentence' })).toBeNull();
  await user.selectOptions(within(writing).getByRole('combobox', { name: 'About' }), 'They end.');
  const choices = await within(writing).findByRole('group', { name: 'React to this sentence' });
  await user.click(within(choices).getByRole('button', { name: 'Helpful' }));
  expect(await within(choices).findByRole('button', { name: /^Helpful/, pressed: true })).toBeTruthy();
  const list = await screen.findByRole('list', { name: 'Reactions to sentences' });
  expect(list.textContent).toContain('“They end.”Helpful 1');
  await user.click(within(writing).getByRole('button', { name: 'Close' }));
  // Nothing was typed: nothing is kept.
  expect(screen.queryByRole('button', { name: /Go on with your remark|Continue/ })).toBeNull();
});

test('what others say meanwhile waits for the reader; new for the author is marked, and seen', async () => {
  const { meeting, reviewId } = await begin();
  await post(ben, reviewId, 'The first remark');
  const { user } = await show(ada, reviewId, meeting);
  expect(await screen.findByText('1 remark, 1 new')).toBeTruthy();
  expect(screen.getByText(/^Classmate [A-Z2-9]{4}$/)).toBeTruthy();
  await post(ta, reviewId, 'A remark meanwhile');
  await act(() => queryClient.invalidateQueries({ queryKey: remarksQuery(reviewId).queryKey }));
  const news = await screen.findByRole('button', { name: 'Show 1 new' });
  expect(screen.queryByText('A remark meanwhile')).toBeNull();
  await user.click(news);
  expect(await screen.findByText('A remark meanwhile')).toBeTruthy();
  await waitFor(async () => {
    const counts = await ada.call(remarksRoutes.countRemarks, { params: { meetingId: meeting.id } });
    expect(counts).toMatchObject([{ count: 2, fresh: 0 }]);
  });
});
