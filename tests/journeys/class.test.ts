// A whole class in real browsers: the instructor, a projector and six phones; two rounds, a late arrival, a leaver, a server that is killed, a phone without network.
import { expect, jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import { roundsRoutes } from '#shared/rounds/contract.ts';
import { eventually } from '#tests/support/journey.ts';
import { gatherClass, others, phones, type Name } from './class/cast.ts';

jest.setTimeout(300_000);

const { chapter, open, forgiving, killServer, startServerAgain, meeting, staff, of, at, picture } =
  await gatherClass();

const onTime = phones.slice(0, 5);
const [late] = phones.slice(5);
/** What a browser says of a server that is away. */
const away = /WebSocket|ERR_|Failed to load resource|net::/;
const patience = { timeout: 60_000 };

let projector: Page;
// It measures what fits with texts that nobody sees.
const onWall = (text: string) => projector.getByText(text).filter({ visible: true });
const desk = (name: string | RegExp) => staff.getByRole('button', { name, exact: true });
/** Presses the desk's button and, where it asks, says yes. */
const goOn = async (name: string) => {
  await desk(name).click();
  const asked = staff.getByRole('dialog', { name: `${name}?` });
  await asked.getByRole('button', { name }).click();
  await asked.waitFor({ state: 'hidden' });
};
const group = (page: Page) => page.getByRole('region', { name: /./ }).filter({ hasText: 'Your group' });
const field = (page: Page) => page.getByRole('textbox', { name: 'What are the main contributions?' });
const written = (page: Page) => field(page).inputValue();
const secondsLeft = async (page: Page) => {
  const text = (await page.getByRole('timer', { name: 'Time left' }).textContent()) ?? '';
  const [minutes = 0, seconds = 0] = text.split(':').map(Number);
  return minutes * 60 + seconds;
};
const groupName = async (page: Page) => (await group(page).getByRole('heading').first().textContent()) ?? '';
/** Everybody with a phone by the name of their group. */
const seats = async (names: readonly Name[]) => {
  const seated = new Map<string, Name[]>();
  for (const name of names) {
    const key = await groupName(of(name));
    seated.set(key, [...(seated.get(key) ?? []), name]);
  }
  return seated;
};
/** Two with phones who sit in the same group. */
const pairIn = (seated: ReadonlyMap<string, readonly Name[]>): readonly [Name, Name] => {
  for (const [one, two] of seated.values()) if (one && two) return [one, two];
  throw new Error('five phones in two groups: two sit together');
};

/** What was typed into the notes: one of the two uses capital letters only, the other none, so that it is seen who typed what. */
let typed = { small: '', capital: '' };
const lettersOf = (text: string) => ({
  small: text.replace(/[^a-z]/g, ''),
  capital: text.replace(/[^A-Z]/g, ''),
});
const type = async (name: Name, text: string) => {
  const own = name === writers[1] ? text.toUpperCase() : text;
  await field(of(name)).press('Control+End');
  await field(of(name)).pressSequentially(` ${own}`);
  const { small, capital } = lettersOf(own);
  typed = { small: typed.small + small, capital: typed.capital + capital };
};
/** Both read the same, and every letter of each is there once and in its order, wherever the other typed meanwhile. */
const expectAll = async () => {
  await eventually(async () => {
    const [one, two] = await Promise.all(writers.map((name) => written(of(name))));
    expect(one).toBe(two);
    expect(lettersOf(one ?? '')).toEqual(typed);
  }, 90_000);
};

const checkIn = async (name: Name) => {
  // Late arrivals are told by the instructor.
  const code =
    (await staff
      .getByRole('region', { name: 'Projector' })
      .getByText(/^\d{4}$/)
      .textContent()) ?? '';
  const page = of(name);
  await page.goto(at(`/meetings/${meeting.id}/live`));
  await page.getByLabel('Code').fill(code);
  await page.getByRole('button', { name: 'I am here' }).click();
};

let writers: readonly [Name, Name];
let first: ReadonlyMap<string, readonly Name[]>;

chapter('five phones check in with the code on the projector, two people by hand', async () => {
  await staff.goto(at(`/meetings/${meeting.id}/live`));
  const link = await staff.getByRole('link', { name: 'Open the projector' }).getAttribute('href');
  projector = await open('projector', { viewport: { width: 1920, height: 1080 } });
  await projector.goto(at(link ?? ''));
  await Promise.all(onTime.map(checkIn));
  for (const name of onTime) await of(name).getByText('You are checked in').waitFor(patience);
  for (const name of others) await desk(`Check in ${name}`).click();
  await projector.getByText('7 are here').waitFor(patience);
  await picture('1-checked-in', staff, projector, of('Mei Chen'));
});

chapter('round one: groups on every screen, one countdown, two phones type into the same notes', async () => {
  await desk('Draw groups').click();
  for (const name of onTime)
    await of(name).getByText('Find your group. The group phase starts soon.').waitFor(patience);
  await projector.getByRole('heading', { name: 'Find your group' }).waitFor();
  await picture('2-drawn', staff, projector, of('Mei Chen'));
  await desk('Start the group phase').click();
  for (const name of onTime) await field(of(name)).waitFor(patience);
  await projector.getByRole('timer').waitFor();
  first = await seats(onTime);
  expect(first.size).toBe(2);
  writers = pairIn(first);
  const [one, two] = writers;
  await Promise.all([type(one, 'leases need clocks'), type(two, 'trees need locks')]);
  await expectAll();
  await picture('3-group', staff, projector, of(one), of(two));
});

chapter('somebody comes late and is in a group; somebody leaves, and their group closes up', async () => {
  await checkIn(late as Name);
  await group(of(late as Name)).waitFor(patience);
  await onWall(late as Name)
    .first()
    .waitFor(patience);
  // Whoever does not type leaves.
  const leaver = onTime.find((name) => !writers.includes(name));
  const page = of(leaver as Name);
  await page.getByRole('button', { name: 'I have to leave' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Leave' }).click();
  await page.getByRole('button', { name: 'I am here' }).waitFor(patience);
  await eventually(async () => {
    expect(await onWall(leaver as Name).count()).toBe(0);
  }, 60_000);
  await expectAll();
  await picture('4-late', staff, projector, of(late as Name), page);
});

chapter(
  'the server is killed while two type: everybody is back where they were, with every word once',
  async () => {
    const [one, two] = writers;
    const before = await seats(writers);
    const left = await secondsLeft(projector);
    await forgiving(away, async () => {
      await type(one, 'before-the-end');
      await killServer();
      await type(one, 'nobody-is-there');
      await type(two, 'nor-here');
      await of(one)
        .getByRole('status')
        .getByText(/^Offline|^Saving/)
        .first()
        .waitFor(patience);
      await picture('5-killed', staff, projector, of(one));
      await startServerAgain();
      await expectAll();
    });
    expect(await seats(writers)).toEqual(before);
    const now = await secondsLeft(projector);
    expect(now).toBeLessThan(left);
    expect(now).toBeGreaterThan(0);
    // And it goes on from there, for all screens.
    await eventually(async () => {
      await desk('2 min more').click({ timeout: 5000 });
    }, 60_000);
    for (const page of [projector, of(one), of(two), staff])
      await eventually(async () => expect(await secondsLeft(page)).toBeGreaterThan(now + 30), 60_000);
  },
);

chapter(
  'a phone without network for a minute keeps what is typed and sends it later; the others go on meanwhile',
  async () => {
    const [one, two] = writers;
    await forgiving(away, async () => {
      const gone = performance.now();
      await of(one).context().setOffline(true);
      await type(one, 'in-a-tunnel');
      await of(one)
        .getByText(/^Offline/)
        .waitFor(patience);
      await type(two, 'up-here');
      await of(two)
        .getByRole('status')
        .getByText(/^Saved/)
        .first()
        .waitFor(patience);
      await type(one, 'still-in-it');
      await picture('6-offline', of(one), of(two));
      // The rest of a whole minute: until then the server has given the connection up.
      await new Promise((resolve) => setTimeout(resolve, gone + 60_000 - performance.now()));
      await of(one).context().setOffline(false);
      await expectAll();
    });
    await of(one)
      .getByRole('status')
      .getByText(/^Saved/)
      .first()
      .waitFor(patience);
  },
);

chapter(
  'a group calls for help and is helped; a line of its notes becomes a point of its report',
  async () => {
    const page = of(writers[0]);
    await page.getByRole('button', { name: 'Call for help' }).click();
    const calls = staff.getByRole('list', { name: 'Calls for help' });
    await calls.getByRole('button').first().click({ timeout: 60_000 });
    await calls.waitFor({ state: 'hidden' });
    const text = (await written(page)).trim();
    await page.getByRole('button', { name: 'Report', exact: true }).click();
    await page
      .getByRole('button', { name: /^Take as a point/ })
      .first()
      .click();
    await page.getByRole('listitem').filter({ hasText: text }).first().waitFor(patience);
    await picture('7-report', staff, page);
    await page.getByRole('button', { name: 'Notes', exact: true }).click();
  },
);

chapter('in the class phase the class reads what every group wrote, and the round ends', async () => {
  const text = await written(of(writers[0]));
  await goOn('Start the class phase');
  await projector.getByRole('heading', { name: 'The groups report' }).waitFor(patience);
  await onWall(text.trim()).first().waitFor(patience);
  for (const name of writers) await of(name).getByText('Class phase').first().waitFor(patience);
  const listener = of(late as Name);
  await listener
    .getByRole('button', { name: /^Vote for/ })
    .first()
    .click();
  await staff
    .getByText(/· 1 vote/)
    .first()
    .waitFor(patience);
  await listener.getByRole('button', { name: 'Raise your hand' }).click();
  await desk(`${late as Name} has spoken`).click({ timeout: 60_000 });
  // A press while the hand is still being lowered does nothing.
  await eventually(async () => {
    const call = desk(/^Call the next group .2 wait/);
    if (await call.isVisible()) await call.click({ timeout: 1000 });
    await desk(/^Call the next group .1 wait/).waitFor({ timeout: 2000 });
  }, 60_000);
  await desk(`Takeaway: ${text.trim()}`).click();
  await projector.getByRole('complementary', { name: 'Takeaways' }).waitFor(patience);
  await picture('8-class', staff, projector, of(writers[0]), listener);
  await goOn('End the round');
  for (const name of writers)
    await of(name).getByText('The next groups will be drawn soon.').waitFor(patience);
});

chapter('round two: new groups, empty notes; the record has both rounds and who was there', async () => {
  await desk('Draw the next round').click();
  for (const name of writers)
    await of(name).getByText('Find your group. The group phase starts soon.').waitFor(patience);
  await desk('Start the group phase').click();
  for (const name of writers) await eventually(async () => expect(await written(of(name))).toBe(''), 60_000);
  await field(of(late as Name)).pressSequentially('another round');
  await of(late as Name)
    .getByRole('status')
    .getByText(/^Saved/)
    .first()
    .waitFor(patience);
  await picture('9-round-two', staff, projector, of(late as Name));
  await goOn('Start the class phase');
  await goOn('End the round');
  await of(late as Name)
    .getByText('The next groups will be drawn soon.')
    .waitFor(patience);
  const answer = await staff.request.get(at(roundsRoutes.listRounds.path.replace(':meetingId', meeting.id)));
  const records = roundsRoutes.listRounds.returns.parse(await answer.json());
  expect(records.map(({ number, phase }) => [number, phase])).toEqual([
    [1, 'done'],
    [2, 'done'],
  ]);
  const notes = records.map(({ reports }) => reports.flatMap((report) => report.notes).join(' '));
  expect(lettersOf(notes[0] ?? '')).toEqual(typed);
  expect(notes[1]).toContain('another round');
  await staff.goto(at(`/meetings/${meeting.id}/record`));
  await staff
    .getByText(/nobody/)
    .first()
    .waitFor(patience);
  await picture('10-record', staff);
});
