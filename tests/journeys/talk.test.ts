// A talk: presenter, projector, a phone as remote control, three followers of whom one drops off and returns, and questions.
import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { accountsRoutes } from '#shared/accounts/contract.ts';
import { coursesRoutes } from '#shared/courses/contract.ts';
import { presentationsRoutes } from '#shared/presentations/contract.ts';
import { presentingRoutes } from '#shared/presenting/contract.ts';
import { roundsRoutes } from '#shared/rounds/contract.ts';
import { eventually, startJourney } from '#tests/support/journey.ts';
import { instructor, password, startCourse } from '#tests/support/journey-course.ts';
import { makeSlides } from '#tests/presenting/make-slides.ts';
import { makePdf } from '#tests/support/pdf.ts';

const people = ['Ann Berger', 'Mei Chen', 'Tomás Rivera', 'Ines Okoye'];
const { chapter, open, server, course, talk, wallPath } = await startJourney(async (journey) => {
  const course = await startCourse(journey, people);
  const soon = new Date(Date.now() + 24 * 3600 * 1000);
  const { id: meetingId, papers } = await course.addMeeting('Leases', soon, [await makePdf({ pages: 2 })]);
  const paperId = papers[0]?.id ?? '';
  const params = { meetingId, paperId };
  const members = await course.staff.call(coursesRoutes.listMembers, { params: { courseId: course.id } });
  const ann = members.find(({ name }) => name === people[0])?.personId ?? '';
  await course.staff.call(presentationsRoutes.assignPresenters, {
    params,
    body: { presenterIds: [ann], revision: 0 },
  });
  const deck = await makeSlides(['Leases', 'Problem', 'Challenges', 'Methods', 'Results', 'Questions']);
  await course.staff.upload(presentationsRoutes.uploadSlides, { params, body: {} }, deck, 'talk.pdf');
  await eventually(async () => {
    expect((await course.staff.call(presentingRoutes.readStage, { params })).deck).not.toBeNull();
  });
  const { projectorPath } = await course.staff.call(roundsRoutes.readDesk, { params: { meetingId } });
  return { course, wallPath: projectorPath, talk: `/meetings/${meetingId}/talks/${paperId}` };
});

const phoneSize = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
const presenter = await open('presenter');
const wall = await open('projector', { viewport: { width: 1920, height: 1080 } });
const phone = await open('phone', phoneSize);
const [mei, tomas, ines] = [await open('Mei'), await open('Tomas'), await open('Ines', phoneSize)];
const staff = await open('staff');
const followers = [mei, tomas, ines];

const slideOf = (page: Page) => page.locator('.slide-paper[data-slide]').first().getAttribute('data-slide');
const everybodySees = (pages: readonly Page[], slide: number) =>
  eventually(async () => {
    expect(await Promise.all(pages.map(slideOf))).toEqual(pages.map(() => String(slide - 1)));
  });
const clock = (page: Page) => page.getByRole('timer', { name: 'Time so far' });
const questions = (page: Page) => page.getByRole('region', { name: 'Questions' });
const ask = async (page: Page, text: string) => {
  await page.getByLabel('Your question').fill(text);
  await page.getByRole('button', { name: 'Ask', exact: true }).click();
  await questions(page).getByRole('listitem').filter({ hasText: text }).waitFor();
};

chapter('the slides go up, and everybody has them', async () => {
  await Promise.all([
    course.enter(presenter, 'Ann Berger'),
    ...followers.map((page, one) => course.enter(page, people[one + 1] ?? '')),
    course.enter(staff, instructor.name),
  ]);
  // The link was for once: on the phone she signs in.
  await phone.request.post(server.url + accountsRoutes.signIn.path, {
    data: { email: 'ann.berger@example.org', password },
  });
  await presenter.goto(`${server.url}${talk}/present`);
  await presenter.getByLabel('Notes on slide 1').fill('Say hello.');
  await presenter.getByText('Saved.', { exact: false }).waitFor();
  await wall.goto(server.url + wallPath);
  await wall.getByRole('heading', { name: 'Leases' }).waitFor();
  await presenter.getByRole('button', { name: 'Put the slides up' }).click();
  await presenter.getByRole('button', { name: 'Start the clock' }).click();
  await clock(presenter).waitFor();
  for (const page of followers) await page.goto(`${server.url}${talk}/follow`);
  await everybodySees([presenter, wall, ...followers], 1);
});

