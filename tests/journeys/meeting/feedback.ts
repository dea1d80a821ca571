// Feedback after the deadline: a sample first, then the pairs; what was given arrives when time is up, is rated, answered and scored.
import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { coursesRoutes } from '#shared/courses/contract.ts';
import { defaultCriteria } from '#shared/feedback/criteria.ts';
import type { Settings } from '#shared/courses/settings.ts';
import { papersRoutes } from '#shared/papers/contract.ts';
import type { Cast } from './cast.ts';

const hourMs = 3_600_000;
/** Every criterion gets the step, from 1. */
const markAll = async (page: Page, sheet: string, step: number) => {
  for (const { title } of defaultCriteria)
    await page
      .getByRole('article', { name: sheet })
      .getByRole('radiogroup', { name: title })
      .getByRole('radio')
      .nth(step - 1)
      .check();
};
const overall = (page: Page, sheet: string | RegExp) =>
  page.getByRole('article', { name: sheet }).getByLabel('Overall');

export const giveFeedback = ({ chapter, course, meeting, staff, mei, tomas, at }: Cast): void => {
  const page = at(`/meetings/${meeting.id}/feedback`);
  const sample = 'Sample: A review of leases';
  const params = { meetingId: meeting.id };
  const startsAt = async (ms: number) => {
    const { revision } = await course.staff.call(papersRoutes.readMeeting, { params });
    const startsAt = new Date(Date.now() + ms).toISOString();
    await course.staff.call(papersRoutes.changeMeeting, { params, body: { revision, startsAt } });
  };
  const change = async (part: Partial<Settings>) => {
    const inCourse = { params: { courseId: course.id } };
    const { revision, settings } = await course.staff.call(coursesRoutes.readCourse, inCourse);
    const body = { revision, settings: { ...settings, ...part } };
    await course.staff.call(coursesRoutes.changeCourse, { ...inCourse, body });
  };

  chapter('the staff put up a sample that they have marked', async () => {
    await staff.goto(at(`/courses/${course.id}/feedback-samples`));
    await staff.getByRole('button', { name: 'Add a sample' }).click();
    const dialog = staff.getByRole('dialog', { name: 'Add a sample' });
    await dialog.getByRole('textbox', { name: 'Title' }).fill('A review of leases');
    await dialog.getByRole('textbox', { name: 'Text' }).fill('Leases are *good*, and trees are good too.');
    await dialog.getByRole('button', { name: 'Add the sample' }).click();
    const marks = 'Your marks of “A review of leases”';
    await markAll(staff, marks, 1);
    await overall(staff, marks).fill('It names nothing that could be checked.');
    await staff.getByRole('button', { name: 'Save the marks' }).click();
    await staff.getByRole('switch', { name: /^Students mark it/ }).click();
    await staff.getByText('On', { exact: true }).waitFor();
  });

  chapter('the deadline passes: the sample comes first, the reviews right after it', async () => {
    // Reviews are due two hours before: in an hour, and then now. Until then classmates' reviews are closed again, also to Tomás, who reads one.
    await tomas.goto(page);
    await startsAt(3 * hourMs);
    await mei.goto(page);
    await mei.getByText('What your classmates will look at').waitFor();
    await startsAt(2 * hourMs);
    await mei.reload();
    await mei.getByText('First mark the sample').waitFor();
    await mei.getByRole('article', { name: sample }).waitFor();
    expect(await mei.getByRole('article').count()).toBe(1);
    expect(await mei.content()).not.toContain('nothing that could be checked');
    await markAll(mei, sample, 2);
    await overall(mei, sample).fill('Too short to say.');
    await mei.getByText('Draft saved').waitFor();
    await mei.reload();
    await mei.getByRole('button', { name: 'Compare with the staff' }).click();
    const sheet = mei.getByRole('article', { name: sample });
    await sheet.getByText('As the staff in 0 of 4 criteria; elsewhere 1 step apart.').waitFor();
    await sheet.getByText('It names nothing that could be checked.').waitFor();
    await mei.getByText('You have feedback to give on 1 review.').waitFor();
    await staff.getByText(/^1 of \d students have marked it$/).waitFor();
  });

  chapter('feedback is given beside the review, and reaches nobody before the time is up', async () => {
    const sheet = mei.getByRole('article', { name: /^Feedback on the review by Author / });
    await sheet.getByText('better late than never').first().waitFor();
    await markAll(mei, (await sheet.getAttribute('aria-label')) ?? '', 3);
    await overall(mei, /^Feedback on/).fill('Say what the leases cost.');
    await sheet.getByRole('button', { name: 'Submit feedback' }).click();
    await mei.getByText('You have given all your feedback.').waitFor();
    await staff.goto(page);
    await staff.getByText('1 of 2 submitted.').waitFor();
    await tomas.goto(page);
    await tomas.getByText('First mark the sample').waitFor();
    expect(await tomas.content()).not.toContain('what the leases cost');
  });

  chapter('when it closes the author reads it without a name, rates it and answers', async () => {
    await change({ feedbackDueMinutesAfter: 0 });
    await tomas.reload();
    const received = tomas.getByRole('article', { name: /^Feedback from Reader / });
    await received.getByText('Say what the leases cost.').waitFor();
    expect(await tomas.getByRole('main').textContent()).not.toContain('Mei');
    await received.getByText('4', { exact: true }).click();
    await received.getByLabel('Your answer').fill('A renewal a minute.');
    await received.getByRole('button', { name: 'Answer' }).click();
    await received.getByText('Your answer: A renewal a minute.').waitFor();
  });

  chapter('the giver reads what became of it, and every step of the score', async () => {
    await mei.reload();
    await mei.getByText('The author found it useful: 4 of 5.').waitFor();
    await mei.getByText('The author’s answer: A renewal a minute.').waitFor();
    await mei.getByRole('link', { name: 'Your score for giving feedback' }).click();
    const score = mei.getByRole('region', { name: 'Score of Mei Chen' });
    await score.getByText('1 of 1 submitted: 1.').waitFor();
    // One rating of 4, alone in the class: (1 × 0.75 + 3 × 0.75) ÷ 4; weights 60 and 30 of 90.
    await score.getByText('(1 × 0.75 + 3 × 0.75) ÷ (1 + 3) = 0.75').waitFor();
    await score.getByRole('heading', { name: 'Mei Chen: 91.7 of 100' }).waitFor();
    await startsAt(60_000);
  });
};
