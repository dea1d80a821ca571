// The review: written and saved as one types, also without a network; submitted in time and late; the staff see who has.
import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { papersRoutes } from '#shared/papers/contract.ts';
import { eventually } from '#tests/support/journey.ts';
import { password } from '#tests/support/journey-course.ts';
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

  chapter('two tabs that wrote the same part show both texts, and nothing is lost', async () => {
    const second = await mei.context().newPage();
    await second.goto(at(`/meetings/${meeting.id}/review`));
    await eventually(async () => expect(await part(second, parts[2]).inputValue()).toContain('less talk'));
    await second.route('**/api/meetings/*/review', (route) =>
      route.request().method() === 'PUT' ? route.abort() : route.continue(),
    );
    await part(second, parts[2]).fill('Leases and trees both trade staleness.');
    await second.getByText('Offline: kept here').waitFor();
    await part(mei, parts[2]).fill('Both trade a little staleness for less talk, at a price.');
    await isSaved(mei);
    await second.unroute('**/api/meetings/*/review');
    const clash = second.getByRole('region', { name: 'Connections' });
    // Tries grow rarer while the network is away, and a busy machine makes them rarer still.
    await clash.getByText('at a price.').waitFor({ timeout: 45_000 });
    await clash.getByText('Leases and trees').waitFor();
    await clash.getByRole('button', { name: 'Put them together' }).click();
    await clash.getByRole('button', { name: 'Use this text' }).click();
    await isSaved(second);
    await second.close();
    await eventually(async () =>
      expect(await part(mei, parts[2]).inputValue()).toBe(
        'Leases and trees both trade staleness.\n\nBoth trade a little staleness for less talk, at a price.',
      ),
    );
  });

  chapter('a session that ends while one writes asks to sign in on top, and then sends', async () => {
    await forgiving(/401/, async () => {
      await mei.context().clearCookies();
      await part(mei, parts[0]).press('End');
      await part(mei, parts[0]).pressSequentially(' Nobody was signed in when this was typed.', {
        delay: 40,
      });
      const dialog = mei.getByRole('dialog', { name: 'Your session has ended' });
      await dialog.getByRole('textbox', { name: 'Password' }).waitFor();
      // The dialog took none of the letters.
      expect(await dialog.getByRole('textbox', { name: 'Password' }).inputValue()).toBe('');
      expect(await part(mei, parts[0]).inputValue()).toMatch(/when this was typed\.$/);
      await dialog.getByRole('textbox', { name: 'Password' }).fill(password);
      await dialog.getByRole('button', { name: 'Sign in' }).click();
      await isSaved(mei);
    });
    await mei.reload();
    await eventually(async () =>
      expect(await part(mei, parts[0]).inputValue()).toMatch(/when this was typed\.$/),
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

  /** The review of a meeting is due two hours before it begins. */
  const begin = async (inMs: number) => {
    const params = { meetingId: meeting.id };
    const { revision } = await course.staff.call(papersRoutes.readMeeting, { params });
    const startsAt = new Date(Date.now() + inMs).toISOString();
    await course.staff.call(papersRoutes.changeMeeting, { params, body: { revision, startsAt } });
  };

  chapter(
    'the deadline passes while one writes: the page says so by itself, and nothing is in the way',
    async () => {
      await tomas.goto(at(`/meetings/${meeting.id}/review`));
      await part(tomas, parts[0]).fill('A summary, begun in time.');
      // Long enough for a busy machine to see the last seconds, which the typing below outlasts in any case.
      await begin(2 * 3600_000 + 12_000);
      // His clock runs a minute and a half ahead: it is the server's that counts.
      await tomas.getByText(/; you have \d+ s|; you have a moment|; you have 1 min/).waitFor();
      await part(tomas, parts[1]).pressSequentially('Typed across the deadline, letter by letter.', {
        delay: 250,
      });
      await tomas.getByText(/; late by/).waitFor();
      expect(await part(tomas, parts[1]).inputValue()).toBe('Typed across the deadline, letter by letter.');
      await isSaved(tomas);
    },
  );

  chapter('after the deadline a review is flagged as late, and classmates read each other', async () => {
    await begin(60_000);
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
