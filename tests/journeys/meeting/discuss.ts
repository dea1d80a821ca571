// The rounds: checking in with the projector's code, groups, one countdown for all, notes typed together, the class phase.
import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { eventually } from '#tests/support/journey.ts';
import { others, type Cast } from './cast.ts';
import { spreadOfTicks } from './ticks.ts';

const group = (page: Page) => page.getByRole('region', { name: /./ }).filter({ hasText: 'Your group' });
const secondsLeft = async (page: Page) => {
  const text = (await page.getByRole('timer', { name: 'Time left' }).textContent()) ?? '';
  const [minutes = 0, seconds = 0] = text.split(':').map(Number);
  return minutes * 60 + seconds;
};

export const discuss = ({ chapter, open, meeting, staff, mei, tomas, at }: Cast): void => {
  const students = [mei, tomas];
  const field = (page: Page) => page.getByRole('textbox', { name: 'What are the main contributions?' });
  const desk = (name: string) => staff.getByRole('button', { name, exact: true });
  /** Presses the desk's button and, where it asks, says yes. */
  const goOn = async (name: string) => {
    await desk(name).click();
    const asked = staff.getByRole('dialog', { name: `${name}?` });
    await asked.getByRole('button', { name }).click();
    await asked.waitFor({ state: 'hidden' });
  };
  let projector: Page;

  chapter('the projector needs no sign-in and shows the code; students check in with it', async () => {
    await staff.goto(at(`/meetings/${meeting.id}`));
    await staff.getByRole('link', { name: 'Run the meeting' }).click();
    const link = await staff.getByRole('link', { name: 'Open the projector' }).getAttribute('href');
    projector = await open('projector', { viewport: { width: 1920, height: 1080 } });
    await projector.goto(at(link ?? ''));
    const code = (await projector.getByText(/^\d{4}$/).textContent()) ?? '';

    await Promise.all(
      students.map(async (page) => {
        await page.goto(at('/'));
        await page.getByRole('link', { name: 'Join live' }).click();
        await page.getByLabel('Code').fill(code);
        await page.getByRole('button', { name: 'I am here' }).click();
        await page.getByText('You are checked in').waitFor();
      }),
    );
    await projector.getByText('2 are here').waitFor();
    for (const name of others.slice(0, 2)) await desk(`Check in ${name}`).click();
    await projector.getByText('4 are here').waitFor();
  });

  chapter(
    'groups are drawn and the group phase begins: group, role, question and clock on every screen',
    async () => {
      await desk('Draw groups').click();
      for (const page of students)
        await page.getByText('Find your group. The group phase starts soon.').waitFor();
      await projector.getByRole('heading', { name: 'Find your group' }).waitFor();
      await projector.getByRole('listitem').filter({ hasText: 'Mei Chen' }).waitFor();
      await desk('Start the group phase').click();
      for (const page of students) {
        await group(page).getByText('Noor Haddad').waitFor();
        for (const role of ['reporter', 'scribe', 'timekeeper'])
          await group(page).getByText(role, { exact: true }).waitFor();
        await field(page).waitFor();
      }
      await projector.getByRole('heading', { name: 'Discuss in your group' }).waitFor();
    },
  );

  chapter(
    'the countdown turns at the same moment on all screens, and an extension reaches them',
    async () => {
      const screens = [staff, mei, tomas, projector];
      // A busy machine may hold one browser up for a moment; a clock that is off stays off.
      await eventually(async () => expect(await spreadOfTicks(screens)).toBeLessThanOrEqual(250), 30_000);
      const before = await secondsLeft(mei);
      expect(before).toBeLessThanOrEqual(600);
      await desk('2 min more').click();
      for (const page of screens)
        await eventually(async () => expect(await secondsLeft(page)).toBeGreaterThan(before + 60));
    },
  );

  chapter('two type into the same notes at once, and both read the same', async () => {
    await Promise.all(students.map((page) => field(page).click()));
    await Promise.all([
      field(mei).pressSequentially('leases need good clocks', { delay: 25 }),
      field(tomas).pressSequentially('TREES NEED FEW LOCKS', { delay: 25 }),
    ]);
    await eventually(async () => {
      const [hers, his] = [await field(mei).inputValue(), await field(tomas).inputValue()];
      expect(his).toBe(hers);
      expect(hers.replace(/[^a-z]/g, '')).toBe('leasesneedgoodclocks');
      expect(hers.replace(/[^A-Z]/g, '')).toBe('TREESNEEDFEWLOCKS');
    });
    for (const page of students)
      await page
        .getByRole('status')
        .getByText(/^Saved/)
        .waitFor();
  });

  chapter('a reload brings everybody back to where they were', async () => {
    const written = await field(mei).inputValue();
    await Promise.all([staff, mei, tomas, projector].map((page) => page.reload()));
    for (const page of students) {
      await group(page).getByText('Noor Haddad').waitFor();
      await eventually(async () => expect(await field(page).inputValue()).toBe(written));
    }
    await desk('Start the class phase').waitFor();
    await projector.getByRole('heading', { name: 'Discuss in your group' }).waitFor();
    expect(await secondsLeft(staff)).toBeGreaterThan(300);
  });

  chapter('in the class phase the notes are on the projector', async () => {
    const written = await field(mei).inputValue();
    await goOn('Start the class phase');
    await projector.getByRole('heading', { name: 'The groups report' }).waitFor();
    await projector.getByText(written).filter({ visible: true }).waitFor();
    for (const page of students) await page.getByText('Class phase').waitFor();
    await mei.getByRole('button', { name: 'Read what all groups wrote' }).click();
    await mei.getByRole('article').getByText(written).waitFor();
    await goOn('End the round');
    for (const page of students) await page.getByText('The next groups will be drawn soon.').waitFor();
  });

  chapter('the next round has new groups of three', async () => {
    for (const name of others.slice(2)) await desk(`Check in ${name}`).click();
    await projector.getByText('6 are here').waitFor();
    await desk('Draw the next round').click();
    await eventually(async () => expect(await projector.getByRole('listitem').count()).toBe(6));
    expect(await projector.getByRole('heading', { level: 2 }).count()).toBe(2);
    for (const page of students) {
      await page.getByText('Round 2').waitFor();
      expect(await group(page).getByRole('listitem').count()).toBe(3);
    }
  });

  chapter(
    'the desk says who meets again; two change places by hand, and back; a group is locked',
    async () => {
      await staff.getByRole('button', { name: /again: who\?$/ }).click();
      await staff
        .getByText(/for the second time: .+\.$/)
        .first()
        .waitFor();
      await staff.keyboard.press('Escape');
      const groups = staff.getByRole('region', { name: /^Group / });
      const people = () => groups.first().getByRole('listitem').allTextContents();
      const before = (await people()).sort();
      const name = /^Change (.+)$/.exec(
        (await groups
          .first()
          .getByRole('button', { name: /^Change/ })
          .first()
          .getAttribute('aria-label')) ?? '',
      )?.[1];
      await desk(`Change ${name ?? ''}`).focus();
      await staff.keyboard.press('Enter');
      await staff.getByRole('menuitem', { name: 'Swap with' }).click();
      await staff
        .getByRole('menuitem', { name: /\(.+\)$/ })
        .last()
        .click();
      await staff.getByText(/ now, and .+ in /).waitFor();
      await eventually(async () => expect((await people()).sort()).not.toEqual(before));
      await desk('Undo').click();
      await eventually(async () => expect((await people()).sort()).toEqual(before));
      const lock = groups.first().getByRole('button', { name: /^Lock/ });
      await lock.click();
      await eventually(async () => expect(await lock.getAttribute('aria-pressed')).toBe('true'));
      await desk('Start the group phase').click();
      for (const page of students)
        await eventually(async () => expect(await field(page).inputValue()).toBe(''));
    },
  );
};
