// The sample course on a fresh installation: one click, four links; then every page of it under a magnifying glass, and by keyboard.
import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { eventually, startJourney } from '#tests/support/journey.ts';
import { goByKeyboard } from './demo/keyboard.ts';
import { lookAtEveryPage } from './demo/looks.ts';
import { lookAtWhatOpens } from './demo/opened.ts';

// Nothing may say that a proxy stands before the visitor: the button is for whoever sits at the machine.
const local = { extraHTTPHeaders: {} };
const journey = await startJourney(async ({ open }) => ({
  instructor: await open('instructor', local),
  presenter: await open('presenter'),
  student: await open('student'),
}));
const { chapter, open, forgiving, instructor, presenter, student } = journey;
const { url } = journey.server;
const links = new Map<string, string>();

const isGreeted = (page: Page) => page.getByRole('heading', { level: 1, name: /^(Good|Still up)/ }).waitFor();
const use = async (page: Page, link: string) => {
  await page.goto(link);
  await page.getByRole('button', { name: /^Sign in as/ }).click();
  await isGreeted(page);
};

chapter('one click makes the course, and one more is the way in', async () => {
  await instructor.goto(url);
  await instructor.getByRole('button', { name: 'Create a sample course' }).click();
  const ways = instructor.getByRole('region', { name: 'Sample course' }).getByRole('listitem');
  await ways.first().waitFor({ timeout: 80_000 });
  expect(await ways.count()).toBe(4);
  for (const way of await ways.all()) {
    await way.getByRole('button', { name: 'Copy link' }).click();
    await way.getByText('Copied').waitFor();
    const [part = ''] = /instructor|presenter|student/.exec((await way.textContent()) ?? '') ?? [];
    links.set(part, await instructor.evaluate(() => navigator.clipboard.readText()));
  }
  expect([...links.keys()]).toEqual(['instructor', 'presenter', 'student']);
  await instructor.getByRole('button', { name: 'Sign in as the instructor' }).click();
  await isGreeted(instructor);
});

chapter('the links let the presenter and a student in, once', async () => {
  await use(presenter, links.get('presenter') ?? '');
  await use(student, links.get('student') ?? '');
  const stranger = await open('stranger');
  await forgiving(/status of 4\d\d/, async () => {
    await stranger.goto(links.get('student') ?? '');
    await stranger.getByRole('heading', { level: 1, name: 'This link cannot be used' }).waitFor();
  });
  expect(await stranger.getByRole('button', { name: /^Sign in as/ }).count()).toBe(0);
  await stranger.close();
});

chapter('each home page shows the next meeting with its two papers', async () => {
  for (const page of [instructor, presenter, student]) {
    const next = page.getByRole('region', { name: 'Next meeting' });
    await next.getByRole('heading', { level: 2 }).waitFor();
    const pictured = next.locator('a[href^="/documents/"]').filter({ has: page.locator('img') });
    // First pages are drawn after the course can be used; the pictures come by themselves.
    await eventually(async () => expect(await pictured.count()).toBe(2), 60_000);
    await page.getByRole('region', { name: 'Your courses' }).getByRole('link').first().waitFor();
  }
  await student
    .getByRole('region', { name: 'Next meeting' })
    .getByText(/^Review (was )?due/)
    .waitFor();
});

lookAtEveryPage(journey);
lookAtWhatOpens(journey);
goByKeyboard(journey);
