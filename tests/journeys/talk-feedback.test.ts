// Feedback on a talk in five browsers: three classmates give it, one of them on a phone that loses the network; the presenter learns
// nothing before the time is over and then reads it together; the staff grade beside it and return their marks.
import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { coursesRoutes } from '#shared/courses/contract.ts';
import { presentationsRoutes } from '#shared/presentations/contract.ts';
import { defaultRubric } from '#shared/talk-feedback/rubric.ts';
import { startJourney } from '#tests/support/journey.ts';
import { instructor, startCourse } from '#tests/support/journey-course.ts';
import { makePdf } from '#tests/support/pdf.ts';

const hourMs = 3_600_000;
const students = ['Mei Chen', 'Tomás Rivera', 'Noor Haddad', 'Sven Lund'] as const;

const { chapter, forgiving, course, meeting, paper, staff, mei, tomas, noor, sven, server } =
  await startJourney(async (journey) => {
    const course = await startCourse(journey, students);
    const meeting = await course.addMeeting('Leases', new Date(Date.now() - 2 * hourMs), [
      await makePdf({ title: 'Leases that Outlive a Journey', pages: 1 }),
    ]);
    const [paper] = meeting.papers;
    if (!paper) throw new Error('The meeting has no paper.');
    const members = await course.staff.call(coursesRoutes.listMembers, { params: { courseId: course.id } });
    const presenterIds = members.flatMap(({ personId, name }) => (name === 'Mei Chen' ? [personId] : []));
    await course.staff.call(presentationsRoutes.assignPresenters, {
      params: { meetingId: meeting.id, paperId: paper.id },
      body: { presenterIds, revision: 0 },
    });
    const enter = async (name: string, options = {}) => {
      const page = await journey.open(name, options);
      await course.enter(page, name);
      return page;
    };
    return {
      ...{ course, meeting, paper, staff: await enter(instructor.name), mei: await enter('Mei Chen') },
      tomas: await enter('Tomás Rivera', {
        viewport: { width: 390, height: 844 },
        hasTouch: true,
        isMobile: true,
      }),
      ...{ noor: await enter('Noor Haddad'), sven: await enter('Sven Lund') },
    };
  });

const address = `${server.url}/meetings/${meeting.id}/talks/${paper.id}/feedback`;
const mark = (page: Page, title: string, step: number) =>
  page
    .getByRole('group', { name: `${title}: steps` })
    .getByRole('button')
    .nth(step - 1)
    .click();
const saved = (page: Page) => page.getByText('Saved. Change it as often as you like.').waitFor();

chapter('a classmate gives feedback with a thumb, loses the network, and nothing is lost', async () => {
  await tomas.goto(server.url);
  await tomas.getByRole('link', { name: /^Give feedback on the talk about/ }).click();
  await tomas.getByText('Saves itself as you go.').waitFor();
  for (const { title } of defaultRubric) await mark(tomas, title, 4);
  await tomas.getByText('6 of 6').waitFor();
  await saved(tomas);
  await forgiving(/Failed to load resource|net::ERR|WebSocket/i, async () => {
    await tomas.context().setOffline(true);
    await mark(tomas, 'Timing', 2);
    await tomas.getByLabel('Comment').fill('The clock example made it click.');
    await tomas.getByText('Offline. Kept on this device').waitFor();
    await tomas.context().setOffline(false);
    await saved(tomas);
  });
  expect(await tomas.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
});

chapter('two more give theirs; the presenter learns nothing of it', async () => {
  await mei.goto(address);
  await mei.getByText('Your classmates’ feedback comes later').waitFor();
  for (const [page, step] of [
    [noor, 3],
    [sven, 3],
  ] as const) {
    await page.goto(address);
    await page.getByText('Saves itself as you go.').waitFor();
    for (const { title } of defaultRubric) await mark(page, title, step);
    await saved(page);
  }
  await noor.getByLabel('Comment').fill('Less text on the slides.');
  await saved(noor);
  await mei.reload();
  await mei.getByText('Your classmates’ feedback comes later').waitFor();
  expect(await mei.getByRole('main').textContent()).not.toMatch(/clock example|Less text|Tomás|Noor|Sven/);
});

chapter('the staff see who gave what, grade by keyboard, and return their marks', async () => {
  await staff.goto(`${server.url}/courses/${course.id}/talk-grades`);
  await staff.getByText('Not graded').waitFor();
  await staff.keyboard.press('j');
  await staff.keyboard.press('Enter');
  await staff.getByText('Noor Haddad').waitFor();
  await staff.getByText('The clock example made it click.').waitFor();
  for (const step of ['4', '3', '3', '3', '4', '2']) {
    await staff.keyboard.press(step);
    await staff.keyboard.press('ArrowDown');
  }
  await staff.keyboard.press('o');
  await staff.keyboard.type('A clear talk.');
  await staff.keyboard.press('Escape');
  await staff.getByText(/^Saved .* by Grace Okafor$/).waitFor();
  // (1 + 2/3 + 2/3 + 2/3 + 1 + 1/3) ÷ 6 = 0.722, times 100: 72 in half points.
  await staff.getByRole('button', { name: /^72 of 100 points/ }).waitFor();
  expect(await mei.getByText('Your marks').count()).toBe(0);
  await staff.getByRole('button', { name: 'Return to Mei Chen' }).click();
  await mei.getByRole('heading', { name: 'Your marks: 72 of 100 points' }).waitFor();
  await mei.getByText('A clear talk.').waitFor();
});

chapter('when the time is over the presenter reads it all at once, without names', async () => {
  const params = { courseId: course.id };
  const { revision, settings } = await course.staff.call(coursesRoutes.readCourse, { params });
  await course.staff.call(coursesRoutes.changeCourse, {
    params,
    body: { revision, settings: { ...settings, talkFeedbackDueMinutesAfter: 0 } },
  });
  await mei.reload();
  const results = mei.getByRole('region', { name: 'Feedback of your classmates' });
  await results.getByText('3 gave feedback.').waitFor();
  const timing = results.getByRole('table', { name: /Timing/ });
  await timing.getByText('2.7 of 4 on average').waitFor();
  await results.getByText('The clock example made it click.').waitFor();
  await results.getByText('Less text on the slides.').waitFor();
  expect(await mei.getByRole('main').textContent()).not.toMatch(/Tomás|Noor|Sven/);
  await noor.reload();
  await noor.getByText('This is what you gave.').waitFor();
});
