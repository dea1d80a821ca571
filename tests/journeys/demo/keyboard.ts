// Without a mouse: sign in, open a paper, post a reply.
import { expect } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { accountsRoutes } from '#shared/accounts/contract.ts';
import { coursesRoutes } from '#shared/courses/contract.ts';
import { password } from '#tests/support/journey-course.ts';
import type { Cast } from './cast.ts';
import { askAs } from './places.ts';

/** Presses Tab until it is reached; nobody would go on for longer than 80 times. */
const tabTo = async (page: Page, target: Locator) => {
  await target.waitFor();
  for (let presses = 0; presses < 80; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`The tab key does not lead to ${target.toString()}.`);
};

export const goByKeyboard = ({ chapter, open, server: { url }, instructor, client }: Cast): void => {
  chapter('signing in, opening a paper and posting a reply without the mouse', async () => {
    const [course] = await askAs(instructor, url, coursesRoutes.listCourses, undefined);
    const courseId = course?.id ?? '';
    const members = await askAs(instructor, url, coursesRoutes.listMembers, { courseId });
    const somebody = members.findLast(({ role, hasJoined }) => role === 'student' && hasJoined === false);
    const personId = somebody?.personId ?? '';
    const { link } = await askAs(instructor, url, coursesRoutes.inviteMember, { courseId, personId });
    await client().call(accountsRoutes.useLink, { body: { token: link.split('#')[1] ?? '', password } });

    const page = await open('student at the keyboard');
    await page.goto(url);
    await tabTo(page, page.getByRole('link', { name: 'Sign in' }));
    await page.keyboard.press('Enter');
    await tabTo(page, page.getByLabel('E-mail address'));
    await page.keyboard.type(somebody?.email ?? '');
    await page.keyboard.press('Tab');
    await page.keyboard.type(password);
    await page.keyboard.press('Enter');
    const papers = page.getByRole('region', { name: 'Next meeting' }).locator('a[href^="/documents/"]');
    await tabTo(page, papers.first());
    await page.keyboard.press('Enter');

    const cards = page.getByRole('complementary', { name: 'Threads' }).getByRole('article');
    await cards.first().waitFor();
    await tabTo(page, page.getByRole('button', { name: 'To the threads' }));
    await page.keyboard.press('Enter');
    const focused = page.locator('.threads [data-thread]:focus');
    const threadId = (await focused.getAttribute('data-thread')) ?? '';
    // Others come before it when the paper moves to its passage.
    const card = cards.filter({ has: page.locator(`[data-thread="${threadId}"]`) });
    await page.keyboard.press('Enter');
    await tabTo(page, card.getByRole('button', { name: 'Reply', exact: true }));
    await page.keyboard.press('Enter');
    await page.keyboard.type('Written without a mouse, with $x^2$.');
    await page.keyboard.press('Control+Enter');
    const replies = card.getByRole('list', { name: 'Replies' });
    await replies.getByText('Written without a mouse').waitFor();
    expect(await replies.locator('math').count()).toBe(1);
  });
};
