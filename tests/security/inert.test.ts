// Whatever people may write, in every text that is stored, is shown as text in real browsers: nothing of it runs, loads, or becomes a part of the page.
import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { openAccountsDomain } from '#server/accounts/open.ts';
import { systemClock } from '#server/kernel/clock.ts';
import { placesOf, type Places } from '#tests/journeys/demo/places.ts';
import { testDatabase } from '#tests/support/engine.ts';
import { startJourney } from '#tests/support/journey.ts';
import { plantEverywhere, neverShown } from './planted.ts';
import { lookForHarm, watchForHarm } from './watch-for-harm.ts';

const database = testDatabase();
const local = { extraHTTPHeaders: {} };
const journey = await startJourney(
  async ({ open }) => ({ instructor: await open('instructor', local), student: await open('student') }),
  { env: { MONGODB_URI: database.uri } },
);
const { chapter, instructor, student } = journey;
const { url } = journey.server;
/** What was planted in a field, by the mark in front of it; and the marks that were seen. */
let planted = new Map<string, string>();
const seen = new Set<string>();
const harm: string[] = [];

const note = async (page: Page, path: string) => {
  const { found, text } = await lookForHarm(page);
  harm.push(...found.map((what) => `${path}: ${what}`));
  for (const mark of planted.keys()) if (text.includes(mark)) seen.add(mark);
};
const visit = async (page: Page, path: string) => {
  await page.goto(url + path);
  await page.locator('h1, main, .reader-scroller').first().waitFor();
  await page.waitForFunction(
    () => document.querySelector('[role=status][aria-label^=Loading], [aria-label^=Opening]') === null,
  );
  await page.waitForTimeout(300);
  await note(page, path);
};

chapter('a sample course has every text in it changed into something hostile', async () => {
  for (const page of [instructor, student]) await watchForHarm(page, url, (what) => harm.push(what));
  await instructor.goto(url);
  await instructor.getByRole('button', { name: 'Create a sample course' }).click();
  const ways = instructor.getByRole('region', { name: 'Sample course' }).getByRole('listitem');
  await ways.first().waitFor({ timeout: 80_000 });
  const links: string[] = [];
  for (const way of await ways.all()) {
    await way.getByRole('button', { name: 'Copy link' }).click();
    await way.getByText('Copied').waitFor();
    links.push(await instructor.evaluate(() => navigator.clipboard.readText()));
  }
  await instructor.getByRole('button', { name: 'Sign in as the instructor' }).click();
  await instructor.getByRole('heading', { level: 1, name: /^(Good|Still up)/ }).waitFor();
  await student.goto(links[3] ?? '');
  await student.getByRole('button', { name: /^Sign in as/ }).click();
  await student.getByRole('heading', { level: 1, name: /^(Good|Still up)/ }).waitFor();
  planted = await plantEverywhere(await database.connect());
  expect(planted.size).toBeGreaterThan(30);
});

for (const who of ['instructor', 'instructor talks', 'student', 'student talks'] as const satisfies Places[])
  chapter(`the pages of the ${who}`, async () => {
    const page = who.startsWith('instructor') ? instructor : student;
    for (const path of await placesOf({ ...journey, instructor, student }, who)) await visit(page, path);
    expect(harm).toEqual([]);
  });

chapter('what is reached from those pages, and from there', async () => {
  const db = await database.connect();
  const ids = async (name: string, filter: object = {}) =>
    (await db.collection<{ _id: string }>(name).find(filter).limit(2).toArray()).map(({ _id }) => _id);
  const [course = ''] = await ids('courses');
  const [person = ''] = await ids('people', { isAdmin: false });
  const threads = db.collection<{ _id: string; documentId: string }>('threads').find({ visibility: 'class' });
  for (const { _id, documentId } of await threads.limit(4).toArray()) {
    await visit(student, `/documents/${documentId}?thread=${_id}`);
    await student.getByRole('article').first().waitFor();
    await note(student, `thread ${_id}`);
  }
  await student.getByRole('button', { name: 'Outline' }).click();
  await student.waitForTimeout(300);
  await note(student, 'the outline');
  for (const review of await ids('reviews', { 'versions.0': { $exists: true } }))
    await visit(instructor, `/reviews/${review}`);
  const marks = await db
    .collection<{ _id: string; meetingId: string; authorId: string }>('reviewMarks')
    .find({ returned: { $ne: null } })
    .limit(1)
    .toArray();
  for (const { _id, meetingId } of marks)
    await visit(instructor, `/meetings/${meetingId}/grading?review=${_id}`);
  await instructor.getByRole('button', { name: 'More', exact: true }).click();
  await instructor.getByRole('menuitem', { name: 'Saved replies' }).click();
  await instructor.getByRole('dialog', { name: 'Saved replies' }).waitFor();
  await instructor.waitForTimeout(300);
  await note(instructor, 'saved replies');
  // Who gets marks reads them, and what they wrote, where nobody else does.
  const { accounts } = openAccountsDomain(await database.connect(), systemClock);
  const author = await journey.open('author');
  await watchForHarm(author, url, (what) => harm.push(what));
  await author.goto(`${url}/link#${await accounts.createLink('sign_in', marks[0]?.authorId ?? '')}`);
  await author.getByRole('button', { name: /^Sign in as/ }).click();
  await author.getByRole('heading', { level: 1, name: /^(Good|Still up)/ }).waitFor();
  for (const path of ['review', 'reviews', 'feedback'])
    await visit(author, `/meetings/${marks[0]?.meetingId ?? ''}/${path}`);
  await visit(author, `/reviews/${marks[0]?._id ?? ''}`);
  await author.close();
  for (const meeting of await ids('lives'))
    for (const path of [`/meetings/${meeting}/record`, `/meetings/${meeting}/live`])
      await visit(instructor, path);
  await visit(instructor, `/courses/${course}/history/${person}`);
  await visit(instructor, `/courses/${course}/talk-grades`);
  for (const q of ['evil', 'img'])
    for (const page of [instructor, student]) await visit(page, `/courses/${course}/search?q=${q}`);
  expect(harm).toEqual([]);
});

chapter('every text was seen somewhere', async () => {
  const unseen = [...planted].filter(([mark]) => !seen.has(mark)).map(([, field]) => field);
  expect(unseen.filter((field) => !(field in neverShown))).toEqual([]);
  expect(harm).toEqual([]);
});
