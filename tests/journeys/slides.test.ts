// Slides from the first upload to the last excuse: a lost network, a reload in the middle, a second version, the class, and the deadline.
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect } from '@jest/globals';
import { PDFDocument } from '@cantoo/pdf-lib';
import type { Page } from 'playwright-core';
import { coursesRoutes } from '#shared/courses/contract.ts';
import { papersRoutes } from '#shared/papers/contract.ts';
import { presentationsRoutes } from '#shared/presentations/contract.ts';
import { partBytes } from '#shared/presentations/uploads.ts';
import { makeSlides } from '#tests/presenting/make-slides.ts';
import { startJourney } from '#tests/support/journey.ts';
import { instructor, startCourse } from '#tests/support/journey-course.ts';
import { makePdf } from '#tests/support/pdf.ts';

const folder = await mkdtemp(path.join(os.tmpdir(), 'paperround-slides-'));
afterAll(() => rm(folder, { recursive: true, force: true }));
/** Slides of two parts, as a file on a disk: what was begun is known again by its name, size and date. */
const putFile = async (name: string, titles: readonly string[], padding = partBytes * 1.5) => {
  const pdf = await PDFDocument.load(await makeSlides(titles));
  if (padding > 0) pdf.context.register(pdf.context.stream(randomBytes(padding)));
  const file = path.join(folder, name);
  await writeFile(file, await pdf.save());
  return file;
};
const first = await putFile('first.pdf', ['Leases', 'Summary']);
const second = await putFile('second.pdf', ['Leases', 'Summary', 'Problems', 'Methods']);
const third = await putFile('third.pdf', ['Leases', 'Summary', 'Problems', 'Challenges', 'Methods'], 0);
const hourMs = 3600_000;

const { chapter, forgiving, course, meeting, presenter, mate, staff, talk, at } = await startJourney(
  async (journey) => {
    const course = await startCourse(journey, ['Ann Berger', 'Mei Chen'], { publishSlides: 'by_hand' });
    const soon = new Date(Date.now() + 48 * hourMs);
    const meeting = await course.addMeeting('Leases', soon, [await makePdf({ pages: 1 })]);
    const params = { meetingId: meeting.id, paperId: meeting.papers[0]?.id ?? '' };
    const members = await course.staff.call(coursesRoutes.listMembers, { params: { courseId: course.id } });
    const presenterIds = [members.find(({ name }) => name === 'Ann Berger')?.personId ?? ''];
    const body = { presenterIds, revision: 0 };
    await course.staff.call(presentationsRoutes.assignPresenters, { params, body });
    const [presenter, mate, staff] = [
      await journey.open('presenter'),
      await journey.open('classmate', { viewport: { width: 390, height: 844 }, colorScheme: 'dark' }),
      await journey.open('staff'),
    ];
    await course.enter(presenter, 'Ann Berger');
    await course.enter(mate, 'Mei Chen');
    await course.enter(staff, instructor.name);
    const at = (address: string) => journey.server.url + address;
    const talk = at(`/meetings/${params.meetingId}/talks/${params.paperId}`);
    return { course, meeting, presenter, mate, staff, talk, at };
  },
);

const choose = (file: string) => presenter.locator('input[type=file]').setInputFiles(file);
const versions = (page: Page) => page.getByRole('region', { name: 'Versions of the slides' });
const shown = (page: Page, text: string) =>
  versions(page).getByRole('listitem').filter({ hasText: 'Shown now' }).filter({ hasText: text }).waitFor();
/** Which parts leave the window from now on, in order. */
const watchParts = () => {
  const parts: string[] = [];
  presenter.on('request', (request) => {
    const part = /\/parts\/(?<part>\d+)$/.exec(request.url())?.groups?.['part'];
    if (part !== undefined) parts.push(part);
  });
  return parts;
};
const lastPart = /\/parts\/1$/;

chapter('the network is lost in the middle of an upload, and it goes on where it was', async () => {
  await Promise.all([presenter, mate, staff].map((page) => page.goto(talk)));
  await presenter.getByText('No slides yet').waitFor();
  const parts = watchParts();
  await forgiving(/ERR_INTERNET_DISCONNECTED/, async () => {
    await presenter.route(lastPart, async (route) => {
      await presenter.context().setOffline(true);
      await route.abort('internetdisconnected');
    });
    await choose(first);
    await presenter.getByText('first.pdf waits for the network; it goes on by itself').waitFor();
    await presenter.unroute(lastPart);
    await presenter.context().setOffline(false);
    await shown(presenter, 'Version 1: first.pdf');
  });
  expect(parts.filter((part) => part === '0')).toHaveLength(1);
});