chapter('keys turn pages for everybody; a follower pages back and returns; black is black', async () => {
  await presenter.locator('body').press('ArrowRight');
  await presenter.keyboard.press('PageDown');
  await everybodySees([presenter, wall, ...followers], 3);
  await mei.getByRole('button', { name: 'Slide before' }).click();
  await everybodySees([mei], 2);
  await presenter.keyboard.press('5');
  await presenter.keyboard.press('Enter');
  await everybodySees([wall, tomas, ines], 5);
  await mei.getByRole('button', { name: 'Back to live, slide 5' }).click();
  await everybodySees([mei], 5);
  await presenter.keyboard.press('b');
  for (const page of [wall, tomas]) await page.locator('.slide-place[data-black]').waitFor();
  await presenter.keyboard.press('b');
  await everybodySees([wall, tomas], 5);
});

chapter('the phone is a remote control, and a reload of the laptop changes nothing', async () => {
  await phone.goto(`${server.url}${talk}/remote`);
  await everybodySees([phone], 5);
  await phone.getByRole('button', { name: 'Back', exact: true }).click();
  await everybodySees([presenter, wall, phone, ...followers], 4);
  const before = await clock(presenter).innerText();
  await presenter.reload();
  await everybodySees([presenter], 4);
  const seconds = (text: string) => text.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
  expect(seconds(await clock(presenter).innerText())).toBeGreaterThanOrEqual(seconds(before));
});

chapter('a follower who drops off comes back to the slide that is up', async () => {
  await tomas.goto('about:blank');
  await presenter.locator('body').press('End');
  await everybodySees([wall, mei, ines], 6);
  await tomas.goBack();
  await everybodySees([tomas], 6);
  // The same with a network that goes away under an open page.
  await tomas.context().setOffline(true);
  await presenter.locator('body').press('Home');
  await everybodySees([wall, mei, ines], 1);
  await tomas.context().setOffline(false);
  await everybodySees([tomas], 1);
  await presenter.locator('body').press('End');
  await everybodySees([tomas, wall], 6);
});

chapter('questions: asked, upvoted, shown, answered, hidden and brought back', async () => {
  await ask(mei, 'Why do leases expire at all?');
  await ask(tomas, 'Is this on the exam?');
  const upvote = questions(ines)
    .getByRole('listitem')
    .filter({ hasText: 'Why do leases expire' })
    .getByRole('button', { name: /^Upvote/ });
  await upvote.click();
  await presenter.getByRole('tab', { name: 'Questions' }).click();
  const card = presenter.getByRole('listitem').filter({ hasText: 'Why do leases expire' });
  await card
    .getByRole('button', { name: 'Take your upvote back' })
    .or(card.getByRole('button', { name: 'Upvote, 1 so far' }))
    .waitFor();
  await presenter.getByRole('button', { name: 'Show the top ones' }).click();
  await wall.getByText('Is this on the exam?').waitFor();
  await staff.goto(`${server.url}${talk}/follow`);
  const rude = questions(staff).getByRole('listitem').filter({ hasText: 'on the exam' });
  await rude.getByRole('button', { name: 'Hide' }).click();
  await staff.getByLabel('Why').fill('Not about the talk');
  await staff.getByRole('button', { name: 'Hide the question' }).click();
  await rude.getByText('Hidden from the class: Not about the talk').waitFor();
  for (const page of [wall, mei]) await page.getByText('Is this on the exam?').waitFor({ state: 'hidden' });
  await questions(tomas).getByText('Hidden from the class: Not about the talk').waitFor();
  await card.getByRole('button', { name: 'Show to the room' }).click();
  await wall.locator('.projected-question').getByText('Why do leases expire at all?').waitFor();
  await card.getByRole('button', { name: 'Answered live' }).click();
  await questions(mei).getByText('Answered', { exact: true }).waitFor();
  await rude.getByRole('button', { name: 'Bring back' }).click();
  await questions(mei).getByText('Is this on the exam?').waitFor();
});

chapter('the talk ends, and the projector is the meeting’s again', async () => {
  await presenter.getByRole('button', { name: 'End', exact: true }).click();
  await presenter.getByRole('dialog').getByRole('button', { name: 'End', exact: true }).click();
  await wall.getByRole('heading', { name: 'Leases' }).waitFor();
  await mei.getByText('The talk has ended.').waitFor();
});
