// Three readers of one paper: who sees what, under which name, and that it changes for everybody at once.
import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { eventually, startJourney } from '#tests/support/journey.ts';
import { instructor, startCourse } from '#tests/support/journey-course.ts';
import { makePdf, pdfLine } from '#tests/support/pdf.ts';
import { selectPassage, showPage } from '#tests/support/reader.ts';

const { chapter, open, server, course, paper } = await startJourney(async (journey) => {
  const course = await startCourse(journey, ['Mei Chen', 'Tomás Rivera'], { anonymity: 'choice' });
  const soon = new Date(Date.now() + 24 * 3600 * 1000);
  const { papers } = await course.addMeeting('Reading', soon, [await makePdf({ pages: 2 })]);
  return { course, paper: papers[0]?.id ?? '' };
});
const [staff, mei, tomas] = [await open('staff'), await open('Mei'), await open('Tomas')];
const everybody = [staff, mei, tomas];

const threads = (page: Page) => page.getByRole('complementary', { name: 'Threads' });
const cards = (page: Page, name: string | RegExp = /./) => threads(page).getByRole('article', { name });
const highlights = (page: Page) => page.locator('path[data-id]');
const toolbar = (page: Page) => page.getByRole('toolbar', { name: 'Annotate the selected passage' });
/** Everything anybody could read of a page, attributes too. */
const wholePage = (page: Page) => page.locator('.annotated').evaluate((element) => element.outerHTML);
const news = (page: Page) => threads(page).getByRole('button', { name: /^\d+ new$/ });

/** Lets in all that waits. */
const look = (page: Page) =>
  eventually(async () => {
    const waiting = threads(page).getByRole('button', { name: /\d+ (changed|new)/ });
    for (const button of await waiting.all()) await button.click({ timeout: 1000 }).catch(() => undefined);
    expect(await waiting.count()).toBe(0);
  });

const write = async (
  page: Page,
  line: number,
  kind: string,
  text: string,
  more = () => Promise.resolve(),
) => {
  await selectPassage(page, 0, pdfLine(0, line));
  await toolbar(page).getByRole('button', { name: kind, exact: true }).click();
  await page.getByLabel('What do you want to say about it?').fill(text);
  await more();
  await page.getByRole('button', { name: 'Post', exact: true }).click();
};
const showTo = async (page: Page, whom: string) => {
  await threads(page)
    .getByRole('button', { name: /Show to others/ })
    .click();
  await page.getByRole('menuitemradio', { name: new RegExp(`^${whom}`) }).click();
};

