// The first day of a course: from the link in the terminal to students who read the first paper.
import { expect } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { eventually, startJourney } from '#tests/support/journey.ts';
import { makePdf } from '#tests/support/pdf.ts';

const journey = await startJourney(async ({ open }) => ({
  staff: await open('instructor'),
  claimer: await open('student with a link'),
  joiner: await open('student with a code'),
}));
const { staff, claimer, joiner } = journey;
const { url, administratorLink } = journey.server;

const titles = ['Leases that Outlive a Journey', 'Shallow Trees for Deep Disks'];
const password = 'a lamp and two papers';

let claimLink = '';
let joinCode = '';

const heading = (page: Page, name: string | RegExp) =>
  page.getByRole('heading', { level: 1, name }).waitFor();
const register = async (page: Page, name: string, email: string, verb: string) => {
  await page.getByLabel('Your name').fill(name);
  await page.getByLabel('E-mail address').fill(email);
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.getByRole('button', { name: verb }).click();
};
/** So many days from now as `<input type="date">` wants it. */
const dateIn = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

journey.chapter('the link from the terminal makes the administrator, once', async () => {
  await claimer.goto(url);
  await claimer.getByRole('heading', { name: 'This server is new' }).waitFor();
  await staff.goto(administratorLink ?? '');
  await register(staff, 'Grace Okafor', 'grace@example.org', 'Create the administrator');
  await heading(staff, /Grace$/);
  await claimer.goto(administratorLink ?? '');
  await heading(claimer, 'This server has its administrator');
});

journey.chapter('a course is created', async () => {
  await staff.getByRole('button', { name: 'Create a course' }).click();
  const dialog = staff.getByRole('dialog', { name: 'Create a course' });
  await dialog.getByLabel('Title').fill('Reading Systems');
  await dialog.getByLabel('Code').fill('CS 900');
  await dialog.getByLabel('Term').fill('Fall 2026');
  await dialog.getByRole('button', { name: 'Create the course' }).click();
  await heading(staff, 'Reading Systems');
  await staff.getByText('No meetings yet').waitFor();
});

journey.chapter('a roster is tried, corrected and imported; a link is copied', async () => {
  await staff.getByRole('link', { name: 'Members' }).click();
  await staff.getByRole('button', { name: 'Import the roster' }).click();
  const dialog = staff.getByRole('dialog', { name: 'Import the roster' });
  await dialog
    .getByLabel('Roster', { exact: true })
    .fill('name,email,role\nMei Chen,mei@example.org,student\nNobody,no address,student');
  await dialog.getByRole('button', { name: 'Check the list' }).click();
  await dialog.getByText('1 refused').waitFor();
  await dialog.getByText('1 new').waitFor();
  // The dry run changed nothing.
  expect(await staff.getByRole('row', { name: /Mei Chen/, includeHidden: true }).count()).toBe(1);
  await dialog.getByRole('button', { name: 'Back to the list' }).click();
  await dialog
    .getByLabel('Roster', { exact: true })
    .fill('name,email,role\nMei Chen,mei@example.org,student\nIlse Brandt,ilse@example.org,ta');
  await dialog.getByRole('button', { name: 'Check the list' }).click();
  await dialog.getByText('2 new').waitFor();
  await dialog.getByRole('button', { name: 'Import 2 people' }).click();
  await dialog.getByText('2 created').waitFor();
  await dialog.getByRole('button', { name: 'Copy all' }).click();
  await dialog.getByText('Copied').waitFor();
  const lines = (await staff.evaluate(() => navigator.clipboard.readText())).split('\n');
  expect(lines).toHaveLength(2);
  claimLink = lines.find((line) => line.startsWith('Mei Chen'))?.split('\t')[2] ?? '';
  expect(claimLink).toContain(`${url}/link#`);
  await dialog.getByRole('button', { name: 'Done' }).click();
  await staff.getByText('3 members, 2 without a password').waitFor();
  joinCode = (await staff.getByText(/^[A-Z0-9]{4}-[A-Z0-9]{4}$/).textContent()) ?? '';
});

