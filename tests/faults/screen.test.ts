// What people see while the database hangs and while the disk is full: one sentence; what they type meanwhile arrives afterwards by itself.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, expect } from '@jest/globals';
import { annotationsRoutes } from '#shared/annotations/contract.ts';
import { draftsRoutes } from '#shared/drafts/contract.ts';
import { accountsRoutes } from '#shared/accounts/contract.ts';
import { unpackThreads } from '#shared/annotations/pack.ts';
import { eventually, startJourney } from '#tests/support/journey.ts';
import { instructor, password, startCourse } from '#tests/support/journey-course.ts';
import { makePdf, pdfLine } from '#tests/support/pdf.ts';
import { selectPassage, showPage } from '#tests/support/reader.ts';
import { wait } from './persist.ts';
import { mountSmallDisk } from './small-disk.ts';

const goneMs = 30_000;
const minFreeMb = 32;

const disk = await mountSmallDisk(320);
if (!disk)
  process.stderr.write(
    'SKIPPED: only root can mount a small disk, so nobody saw the screen of a full one.\n',
  );

const { chapter, forgiving, open, client, server, paper, course } = await startJourney(
  async (journey) => {
    const course = await startCourse(journey, ['Mei Chen']);
    const soon = new Date(Date.now() + 24 * 3600 * 1000);
    const { papers } = await course.addMeeting('Reading', soon, [await makePdf({ pages: 2 })]);
    return { course, paper: papers[0]?.id ?? '' };
  },
  { dataDir: disk?.folder, env: disk ? { MIN_FREE_MB: String(minFreeMb) } : {} },
);
// The journey's own afterAll comes first: the server has ended by then.
afterAll(() => disk?.remove());

const page = await open('Grace');
const staff = client();
const field = page.getByLabel('What do you want to say about it?');
const notice = page.getByRole('status').filter({ hasText: /^The server cannot/ });
/** The browser says each refused request aloud. */
const refused = /Failed to load resource|WebSocket/;

const begin = async (line: number, text: string) => {
  await selectPassage(page, 0, pdfLine(0, line));
  const bar = page.getByRole('toolbar', { name: 'Annotate the selected passage' });
  await bar.getByRole('button', { name: 'Question', exact: true }).click();
  await field.fill(text);
};
const draftsOf = async () => {
  const { self } = await staff.call(accountsRoutes.readSession);
  const params = { personId: self?.id ?? '', place: `document:${paper}` };
  return JSON.stringify(await staff.call(draftsRoutes.listDrafts, { params }));
};
const threadsOf = async () => {
  const { packed } = await staff.call(annotationsRoutes.listThreads, {
    params: { documentId: paper },
    query: {},
  });
  return unpackThreads(paper, packed).map(({ text }) => text);
};

chapter(
  'the database hangs for half a minute: a sentence, and the draft arrives afterwards by itself',
  async () => {
    await course.enter(page, instructor.name);
    await staff.call(accountsRoutes.signIn, { body: { email: instructor.email, password } });
    await page.goto(`${server.url}/documents/${paper}`);
    await showPage(page, 0);
    const pid = Number(await readFile(path.join(server.dataDir, 'db/mongod.lock'), 'utf8'));
    await forgiving(refused, async () => {
      process.kill(pid, 'SIGSTOP');
      try {
        const over = wait(goneMs);
        await begin(3, 'Typed while the database was away');
        await notice.getByText('The server cannot reach its database').waitFor();
        await over;
      } finally {
        process.kill(pid, 'SIGCONT');
      }
      await notice.waitFor({ state: 'hidden' });
      await page.getByText('Draft saved').waitFor();
    });
    expect(await draftsOf()).toContain('Typed while the database was away');
    // Still signed in: nobody was asked for a password.
    await page.getByRole('button', { name: 'Post' }).click();
    await eventually(async () => expect(await threadsOf()).toEqual(['Typed while the database was away']));
  },
);

if (disk)
  chapter('the disk is full: reading goes on, and what was typed is saved when there is room', async () => {
    await forgiving(refused, async () => {
      await disk.fillTo(minFreeMb / 2);
      await begin(9, 'Typed while the disk was full');
      await notice.getByText('The server cannot save at present').waitFor();
      await page.getByText('Kept on this device', { exact: true }).waitFor();
      // Read on: the paper opens anew, with its threads, and the draft is still there.
      await page.goto(`${server.url}/documents/${paper}`);
      await showPage(page, 0);
      await page.getByRole('article', { name: /^Question/ }).waitFor();
      await notice.waitFor();
      if (process.env['SHOTS'] !== undefined) {
        for (const [name, width, scheme] of [
          ['light', 1440, 'light'],
          ['dark', 1440, 'dark'],
          ['phone', 390, 'light'],
        ] as const) {
          await page.emulateMedia({ colorScheme: scheme });
          await page.setViewportSize({ width, height: 860 });
          await page.screenshot({ path: `${process.env['SHOTS']}/${name}.png` });
        }
        await page.setViewportSize({ width: 1440, height: 900 });
      }
      disk.empty();
      await notice.waitFor({ state: 'hidden' });
      await eventually(async () => expect(await draftsOf()).toContain('Typed while the disk was full'));
    });
    await page.getByRole('button', { name: /^Continue your draft/ }).click();
    await page.getByRole('button', { name: 'Post' }).click();
    await eventually(async () => expect((await threadsOf()).length).toBe(2));
  });