chapter(
  'a reload in the middle offers to go on; the second version is shown, the first is kept',
  async () => {
    await presenter.route(lastPart, () => undefined);
    await choose(second);
    await presenter.waitForRequest(lastPart);
    await presenter.reload();
    await presenter.unroute(lastPart);
    await presenter
      .getByText(/^6\d % of second\.pdf is here\. Choose the same file again to go on/)
      .waitFor();
    const parts = watchParts();
    await choose(second);
    await shown(presenter, 'Version 2: second.pdf');
    expect(parts).toEqual(['1']);
    const items = versions(presenter).getByRole('listitem');
    expect(await items.count()).toBe(2);
    await items
      .filter({ hasText: 'Version 1: first.pdf' })
      .getByRole('button', { name: /^Go back/ })
      .waitFor();
  },
);

chapter('a classmate has nothing of it until it is published, and then without a reload', async () => {
  const deck = (await presenter.getByRole('link', { name: 'Open the slides' }).getAttribute('href')) ?? '';
  expect(deck).toMatch(/^\/documents\//);
  await forgiving(/404/, async () => {
    await mate.goto(at(deck));
    await mate.getByText('There is no such document, or it is not open to you.').first().waitFor();
  });
  await mate.goto(talk);
  await mate.getByText('No slides yet').waitFor();
  await presenter.getByRole('button', { name: /^Publish the slides of/ }).click();
  await presenter.getByText('The class sees these slides.').waitFor();
  await mate.getByText('4 slides, uploaded by Ann Berger').waitFor();
  expect(await versions(mate).count()).toBe(0);
  await mate.getByRole('link', { name: 'Open the slides' }).click();
  await mate.locator('canvas').first().waitFor();
  await mate.goto(talk);
});

chapter('the presenter corrects and confirms what the slides cover, and the class reads it', async () => {
  await mate.getByText('The presenters have not said yet').waitFor();
  await presenter.getByText('Not in these slides: Challenges.').waitFor();
  const field = (name: string) => presenter.getByRole('textbox', { name });
  expect(await field('Problems').inputValue()).toBe('3');
  await field('Challenges').fill('9');
  await presenter.getByText('Numbers of slides from 1 to 4').waitFor();
  await field('Challenges').fill('3-4');
  await presenter.getByRole('button', { name: 'Confirm' }).click();
  await mate.getByText(/^Challenges: slides 3/).waitFor();
  expect(await mate.evaluate(() => document.documentElement.scrollWidth > innerWidth)).toBe(false);
});

chapter(
  'the deadline passes: what comes then is flagged, until the staff excuse it with a reason',
  async () => {
    const params = { meetingId: meeting.id };
    const { revision } = await course.staff.call(papersRoutes.readMeeting, { params });
    const startsAt = new Date(Date.now() + 5 * 60_000).toISOString();
    await course.staff.call(papersRoutes.changeMeeting, { params, body: { startsAt, revision } });
    await choose(third);
    await shown(presenter, 'Version 3: third.pdf');
    await versions(presenter).getByText('Late', { exact: true }).waitFor();
    await mate.getByText('5 slides, uploaded by Ann Berger').waitFor();
    await mate.getByText(', late').waitFor();
    const excuse = staff.getByRole('button', { name: 'Excuse the late slides' });
    await excuse.waitFor();
    expect(await excuse.isDisabled()).toBe(true);
    await staff.getByLabel('More time or an excuse for this talk').fill('Ill on Monday');
    await excuse.click();
    await versions(presenter).getByText('excused by Grace Okafor: Ill on Monday').waitFor();
    await versions(presenter).getByText('Late', { exact: true }).waitFor({ state: 'hidden' });
    await mate.getByText(', late').waitFor({ state: 'hidden' });
    await presenter.getByText('What was done with these slides').click();
    await presenter.getByText('Grace Okafor excused the late slides: Ill on Monday').waitFor();
  },
);
