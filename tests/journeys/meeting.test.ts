// One meeting from the first question in a margin to the last round, in three browsers at once: two students and the instructor.
import { expect } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { eventually, startJourney } from '#tests/support/journey.ts';
import { instructor, startCourse } from '#tests/support/journey-course.ts';
import { makePdf, pdfLine } from '#tests/support/pdf.ts';
import { selectPassage, showPage } from '#tests/support/reader.ts';

const dayMs = 86_400_000;
const names = ['Mei Chen', 'Tomás Rivera', 'Noor Haddad', 'Sven Lund', 'Yuki Tanaka', 'Zola Mbeki'];
const titles = ['Leases that Outlive a Journey', 'Shallow Trees for Deep Disks'] as const;

const journey = await startJourney(async (frame) => {
  const course = await startCourse(frame, names);
  const pdfs = await Promise.all(titles.map((title) => makePdf({ title, pages: 4 })));
  const meeting = await course.addMeeting('Leases and trees', new Date(Date.now() + 7 * dayMs), pdfs);
  const [staff, mei, tomas] = [
    await frame.open('instructor'),
    await frame.open('Mei'),
    await frame.open('Tomás'),
  ];
  return { course, meeting, staff, mei, tomas };
});
const { course, meeting, staff, mei, tomas } = journey;
const paperUrl = `${journey.server.url}/documents/${meeting.papers[0]?.document?.id ?? ''}`;

const at = (path: string) => journey.server.url + path;
const isReady = (page: Page) => showPage(page, 0);
const threads = (page: Page) => page.getByRole('complementary', { name: 'Threads' });
const card = (page: Page, name: string | RegExp) => threads(page).getByRole('article', { name });
/** The passage on a card: the button that opens it. */
const passage = (of: Locator) => of.locator('[data-thread]');
/** What a thread draws over the pages, in sight or not; one path per page. */
const highlights = (page: Page, id = '') => page.locator(`path[data-id${id === '' ? '' : `="${id}"`}]`);
const shownPage = (page: Page) => page.getByRole('textbox', { name: 'Page' }).inputValue();

let questionId = '';

journey.chapter('all three come in; the students open the first paper from their home page', async () => {
  await Promise.all([
    course.enter(staff, instructor.name),
    course.enter(mei, 'Mei Chen'),
    course.enter(tomas, 'Tomás Rivera'),
  ]);
  await Promise.all(
    [mei, tomas].map(async (page) => {
      await page.goto(at('/'));
      await page.getByRole('link', { name: 'Read', exact: true }).click();
      await page.getByRole('heading', { level: 1, name: titles[0] }).first().waitFor();
      await isReady(page);
    }),
  );
  await mei.getByText('2 reading now').waitFor();
});

journey.chapter(
  'one selects a passage with the mouse and asks; the other sees it at once, without a jump',
  async () => {
    const top = await tomas.locator('.reader-scroller').evaluate((element) => element.scrollTop);
    await selectPassage(mei, 0, pdfLine(0, 4));
    await mei
      .getByRole('toolbar', { name: 'Annotate the selected passage' })
      .getByRole('button', { name: 'Question', exact: true })
      .click();
    await mei.getByLabel('What do you want to say about it?').fill('Is $O(\\log n)$ *enough* here?');
    await mei.getByRole('button', { name: 'Post' }).click();
    const posted = card(mei, 'Question, p. 1, by Mei Chen');
    await posted.locator('math').waitFor({ state: 'attached' });
    await expect(passage(posted).textContent()).resolves.toBe(pdfLine(0, 4));
    questionId = (await passage(posted).getAttribute('data-thread')) ?? '';

    await highlights(tomas, questionId).waitFor();
    expect(await card(tomas, /Question/).count()).toBe(0);
    expect(await tomas.locator('.reader-scroller').evaluate((element) => element.scrollTop)).toBe(top);
    await threads(tomas).getByRole('button', { name: '1 new' }).click();
    await card(tomas, 'Question, p. 1, by Mei Chen').locator('math').waitFor({ state: 'attached' });
  },
);

journey.chapter('a reply, an upvote and the resolution reach the other side', async () => {
  const his = card(tomas, /^Question/);
  const hers = card(mei, /^Question/);
  await passage(his).click();
  await his.getByRole('button', { name: 'Reply' }).click();
  await his.getByLabel('Your reply').fill('It is, **if** the tree is balanced.');
  await his.getByRole('button', { name: 'Reply' }).click();
  await his.getByRole('list', { name: 'Replies' }).getByText('is balanced').waitFor();
  await hers.getByRole('button', { name: '1 new reply' }).click();
  await hers.getByRole('list', { name: 'Replies' }).getByText('is balanced').waitFor();

  await his.getByRole('button', { name: 'Upvote, 0 so far' }).click();
  await his.getByRole('button', { name: 'Take your upvote back, 1 so far' }).waitFor();
  await hers.getByRole('button', { name: 'Upvote, 1 so far' }).waitFor();
  await hers.getByRole('button', { name: 'Resolve' }).click();
  await his.getByText('Resolved by Mei Chen.').waitFor();
});

journey.chapter('from the card to the passage and from the passage to the card', async () => {
  const his = card(tomas, /^Question/);
  await passage(his).click();
  await eventually(async () => expect(await passage(his).getAttribute('aria-expanded')).toBe('false'));
  await tomas.getByRole('textbox', { name: 'Page' }).fill('4');
  await tomas.keyboard.press('Enter');
  await eventually(async () => expect(await shownPage(tomas)).toBe('4'));
  await passage(his).click();
  await eventually(async () => expect(await shownPage(tomas)).toBe('1'));

  await passage(his).click();
  await eventually(async () => expect(await passage(his).getAttribute('aria-expanded')).toBe('false'));
  const box = await highlights(tomas, questionId).boundingBox();
  if (!box) throw new Error('The highlight is not on the screen.');
  await tomas.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  await eventually(async () => expect(await passage(his).getAttribute('aria-expanded')).toBe('true'));
});

journey.chapter('a passage across a page break', async () => {
  await selectPassage(tomas, 1, pdfLine(1, 19), { pageIndex: 2, words: pdfLine(2, 0) });
  await tomas
    .getByRole('toolbar', { name: 'Annotate the selected passage' })
    .getByRole('button', { name: 'Insight' })
    .click();
  await tomas.getByLabel('What do you want to say about it?').fill('The argument goes on over the page.');
  await tomas.keyboard.press('Control+Enter');
  const his = card(tomas, 'Insight, pp. 2–3, by Tomás Rivera');
  await expect(passage(his).textContent()).resolves.toBe(`${pdfLine(1, 19)} ${pdfLine(2, 0)}`);
  const id = (await passage(his).getAttribute('data-thread')) ?? '';
  await eventually(async () => expect(await highlights(tomas, id).count()).toBe(2));
  await threads(mei).getByRole('button', { name: '1 new' }).click();
  await card(mei, /^Insight, pp\. 2–3/).waitFor();
});

journey.chapter('a reload keeps everything', async () => {
  await Promise.all([mei.reload(), tomas.goto(paperUrl)]);
  for (const page of [mei, tomas]) {
    await card(page, /^Question/).waitFor();
    await card(page, /^Insight/).waitFor();
    await isReady(page);
    await highlights(page, questionId).waitFor();
  }
});