chapter('three people open the same paper', async () => {
  const names = [instructor.name, 'Mei Chen', 'Tomás Rivera'];
  await Promise.all(everybody.map((page, i) => course.enter(page, names[i] ?? '')));
  for (const page of everybody) {
    await page.goto(`${server.url}/documents/${paper}`);
    await showPage(page, 0);
    await threads(page).getByRole('button', { name: 'Show as a list' }).click();
  }
  for (const page of everybody) await page.getByRole('button', { name: 'Readers: 2 others' }).waitFor();
  // The page says from the start which file it shows, to those who may read it.
  const address = `${server.url}/documents/${paper}`;
  const toMei = await (await mei.request.get(address)).text();
  expect(toMei).toMatch(new RegExp(`data-person="\\w+" .*data-file="/api/documents/${paper}/files/`));
  expect(await (await fetch(address)).text()).not.toMatch(/data-person|files\//);
});

let pseudonym = '';

chapter('a question under a pseudonym: classmates never see the name, the staff do', async () => {
  await write(mei, 3, 'Question', 'Why so?', () => mei.getByLabel('Show classmates a pseudonym').check());
  await cards(mei, /Question/).waitFor();
  await news(tomas).click();
  await news(staff).click();
  pseudonym = ((await cards(tomas).getAttribute('aria-label')) ?? '').split('by ')[1] ?? '';
  expect(pseudonym).toMatch(/^\w+ \d\d$/);
  await cards(staff, /by Mei Chen/).waitFor();
  // She sits in the row of readers; what she wrote says nothing of her.
  expect(await cards(tomas).evaluate((element) => element.outerHTML)).not.toContain('Mei');
});

chapter('a note to oneself is for nobody else, not even as a highlight', async () => {
  await write(mei, 6, 'Insight', 'Only for me', async () => {
    await mei.getByRole('button', { name: /Choose who sees it/ }).click();
    await mei.getByRole('menuitemradio', { name: /^Only me/ }).click();
  });
  await cards(mei, /Insight/).waitFor();
  // What comes later has come: the private note would have been there.
  await write(tomas, 9, 'Limitation', 'Only one machine was measured.');
  for (const page of [staff, mei]) await news(page).click();
  for (const page of [staff, tomas]) {
    expect(await wholePage(page)).not.toContain('Only for me');
    expect(await highlights(page).count()).toBe(2);
  }
  expect(await highlights(mei).count()).toBe(3);
});

chapter('an answer is given, accepted and endorsed, and all three see it', async () => {
  const open = (page: Page) =>
    cards(page, /^Question/)
      .locator('[data-thread]')
      .click();
  for (const page of everybody) await open(page);
  const his = cards(tomas, /^Question/);
  await his.getByRole('button', { name: 'Reply', exact: true }).click();
  await his.getByLabel('Your reply').fill('Because of the *leases*.');
  await his.getByRole('button', { name: 'Reply', exact: true }).click();
  await cards(mei, /^Question/)
    .getByRole('button', { name: '1 new reply' })
    .click();
  await cards(mei, /^Question/)
    .getByRole('button', { name: 'This answers it' })
    .click();
  await cards(staff, /^Question/)
    .getByRole('button', { name: '1 new reply' })
    .click();
  await cards(staff, /^Question/)
    .getByRole('button', { name: 'More about this reply' })
    .click();
  await staff.getByRole('menuitem', { name: 'Endorse' }).click();
  for (const page of [mei, tomas])
    await cards(page, /^Question/)
      .getByRole('button', { name: '1 changed' })
      .waitFor();
  await look(tomas);
  await look(mei);
  for (const page of everybody)
    await cards(page, /^Question/)
      .getByText(`Endorsed by ${instructor.name}`)
      .waitFor();
  await his.getByText('Answer', { exact: true }).waitFor();
});

chapter('what the staff take aside is gone for classmates at once, and comes back whole', async () => {
  await showTo(staff, 'Staff');
  await eventually(async () => expect(await cards(tomas, /^Question/).count()).toBe(0));
  await eventually(async () => expect(await highlights(tomas).count()).toBe(1));
  expect(await wholePage(tomas)).not.toContain('Why so?');
  await cards(tomas, 'A thread that is not there any more').waitFor();
  await look(tomas);
  await cards(mei, /^Question/).waitFor();
  await showTo(staff, 'Class');
  await eventually(async () => expect(await highlights(tomas).count()).toBe(2));
  await news(tomas)
    .click({ timeout: 3000 })
    .catch(() => undefined);
  await cards(tomas, new RegExp(`^Question.*${pseudonym}`)).waitFor();
  await tomas.reload();
  await cards(tomas, /^Question/).waitFor();
});

chapter('the staff see where the class is confused, and the way there', async () => {
  await staff.getByRole('button', { name: 'Where the class is busy' }).click();
  const dialog = staff.getByRole('dialog', { name: 'The class on this document' });
  await dialog.getByRole('button', { name: /^Page 1: 2 threads by 2 people, 1 question, 1 open/ }).waitFor();
  await dialog.getByRole('button', { name: new RegExp('1 question · 1 person') }).click();
  await eventually(async () =>
    expect(
      await cards(staff, /^Question/)
        .locator('[data-thread]')
        .getAttribute('aria-expanded'),
    ).toBe('true'),
  );
  expect(await mei.getByRole('button', { name: 'Where the class is busy' }).count()).toBe(0);
});

chapter('home says what is new, until it is read', async () => {
  await mei.goto(server.url);
  expect(await mei.getByRole('region', { name: 'New for you' }).count()).toBe(0);
  await tomas.bringToFront();
  const his = cards(tomas, /^Question/);
  if ((await his.locator('[data-thread]').getAttribute('aria-expanded')) === 'false')
    await his.locator('[data-thread]').click();
  await his.getByRole('button', { name: 'Reply', exact: true }).click();
  await his.getByLabel('Your reply').fill('One thing more.');
  await his.getByRole('button', { name: 'Reply', exact: true }).click();
  await his.getByRole('listitem').getByText('One thing more.').waitFor();
  await mei.reload();
  await mei
    .getByRole('region', { name: 'New for you' })
    .getByRole('link', { name: /One thing more/ })
    .click();
  await cards(mei, /^Question/)
    .getByText('One thing more.')
    .waitFor();
});

chapter(
  'a link to a passage of the same paper leads there each time, and the browser’s way back to where one was',
  async () => {
    const address = `${server.url}/documents/${paper}?passage=2.0-20`;
    const inView = (page: Page) => page.locator('.reader-page-input').inputValue();
    await write(mei, 14, 'Connection', `See ${address}`);
    const link = cards(mei, /^Connection/).getByRole('link');
    for (const way of ['first', 'again']) {
      await showPage(mei, 0);
      expect([way, await inView(mei)]).toEqual([way, '1']);
      await link.click();
      await eventually(async () => expect([way, await inView(mei)]).toEqual([way, '2']));
      await mei.locator('path[data-id="passage-link"]').first().waitFor();
      // It is brought into view when it is there.
      await mei.waitForTimeout(500);
    }
    await mei.goBack();
    await eventually(async () => expect(await inView(mei)).toBe('1'));
  },
);
