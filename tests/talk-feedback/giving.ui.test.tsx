/** @jest-environment #tests/support/browser-environment.ts */
// Giving feedback on a talk on the page: steps go on and off, it saves itself, and meets what another device saved.
import { beforeEach, expect, test } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import { presentationsRoutes } from '#shared/presentations/contract.ts';
import { talkFeedbackRoutes } from '#shared/talk-feedback/contract.ts';
import { queryClient } from '#client/kernel/query.ts';
import { TalkFeedbackPart } from '#client/talk-feedback/TalkFeedbackPart.tsx';
import { holdMeeting } from '#tests/papers/hold-meeting.ts';
import { startApp } from '#tests/support/app.ts';
import { browseAs, render } from '#tests/support/render.tsx';

const patience = { timeout: 10_000 };
const app = await startApp({ now: new Date().toISOString() });

beforeEach(() => {
  queryClient.clear();
});

const open = async () => {
  const [ada, ben] = [await app.person('Ada'), await app.person('Ben')];
  const course = await app.course({ students: [ada, ben] });
  const meeting = await holdMeeting(course, new Date(app.clock.now().getTime() - 60_000).toISOString());
  const talk = { meetingId: meeting.id, paperId: meeting.papers[0]?.id ?? '' };
  await course.instructor.call(presentationsRoutes.assignPresenters, {
    params: talk,
    body: { presenterIds: [ada.personId], revision: 0 },
  });
  browseAs(ben);
  const { user } = render(
    <TalkFeedbackPart
      personId={ben.personId}
      course={{ id: course.id, role: 'student', timeZone: 'UTC' }}
      {...talk}
    />,
  );
  const own = async () => {
    const desk = await ben.call(talkFeedbackRoutes.readTalkFeedback, { params: talk });
    return desk.own;
  };
  const scale = await screen.findByRole('group', { name: 'Clarity: steps' }, patience);
  const step = (words: RegExp) => within(scale).getByRole('button', { name: words });
  return { user, own, step, ben, talk };
};

test('a step is taken and taken back, a comment is typed: all of it saves itself', async () => {
  const { user, own, step } = await open();
  await user.click(step(/Clear throughout/));
  expect(step(/Clear throughout/).getAttribute('aria-pressed')).toBe('true');
  await waitFor(async () => {
    expect(await own()).toMatchObject({ content: { marks: { clarity: 3 } }, isGiven: true });
  }, patience);
  await user.click(step(/Clear throughout/));
  await user.click(screen.getByLabelText('Comment'));
  await user.paste('Louder, please.');
  await waitFor(async () => {
    expect(await own()).toMatchObject({ content: { marks: {}, comment: 'Louder, please.' } });
  }, patience);
  await screen.findByText('Saved. Change it as often as you like.', {}, patience);
});

test('another device saved meanwhile: what differs is put together, what clashes is chosen', async () => {
  const { user, own, step, ben, talk } = await open();
  await ben.call(talkFeedbackRoutes.saveTalkFeedback, {
    params: talk,
    body: { content: { marks: { timing: 2 }, comment: 'From the phone.' }, revision: 0 },
  });
  await user.click(step(/Took effort/));
  await user.click(screen.getByLabelText('Comment'));
  await user.paste('From the laptop.');
  const alert = await screen.findByRole('alert', {}, patience);
  expect(alert.textContent).toContain('From the phone.');
  await user.click(within(alert).getByRole('button', { name: 'Keep mine' }));
  await waitFor(async () => {
    expect(await own()).toMatchObject({
      revision: 2,
      content: { marks: { clarity: 2, timing: 2 }, comment: 'From the laptop.' },
    });
  }, patience);
});

test('what was not sent before the time was over stays readable until it is thrown away', async () => {
  const { user, own, step } = await open();
  const before = app.clock.now();
  await user.click(screen.getByLabelText('Comment'));
  app.clock.advance(10 * 24 * 60);
  await user.paste('Too late.');
  await screen.findByText('The time to give feedback on this talk is over.', {}, patience);
  expect(step(/Took effort/)).toBeDefined();
  await queryClient.refetchQueries();
  const alert = await screen.findByRole('alert', {}, patience);
  expect(alert.textContent).toContain('Too late.');
  expect(await own()).toMatchObject({ isGiven: false });
  await user.click(within(alert).getByRole('button', { name: 'Throw it away' }));
  await waitFor(() => {
    expect(screen.queryByRole('alert')).toBeNull();
  }, patience);
  app.clock.set(before);
});
