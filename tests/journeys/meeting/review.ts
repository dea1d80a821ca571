// The review: written and saved as one types, also without a network; submitted in time and late; the staff see who has.
import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { papersRoutes } from '#shared/papers/contract.ts';
import { eventually } from '#tests/support/journey.ts';
import type { Cast } from './cast.ts';

const parts = ['Summary of the first paper', 'Summary of the second paper', 'Connections'] as const;
const part = (page: Page, name: (typeof parts)[number]) => page.getByRole('textbox', { name });
const isSaved = (page: Page) =>
  page
    .getByRole('status')
    .getByText(/^Saved/)
    .waitFor();
const stateOf = (page: Page, name: string, state: string) =>
  page.getByRole('row', { name: new RegExp(`${name} ${state}`) }).waitFor();

export const writeReviews = ({ chapter, forgiving, course, meeting, staff, mei, tomas, at }: Cast): void => {
  const page = at(`/meetings/${meeting.id}`);
  const reviews = at(`/meetings/${meeting.id}/reviews`);

  chapter('a review is written, saved by itself, and there after a reload', async () => {
    await staff.goto(reviews);
    await stateOf(staff, 'Mei Chen', 'Not begun');
    await mei.goto(page);
    await mei.getByRole('link', { name: 'Write your review' }).click();
    await part(mei, parts[0]).fill('Leases let a *holder* act alone for a while.');
    await part(mei, parts[1]).fill('Wide nodes keep $h = \\log_b n$ small.');
    await isSaved(mei);
    await mei.reload();
    await eventually(async () => {
      expect(await part(mei, parts[0]).inputValue()).toContain('a *holder* act alone');
      expect(await part(mei, parts[1]).inputValue()).toContain('keep $h');
    });
  });

  chapter('what is written without a network is kept and sent when it is back', async () => {
    await forgiving(/ERR_INTERNET_DISCONNECTED|WebSocket/, async () => {
      await mei.context().setOffline(true);
      await part(mei, parts[2]).fill('Both trade a little staleness for less talk.');
      await mei.getByText('Offline: kept here').waitFor();
      await mei.context().setOffline(false);
      await isSaved(mei);
    });
    await mei.reload();
    await eventually(async () =>
      expect(await part(mei, parts[2]).inputValue()).toBe('Both trade a little staleness for less talk.'),
    );
  });

  chapter('it is submitted in time, and the staff’s list says so by itself', async () => {
    await mei.getByRole('button', { name: 'Submit' }).click();
    const dialog = mei.getByRole('dialog', { name: 'Submit your review' });
    await dialog.locator('em', { hasText: 'holder' }).waitFor();
    await dialog.locator('math').waitFor({ state: 'attached' });
    await dialog.getByRole('button', { name: 'Submit' }).click();
    await mei.getByRole('button', { name: /^Submitted .*version 1$/ }).waitFor();
    await stateOf(staff, 'Mei Chen', 'Submitted');
    await staff.getByRole('row', { name: /Mei Chen/ }).click();
    await staff.getByRole('article', { name: 'Review by Mei Chen' }).getByText('less talk').waitFor();
  });

  chapter('after the deadline a review is flagged as late, and classmates read each other', async () => {
    const params = { meetingId: meeting.id };
    const { revision } = await course.staff.call(papersRoutes.readMeeting, { params });
    await course.staff.call(papersRoutes.changeMeeting, {
      params,
      body: { revision, startsAt: new Date(Date.now() + 60_000).toISOString() },
    });
    await tomas.goto(at(`/meetings/${meeting.id}/review`));
    for (const name of parts) await part(tomas, name).fill(`${name}, better late than never.`);
    await isSaved(tomas);
    await tomas.getByRole('button', { name: 'Submit' }).click();
    await tomas.getByRole('dialog').getByRole('button', { name: 'Submit late' }).click();
    await tomas.getByRole('button', { name: /^Submitted .*late, version 1$/ }).waitFor();
    await stateOf(staff, 'Tomás Rivera', 'Late');

    await tomas.goto(reviews);
    // Classmates do not learn who wrote it.
    await tomas
      .getByRole('row', { name: /^Reviewer / })
      .first()
      .click();
    await tomas
      .getByRole('article', { name: /^Review by Reviewer / })
      .getByText('less talk')
      .waitFor();
  });
};
