// A projector that nobody touches: the server is killed and comes back, and the page shows the right groups and time again.
import { afterAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { accountsRoutes } from '#shared/accounts/contract.ts';
import { coursesRoutes } from '#shared/courses/contract.ts';
import { newId } from '#shared/kernel/primitives.ts';
import { smallestReadable } from '#client/rounds/readable.ts';
import { papersRoutes } from '#shared/papers/contract.ts';
import { roundsRoutes } from '#shared/rounds/contract.ts';
import { launchChromium } from '#tests/support/chromium.ts';
import { createClient } from '#tests/support/client.ts';
import { eventually } from '#tests/support/journey.ts';
import { startServer } from '#tests/support/server.ts';

const firsts = [
  'Ada',
  'Wolfgang',
  'Mei',
  'Jean-Baptiste',
  'Noor',
  'Sofía',
  'Владимир',
  'Bo',
  'Fatima',
  'Lars',
];
const lasts = [
  'Lovelace',
  'Schmidt-Hollerbach',
  'Chen',
  'de la Fontaine',
  'García Márquez',
  'Haddad',
  'Ильин',
];
const people = [
  ...['Ana Silva', 'Ana Simon', '王小明'],
  ...Array.from({ length: 97 }, (_, at) => `${firsts[at % 10] ?? ''} ${lasts[(at * 3) % 7] ?? ''}`),
];
const instructor = { name: 'Grace Okafor', email: 'grace@example.org', password: 'a lamp and two papers' };

let server = await startServer();
const browser = await launchChromium();
afterAll(async () => {
  await browser.close();
  await server.stop();
});
const staff = createClient(server.url, '10.4.0.1');
const token = server.administratorLink?.split('#')[1] ?? '';
await staff.call(accountsRoutes.createAdministrator, { body: { token, ...instructor } });
const {
  id: courseId,
  revision,
  settings,
} = await staff.call(coursesRoutes.createCourse, {
  body: { id: newId(), title: 'Reading', code: '', term: '', timeZone: 'Europe/Berlin' },
});
const params = { courseId };
await staff.call(coursesRoutes.changeCourse, {
  params,
  body: { revision, settings: { ...settings, projectorNames: 'initial' } },
});
const csv = ['name,email', ...people.map((name, at) => `${name},p${String(at)}@example.org`)].join('\n');
await staff.call(coursesRoutes.importRoster, { params, body: { csv, dryRun: false } });
const meetingId = newId();
await staff.call(papersRoutes.createMeeting, {
  params,
  body: {
    ...{ id: meetingId, topic: 'Consensus', place: '', durationMinutes: 80 },
    startsAt: new Date().toISOString(),
  },
});
const inMeeting = { params: { meetingId } };
for (const { personId, role } of await staff.call(coursesRoutes.listMembers, { params }))
  if (role === 'student') await staff.call(roundsRoutes.checkInMember, { params: { meetingId, personId } });
const { projectorPath } = await staff.call(roundsRoutes.readDesk, inMeeting);
const page = await (await browser.newContext({ viewport: { width: 1920, height: 1080 } })).newPage();
page.setDefaultTimeout(60_000);

const groupsOn = (shown: Page) =>
  shown
    .locator('.fitted-grid:not(.fitted-measure) section')
    .evaluateAll((sections) => sections.map((section) => section.textContent));
const secondsOn = async (shown: Page) => {
  const [minutes = '0', seconds = '0'] = ((await shown.getByRole('timer').textContent()) ?? '').split(':');
  return Number(minutes) * 60 + Number(seconds);
};

test('before the round the code is there, and the picture leads to the class', async () => {
  await page.goto(server.url + projectorPath);
  await page.getByText('100 are here').waitFor();
  expect(await page.getByText(/^\d{4}$/).textContent()).toMatch(/^[1-9]\d{3}$/);
  await page.getByRole('img', { name: 'The page of this class' }).waitFor();
}, 120_000);

test('a hundred people stand on one page, each name whole, in type that ten metres can read', async () => {
  const roundId = newId();
  await staff.call(roundsRoutes.drawRound, { ...inMeeting, body: { id: roundId } });
  await page.getByRole('heading', { name: 'Find your group' }).waitFor();
  const shown = page.locator('.fitted-grid:not(.fitted-measure)');
  await eventually(async () => {
    expect(await shown.getByRole('listitem').count()).toBe(100);
  });
  const looks = await shown.evaluate((grid) => ({
    size: parseFloat(getComputedStyle(grid).fontSize),
    cut: [...grid.querySelectorAll('li')].filter((name) => name.scrollWidth > name.clientWidth).length,
    isIn: grid.scrollHeight <= (grid.parentElement?.clientHeight ?? 0),
  }));
  expect(looks).toEqual({ size: expect.any(Number), cut: 0, isIn: true });
  expect(looks.size).toBeGreaterThanOrEqual(smallestReadable(1080));
  expect(await page.locator('.fitted-pages').count()).toBe(0);
}, 120_000);

test('killed in the group phase: after the restart the same groups and the time that is left, without a hand', async () => {
  const roundId = newId();
  await staff.call(roundsRoutes.drawRound, { ...inMeeting, body: { id: roundId } });
  await page.getByRole('heading', { name: 'Find your group' }).waitFor();
  await staff.call(roundsRoutes.startPhase, { params: { meetingId, roundId }, body: { phase: 'group' } });
  await page.getByRole('timer').waitFor();
  const before = await groupsOn(page);
  expect(before.join()).toContain('Ana Sil.');
  expect(before.join()).not.toContain('Lovelace');

  const { port } = new URL(server.url);
  await server.kill();
  await page.getByText('The connection is away; this page finds back by itself.').waitFor();
  // The clock goes on, and what is on the wall stays there.
  expect(await groupsOn(page)).toEqual(before);
  const away = await secondsOn(page);
  server = await startServer({ dataDir: server.dataDir, env: { PORT: port } });
  await page
    .getByText('The connection is away; this page finds back by itself.')
    .waitFor({ state: 'detached' });

  // What changes from now on arrives: it is not the former picture that stands there.
  const live = await staff.call(roundsRoutes.extendPhase, {
    params: { meetingId, roundId },
    body: { minutes: 5 },
  });
  await eventually(async () => {
    expect(await secondsOn(page)).toBeGreaterThan(away + 60);
  }, 60_000);
  expect(await groupsOn(page)).toEqual(before);
  const countdown = live.round?.countdown;
  if (countdown?.state !== 'running') throw new Error('the countdown runs');
  const [left, shown] = [(countdown.endsAt - Date.now()) / 1000, await secondsOn(page)];
  expect(Math.abs(left - shown)).toBeLessThan(5);
}, 240_000);
