// Typing is safe: through a killed tab, a lost network, a second device and a sign-out.
import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { draftsRoutes } from '#shared/drafts/contract.ts';
import { eventually, startJourney } from '#tests/support/journey.ts';
import { instructor, startCourse } from '#tests/support/journey-course.ts';
import { makePdf, pdfLine } from '#tests/support/pdf.ts';
import { selectPassage, showPage } from '#tests/support/reader.ts';

const { chapter, forgiving, open, server, course, paper } = await startJourney(async (journey) => {
  const course = await startCourse(journey, ['Mei Chen']);
  const soon = new Date(Date.now() + 24 * 3600 * 1000);
  const { papers } = await course.addMeeting('Reading', soon, [await makePdf({ pages: 2 })]);
  return { course, paper: papers[0]?.id ?? '' };
});
const address = `${server.url}/documents/${paper}`;
const [laptop, phone] = [
  await open('laptop'),
  await open('phone', { viewport: { width: 390, height: 800 } }),
];
/** The laptop's open tab; a killed one is followed by another. */
let tab = laptop;

const read = async (page: Page) => {
  await page.goto(address);
  await showPage(page, 0);
};
const begin = async (page: Page, line: number, text: string) => {
  await selectPassage(page, 0, pdfLine(0, line));
  const bar = page.getByRole('toolbar', { name: 'Annotate the selected passage' });
  await bar.getByRole('button', { name: 'Question', exact: true }).click();
  await field(page).fill(text);
};
const field = (page: Page) => page.getByLabel('What do you want to say about it?');
const lineTo = (page: Page, text: string) =>
  page.getByRole('button', { name: `Continue your draft: ${text}` });
const isSaved = (page: Page) => page.getByText('Draft saved').waitFor();
const showThreads = async (page: Page) => {
  const show = page.getByRole('button', { name: /^Show the threads/ });
  if (await show.isVisible()) await show.click();
};
/** Refused by the journey’s own network, which the console says aloud. */
const cut = /Failed to load resource|ERR_FAILED|ERR_INTERNET_DISCONNECTED|WebSocket/;
/** What lies in the browser's own storage. */
const onDevice = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        const opening = indexedDB.open('paperround-drafts');
        opening.onsuccess = () => {
          const reading = opening.result.transaction('drafts').objectStore('drafts').getAll();
          reading.onsuccess = () => {
            resolve(JSON.stringify(reading.result));
          };
        };
      }),
  );

chapter('a tab that is killed before anything reached the server has kept every letter', async () => {
  await Promise.all([course.enter(laptop, instructor.name), course.enter(phone, instructor.name)]);
  await read(laptop);
  await forgiving(cut, async () => {
    await laptop.context().route('**/api/people/**', (route) => route.abort());
    await begin(laptop, 3, 'Half a thou');
    await laptop.getByText('Offline. Kept on this device').waitFor();
    await field(laptop).pressSequentially('ght');
    // The browser writes beside the typing: a few milliseconds.
    await eventually(async () => expect(await onDevice(laptop)).toContain('Half a thought'));
    const browser = laptop.context();
    await laptop.close();
    tab = await browser.newPage();
    await read(tab);
    await lineTo(tab, 'Half a thought').click();
    await expect(field(tab).inputValue()).resolves.toBe('Half a thought');
  });
});

chapter('back online it goes to the server by itself, and from there to another device', async () => {
  await tab.context().unroute('**/api/people/**');
  await isSaved(tab);
  await read(phone);
  await showThreads(phone);
  await lineTo(phone, 'Half a thought').waitFor();
  // A second passage has a draft of its own.
  await begin(tab, 9, 'Another one');
  await lineTo(phone, 'Another one').waitFor();
  await expect(tab.locator('path[data-id^="draft-"]').count()).resolves.toBe(2);
});

chapter('what is typed here appears there; typed in both places, both texts are shown', async () => {
  await lineTo(phone, 'Another one').click();
  await field(tab).fill('Another one, longer');
  await eventually(async () => {
    expect(await field(phone).inputValue()).toBe('Another one, longer');
  });
  await isSaved(phone);
  await forgiving(cut, async () => {
    await phone.context().setOffline(true);
    await field(phone).fill('Another one, from the train');
    await phone.getByText(/^Offline\. Kept on this device/).waitFor();
    await field(tab).fill('Another one, from the desk');
    await isSaved(tab);
    await phone.context().setOffline(false);
    const clash = phone.getByRole('alert').filter({ hasText: 'Typed in two places' });
    await clash.getByText('from the desk').waitFor();
    await clash.getByRole('button', { name: 'Put both together' }).click();
  });
  await eventually(async () => {
    expect(await field(tab).inputValue()).toBe('Another one, from the train\n\nAnother one, from the desk');
  });
});

chapter('posted, it is a draft nowhere any more', async () => {
  await tab.getByRole('button', { name: 'Post' }).click();
  await tab.getByRole('article', { name: /^Question/ }).waitFor();
  await field(phone).waitFor({ state: 'hidden' });
  await lineTo(phone, 'Half a thought').waitFor();
  await expect(lineTo(phone, 'Another').count()).resolves.toBe(0);
  expect(await onDevice(tab)).not.toContain('from the train');
});

chapter(
  'a reply is kept as well, and signing out leaves nothing on the device that the server has',
  async () => {
    await tab.getByRole('button', { name: 'Reply', exact: true }).click();
    await tab.getByLabel('Your reply').fill('A reply, soon.');
    expect(await onDevice(tab)).toContain('A reply, soon.');
    await tab.getByRole('button', { name: `Menu of ${instructor.name}` }).click();
    await tab.getByRole('menuitem', { name: 'Sign out' }).click();
    await tab.waitForURL(`${server.url}/`);
    expect(await onDevice(tab)).toBe('[]');
    const self = (await (await phone.request.get(`${server.url}/api/session`)).json()) as {
      self: { id: string };
    };
    const path = draftsRoutes.listDrafts.path
      .replace(':personId', self.self.id)
      .replace(':place', `document:${paper}`);
    expect(await (await phone.request.get(server.url + path)).text()).toContain('A reply, soon.');
  },
);
