/** @jest-environment #tests/support/browser-environment.ts */
// Giving and receiving feedback on the page: what is missing is said, what is submitted arrives, usefulness and the one answer.
import { expect, test } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import { feedbackRoutes, type FeedbackDesk } from '#shared/feedback/contract.ts';
import { defaultCriteria as criteria } from '#shared/feedback/criteria.ts';
import { reviewsRoutes } from '#shared/reviews/contract.ts';
import { sentenceOf } from '#client/feedback/feedback-words.ts';
import { GiveFeedback } from '#client/feedback/GiveFeedback.tsx';
import { PairingsTable } from '#client/feedback/PairingsTable.tsx';
import { ReceivedSheet } from '#client/feedback/ReceivedSheet.tsx';
import { holdMeeting } from '#tests/papers/hold-meeting.ts';
import { startApp } from '#tests/support/app.ts';
import { browseAs, render } from '#tests/support/render.tsx';

const patience = { timeout: 10_000 };
const app = await startApp({ now: '2026-10-05T11:00:00.000Z' });

test('a student gives feedback, staff see that it is in, the author rates and answers it', async () => {
  const [ada, ben] = [await app.person('Ada'), await app.person('Ben')];
  const course = await app.course({ students: [ada, ben] });
  const meeting = await holdMeeting(course);
  const inMeeting = { params: { meetingId: meeting.id } };
  for (const who of [ada, ben]) {
    const answers = { first: 'The first.', second: 'The second.', connections: 'Both of them.' };
    await who.call(reviewsRoutes.saveReview, { ...inMeeting, body: { answers, revision: 0 } });
    await who.call(reviewsRoutes.submitReview, { ...inMeeting, body: { revision: 1 } });
  }
  app.clock.set('2026-10-05T12:00:01.000Z');
  const [given] = (await ada.call(feedbackRoutes.readFeedback, inMeeting)).toGive;
  if (!given) throw new Error('nothing to give');

  browseAs(ada);
  const writing = render(<GiveFeedback {...{ given, criteria, meeting }} personId={ada.personId} isOpen />);
  const submit = screen.getByRole<HTMLButtonElement>('button', { name: 'Submit feedback' });
  expect(submit.disabled).toBe(true);
  expect(screen.queryByText('“Understanding” has no mark yet.')).not.toBeNull();
  for (const { title } of criteria) {
    const group = screen.getByRole('radiogroup', { name: title });
    await writing.user.click(within(group).getByRole('radio', { name: /^3/ }));
  }
  expect(screen.queryByText('The overall comment is still empty.')).not.toBeNull();
  await writing.user.click(screen.getByLabelText('Overall'));
  await writing.user.paste('Say more of table 2.');
  await writing.user.click(submit);
  await waitFor(async () => {
    const [now] = (await ada.call(feedbackRoutes.readFeedback, inMeeting)).toGive;
    expect(now).toMatchObject({ isSubmitted: true, content: { overall: 'Say more of table 2.' } });
  }, patience);
  writing.unmount();

  browseAs(course.instructor);
  const all = await course.instructor.call(feedbackRoutes.listPairings, inMeeting);
  const pairs = render(<PairingsTable meetingId={meeting.id} all={all} />);
  expect(screen.queryByText('1 of 2 submitted.')).not.toBeNull();
  // What is submitted cannot be taken away; what is not begun can.
  expect(screen.queryByRole('button', { name: 'Ada gives no feedback to Ben' })).toBeNull();
  expect(screen.queryByRole('button', { name: 'Ben gives no feedback to Ada' })).not.toBeNull();
  await pairs.user.click(
    screen.getByRole('button', { name: 'Read the feedback of Ada on the review of Ben' }),
  );
  const read = await screen.findByRole('dialog', { name: 'Ada on the review of Ben' });
  expect(read.textContent).toContain('Say more of table 2.');
  expect(read.textContent).toContain('3: Right in all that matters');
  pairs.unmount();

  app.clock.set('2026-10-09T12:00:00.000Z');
  const [received] = (await ben.call(feedbackRoutes.readFeedback, inMeeting)).received;
  if (!received) throw new Error('nothing received');
  browseAs(ben);
  const reading = render(
    <ReceivedSheet {...{ received, criteria }} meetingId={meeting.id} personId={ben.personId} />,
  );
  expect(screen.queryByText('Say more of table 2.')).not.toBeNull();
  expect(reading.container.textContent).not.toContain('Ada');
  await reading.user.click(screen.getByRole('radio', { name: '4' }));
  await reading.user.click(screen.getByLabelText('Your answer'));
  await reading.user.paste('I will.');
  await reading.user.click(screen.getByRole('button', { name: 'Answer' }));
  await waitFor(async () => {
    const desk = await ben.call(feedbackRoutes.readFeedback, inMeeting);
    expect(desk.received).toMatchObject([{ usefulness: 4, answer: 'I will.' }]);
  }, patience);
});

test.each<[Partial<FeedbackDesk>, 'student' | 'ta', string]>([
  [{ phase: 'off' }, 'student', 'This course has no feedback of classmates.'],
  [{ phase: 'before' }, 'student', 'Reviews are given to classmates for feedback after their deadline.'],
  [{ phase: 'open' }, 'student', 'You have no review to give feedback on.'],
  [
    { phase: 'open', waitsForSamples: true },
    'student',
    'First mark the sample; the reviews to give feedback on come right after.',
  ],
  [{ phase: 'open' }, 'ta', 'Classmates give each other feedback now.'],
  [{ phase: 'closed' }, 'student', 'Feedback is closed. Nobody gave any on your review.'],
])('%j for a %s: %s', (state, role, sentence) => {
  const desk: FeedbackDesk = {
    ...{
      phase: 'open',
      waitsForSamples: false,
      criteria: [...criteria],
      opensAt: '',
      dueAt: '',
      toGive: [],
      received: [],
    },
    ...state,
  };
  expect(sentenceOf(desk, role)).toBe(sentence);
});
