// Reading: a question in the margin reaches the other reader live, and so does everything that follows from it.
import { expect } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { eventually } from '#tests/support/journey.ts';
import { instructor } from '#tests/support/journey-course.ts';
import { pdfLine } from '#tests/support/pdf.ts';
import { selectPassage, showPage } from '#tests/support/reader.ts';
import { titles, type Cast } from './cast.ts';

const threads = (page: Page) => page.getByRole('complementary', { name: 'Threads' });
const card = (page: Page, name: string | RegExp) => threads(page).getByRole('article', { name });
/** The passage on a card: the button that opens it. */
const passage = (of: Locator) => of.locator('[data-thread]');
/** What a thread draws over the pages, in sight or not; one path per page. */
const highlights = (page: Page, id = '') => page.locator(`path[data-id${id === '' ? '' : `="${id}"`}]`);
const shownPage = (page: Page) => page.getByRole('textbox', { name: 'Page' }).inputValue();

export const readTogether = ({ chapter, course, meeting, staff, mei, tomas, at }: Cast): void => {
  let questionId = '';

  chapter('all three come in; the students open the first paper from their home page', async () => {
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
        await showPage(page, 0);
      }),
    );
    await mei.getByRole('button', { name: 'Readers: 1 other' }).waitFor();
    for (const page of [mei, tomas])
      await threads(page).getByRole('button', { name: 'Show as a list' }).click();
  });

  chapter(
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

  chapter('a reply, an upvote and the resolution reach the other side', async () => {
    const his = card(tomas, /^Question/);
    const hers = card(mei, /^Question/);
    await passage(his).click();
    await his.getByRole('button', { name: 'Reply', exact: true }).click();
    await his.getByLabel('Your reply').fill('It is, **if** the tree is balanced.');
    await his.getByRole('button', { name: 'Reply', exact: true }).click();
    await his.getByRole('list', { name: 'Replies' }).getByText('is balanced').waitFor();
    await hers.getByRole('button', { name: '1 new reply' }).click();
    await hers.getByRole('list', { name: 'Replies' }).getByText('is balanced').waitFor();

    // The thread’s own comes before that of its reply.
    await his.getByRole('button', { name: 'Upvote, 0 so far' }).first().click();
    await his.getByRole('button', { name: 'Take your upvote back, 1 so far' }).waitFor();
    await hers.getByRole('button', { name: 'Upvote, 1 so far' }).waitFor();
    await hers.getByRole('button', { name: 'Resolve' }).click();
    // What others change waits until one looks.
    await threads(tomas).getByRole('button', { name: '1 changed' }).first().click();
    await his.getByText('Resolved by Mei Chen.').waitFor();
  });

  chapter('from the card to the passage and from the passage to the card', async () => {
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

  chapter('a passage across a page break', async () => {
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

  chapter('beside the text a card stands at its passage and goes along with it', async () => {
    const apart = async () => {
      const [card, passage] = await Promise.all([
        threads(mei).locator(`.thread:has([data-thread="${questionId}"])`).boundingBox(),
        highlights(mei, questionId).boundingBox(),
      ]);
      return card && passage ? Math.abs(card.y - passage.y) : Infinity;
    };
    await showPage(mei, 0);
    await threads(mei).getByRole('button', { name: 'Show beside the text' }).click();
    await eventually(async () => expect(await apart()).toBeLessThan(16));
    const paper = mei.locator('.reader-scroller');
    const before = await paper.evaluate((element) => element.scrollTop);
    await threads(mei).locator('.thread').first().hover();
    await mei.mouse.wheel(0, 120);
    await eventually(async () => {
      expect(await paper.evaluate((element) => element.scrollTop)).toBeGreaterThan(before + 60);
      expect(await apart()).toBeLessThan(16);
    });
  });

  chapter('by keyboard from the paper to a thread and back', async () => {
    await mei.locator('.reader-scroller').focus();
    await mei.keyboard.press('t');
    await eventually(async () =>
      expect(await mei.evaluate(() => document.activeElement?.matches('.threads [data-thread]'))).toBe(true),
    );
    await mei.keyboard.press('Escape');
    await eventually(async () =>
      expect(await mei.evaluate(() => document.activeElement?.matches('.reader-scroller'))).toBe(true),
    );
    await mei.keyboard.press('n');
    await card(mei, /./).locator('[aria-expanded="true"]').first().waitFor();
  });

  chapter('a reload keeps everything', async () => {
    await Promise.all([mei.reload(), tomas.goto(at(`/documents/${meeting.papers[0]?.document?.id ?? ''}`))]);
    await threads(mei).getByRole('button', { name: 'Show as a list' }).click();
    for (const page of [mei, tomas]) {
      await card(page, /^Question/).waitFor();
      await card(page, /^Insight/).waitFor();
      await showPage(page, 0);
      await highlights(page, questionId).waitFor();
    }
  });
};