journey.chapter('one student claims the account, another joins by code', async () => {
  await claimer.goto(claimLink);
  await heading(claimer, 'Welcome, Mei Chen');
  await claimer.getByRole('textbox', { name: 'Password' }).fill(password);
  await claimer.getByRole('button', { name: 'Save the password and enter' }).click();
  await heading(claimer, /Mei$/);
  await claimer.getByText('No meeting ahead').waitFor();

  await joiner.goto(url);
  await joiner.getByLabel('Join code').fill(joinCode.toLowerCase());
  await joiner.getByRole('button', { name: 'Join', exact: true }).click();
  await heading(joiner, 'Join Reading Systems');
  await register(joiner, 'Tomás Rivera', 'tomas@example.org', 'Create the account and join');
  await heading(joiner, 'Reading Systems');
  // The staff's page learnt of both by itself.
  await staff.getByText('4 members, 1 without a password').waitFor();
});

journey.chapter('a link that was used is dead', async () => {
  const stranger = await journey.open('stranger');
  await journey.forgiving(/status of 4\d\d/, async () => {
    await stranger.goto(claimLink);
    await heading(stranger, 'This link cannot be used');
  });
  await stranger.close();
});

journey.chapter('a meeting gets two papers, and the students’ pages show them without a reload', async () => {
  await staff.getByRole('link', { name: 'Meetings' }).click();
  await staff.getByRole('button', { name: 'Add a meeting' }).click();
  const dialog = staff.getByRole('dialog', { name: 'Add a meeting' });
  await dialog.getByLabel('Topic').fill('Leases and trees');
  await dialog.getByLabel('Date').fill(dateIn(6));
  await dialog.getByLabel('Start').fill('15:00');
  await dialog.getByLabel('Place').fill('Room 4102');
  await dialog.getByRole('button', { name: 'Add the meeting' }).click();
  await heading(staff, 'Leases and trees');
  await claimer.getByRole('heading', { name: 'Leases and trees' }).waitFor();

  const files = await Promise.all(
    titles.map(async (title, index) => ({
      name: `paper ${String(index + 1)}.pdf`,
      mimeType: 'application/pdf',
      buffer: Buffer.from(await makePdf({ title, pages: 9 })),
    })),
  );
  const chooser = staff.waitForEvent('filechooser');
  await staff.getByRole('button', { name: 'Upload PDFs' }).click();
  await (await chooser).setFiles(files);
  for (const title of titles) {
    const card = staff.getByRole('article', { name: title });
    await card.getByRole('link', { name: 'Read' }).waitFor();
    await claimer.getByRole('link', { name: title }).waitFor();
  }
  const shown = await staff.getByRole('article').getByRole('heading', { level: 3 }).allTextContents();
  expect(shown).toEqual(titles);
});

journey.chapter(
  'the student who joined by code finds them through the course and opens the first',
  async () => {
    await joiner.getByRole('link', { name: 'Leases and trees', exact: true }).click();
    await heading(joiner, 'Leases and trees');
    const [first = ''] = titles;
    const card = joiner.getByRole('article', { name: first });
    await eventually(async () => {
      const width = await card.locator('img').evaluate((image: HTMLImageElement) => image.naturalWidth);
      expect(width).toBeGreaterThan(100);
    });
    await card.getByRole('link', { name: 'Read' }).click();
    await heading(joiner, first);
    await joiner.locator('.textLayer .endOfContent').first().waitFor({ state: 'attached' });
  },
);

journey.chapter(
  'opened by its address, the paper is drawn before the client is there, and the reader goes on with it',
  async () => {
    const address = joiner.url();
    const html = await (await joiner.request.get(address)).text();
    const client = /data-client="([^"]+)"/.exec(html)?.[1] ?? '';
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await joiner.route(`**${client}`, async (route) => {
      await held;
      await route.continue();
    });
    await joiner.goto(address, { waitUntil: 'commit' });
    const early = joiner.locator('.early-reader .page[data-loaded] canvas').first();
    await early.waitFor();
    expect(await joiner.getByRole('banner').count()).toBe(0);
    await early.evaluate((canvas: HTMLCanvasElement) => {
      canvas.dataset['drawn'] = 'early';
      canvas.closest('.reader-scroller')?.scrollTo({ top: 300, behavior: 'instant' });
    });
    const placeOf = (canvas: Locator) =>
      canvas.evaluate((element) => {
        const { left, top, width } = element.getBoundingClientRect();
        return [left, top, width].map(Math.round);
      });
    const place = await placeOf(early);
    release();
    await heading(joiner, titles[0] ?? '');
    const kept = joiner.locator('.reader-host canvas[data-drawn="early"]');
    await kept.waitFor();
    await joiner.locator('.early-reader').waitFor({ state: 'detached' });
    expect(await placeOf(kept)).toEqual(place);
  },
);
