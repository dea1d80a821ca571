/** @jest-environment #tests/support/browser-environment.ts */
// The reading queue on the page: marked by key, saved by itself, met by a colleague, returned, and read by the author.
import { expect, test } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import { defaultCriteria as criteria } from '#shared/feedback/criteria.ts';
import { gradingRoutes } from '#shared/grading/contract.ts';
import { emptyMarking } from '#shared/grading/marks.ts';
import { newId } from '#shared/kernel/primitives.ts';
import { marksQuery, queueQuery } from '#client/grading/data.ts';
import { GradingDesk } from '#client/grading/GradingDesk.tsx';
import { OwnMarks } from '#client/grading/OwnMarks.tsx';
import { queryClient } from '#client/kernel/query.ts';
import { Query } from '#client/kit/Query.tsx';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { holdMeeting } from '#tests/papers/hold-meeting.ts';
import { submitReview } from '#tests/reviews/submit-review.ts';
import { startApp } from '#tests/support/app.ts';
import { browseAs, render } from '#tests/support/render.tsx';

const patience = { timeout: 10_000 };
// jsdom draws nothing that could be scrolled.
Element.prototype.scrollIntoView = () => undefined;
const app = await startApp({ now: '2026-10-05T11:00:00.000Z' });

test('a TA marks by key, meets what a colleague saved, and returns it; the author reads it', async () => {
  const [ada, ben, tove] = [await app.person('Ada'), await app.person('Ben'), await app.person('Tove')];
  const course = await app.course({ students: [ada, ben], tas: [tove] });
  const meeting = await holdMeeting(course);
  const inMeeting = { params: { meetingId: meeting.id } };
  const adas = (await submitReview(ada, meeting.id)).id ?? '';
  await submitReview(ben, meeting.id);
  await tove.call(gradingRoutes.putSavedReply, {
    params: { courseId: course.id, savedReplyId: newId() },
    body: { title: 'Figures', text: 'Point at a figure.', revision: 0 },
  });

  const Page = () => {
    const [openId, setOpenId] = useState<string>();
    const queue = useQuery(queueQuery(meeting.id));
    return (
      <Query query={queue}>
        {(all) => (
          <GradingDesk
            meeting={meeting}
            courseId={course.id}
            personId={tove.personId}
            queue={all}
            openId={openId}
            onOpen={setOpenId}
            sheet={(id, isNamed) => <p>{`${isNamed ? 'Named' : 'Nameless'} review ${id}`}</p>}
          />
        )}
      </Query>
    );
  };
  browseAs(tove);
  const desk = render(<Page />);
  const { user } = desk;
  await screen.findByText('0 of 2 marked', undefined, patience);
  await screen.findByRole('region', { name: 'Understanding' }, patience);
  expect(screen.queryByText(`Named review ${adas}`)).not.toBeNull();

  // Steps, a criterion on, and the last one taken away again.
  await user.keyboard('3{ArrowDown}4{ArrowDown}22');
  const stored = () => tove.call(gradingRoutes.readMarks, { params: { reviewId: adas } });
  const first = criteria[0]?.key ?? '';
  const second = criteria[1]?.key ?? '';
  await waitFor(async () => {
    expect((await stored()).marking.marks).toEqual({ [first]: 3, [second]: 4 });
  }, patience);

  // A key is a letter while somebody types, and `/` at the start of a word offers replies.
  await user.keyboard('c');
  await user.keyboard('Look, 1 thing: /');
  await user.click(await screen.findByRole('button', { name: /^Figures/ }, patience));
  await waitFor(async () => {
    const { comments } = (await stored()).marking;
    expect(Object.values(comments)).toEqual(['Look, 1 thing: Point at a figure.']);
  }, patience);
  const comment = screen.getByLabelText<HTMLTextAreaElement>('Comment on connections');
  expect(comment.value).toBe('Look, 1 thing: Point at a figure.');
  await user.keyboard('{Escape}');

  // A reply that was begun is still there when the list was closed meanwhile.
  await user.keyboard('r');
  await user.click(await screen.findByRole('button', { name: 'New reply' }));
  await user.type(screen.getByLabelText('Title'), 'Half');
  await user.keyboard('{Escape}');
  await waitFor(() => {
    expect(screen.queryByRole('dialog')).toBeNull();
  }, patience);
  await user.click(screen.getByRole('button', { name: 'Saved replies' }));
  await user.click(await screen.findByRole('button', { name: 'Go on with your new reply' }));
  expect(screen.getByLabelText<HTMLInputElement>('Title').value).toBe('Half');
  await user.click(screen.getByRole('button', { name: 'Cancel' }));
  await user.keyboard('{Escape}');
  await waitFor(() => {
    expect(screen.queryByRole('dialog')).toBeNull();
  }, patience);
  await user.keyboard('{Escape}');

  // A colleague changes something else, and the same: the one is taken over, the other waits for a choice.
  const before = await stored();
  await course.instructor.call(gradingRoutes.saveMarks, {
    params: { reviewId: adas },
    body: {
      marking: { ...before.marking, marks: { ...before.marking.marks, [first]: 1 }, overall: 'Theirs.' },
      ...{ version: 1, revision: before.revision },
    },
  });
  await user.keyboard('o');
  await user.keyboard('Mine.');
  const alert = await screen.findByRole('alert', undefined, patience);
  expect(within(alert).queryByText('Theirs.')).not.toBeNull();
  expect(within(alert).queryByText('Mine.')).not.toBeNull();
  await user.click(within(alert).getByRole('button', { name: 'Keep mine' }));
  await waitFor(async () => {
    const { marking } = await stored();
    expect([marking.overall, marking.marks[first]]).toEqual(['Mine.', 1]);
  }, patience);

  // The rest, and back to the author after a question.
  await user.click(document.body);
  const steps = (title: string) => within(screen.getByRole('group', { name: `${title}: steps` }));
  for (const { title } of criteria.slice(2))
    await user.click(steps(title).getByRole('button', { name: /^3/ }));
  await waitFor(async () => {
    expect(Object.keys((await stored()).marking.marks)).toHaveLength(4);
  }, patience);
  await screen.findByText('1 of 2 marked', undefined, patience);
  await user.click(screen.getByRole('button', { name: 'Return to the author' }));
  await user.click(await screen.findByRole('button', { name: 'Return' }));
  await waitFor(async () => {
    expect(await ada.call(gradingRoutes.readOwnMarks, inMeeting)).toMatchObject({
      marking: { overall: 'Mine.' },
      calculation: { points: 58 },
    });
  }, patience);

  // The next one, without names.
  await user.click(screen.getByRole('switch', { name: 'Hide names' }));
  expect(screen.queryByText('Ada')).toBeNull();
  expect(screen.queryByText('Ben')).toBeNull();
  // The same one stays open, and keys go on though the switch has the focus.
  expect(screen.queryByText(`Nameless review ${adas}`)).not.toBeNull();
  await user.keyboard('?');
  expect(await screen.findByRole('dialog', { name: 'Keys' })).not.toBeNull();
  await user.keyboard('{Escape}');
  desk.unmount();
  queryClient.clear();

  browseAs(ada);
  const own = render(<OwnMarks personId={ada.personId} meetingId={meeting.id} timeZone="UTC" />);
  await screen.findByText('Your marks: 58 of 100 points', undefined, patience);
  expect(own.container.textContent).toContain('Mine.');
  expect(own.container.textContent).toContain('1 of 4: Misses or misstates the main idea');
  expect(own.container.textContent).toContain('In whole points: 58');
  own.unmount();
});

test('what was typed while the server is away is kept, said, and sent when it is back', async () => {
  const [ada, tove] = [await app.person('Ada'), await app.person('Tove')];
  const course = await app.course({ students: [ada], tas: [tove] });
  const meeting = await holdMeeting(course);
  const adas = (await submitReview(ada, meeting.id)).id ?? '';
  browseAs(tove);
  const queue = await tove.call(gradingRoutes.readQueue, { params: { meetingId: meeting.id } });
  const desk = render(
    <GradingDesk
      {...{ meeting, courseId: course.id, personId: tove.personId, queue, openId: adas }}
      onOpen={() => undefined}
      sheet={() => null}
    />,
  );
  await screen.findByLabelText('Overall', undefined, patience);
  const answered = globalThis.fetch;
  let isAway = true;
  globalThis.fetch = (address, init) =>
    isAway && init?.method === 'PUT' ? Promise.reject(new TypeError('away')) : answered(address, init);
  await desk.user.click(screen.getByLabelText('Overall'));
  await desk.user.keyboard('Kept.');
  await screen.findByText(/^Offline/, undefined, patience);
  expect(queryClient.getQueryData(marksQuery(adas).queryKey)).toMatchObject({ marking: emptyMarking });
  isAway = false;
  window.dispatchEvent(new Event('online'));
  await waitFor(async () => {
    const { marking } = await tove.call(gradingRoutes.readMarks, { params: { reviewId: adas } });
    expect(marking.overall).toBe('Kept.');
  }, patience);
  await screen.findByText(/^Saved\s+by Tove/, undefined, patience);
  desk.unmount();
});
