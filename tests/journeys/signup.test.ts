// From an opened sign-up to a swap: the staff and two students at their browsers, one of them on a phone, a third who forgets.
import { expect } from '@jest/globals';
import { newId } from '#shared/kernel/primitives.ts';
import { papersRoutes } from '#shared/papers/contract.ts';
import { eventually, startJourney } from '#tests/support/journey.ts';
import { instructor, startCourse } from '#tests/support/journey-course.ts';

const titles = ['Travel Leases', 'Quiet Gossip', 'Shallow Trees', 'Late Clocks'] as const;
const weekMs = 7 * 86_400_000;

const cast = await startJourney(async (journey) => {
  const course = await startCourse(journey, ['Mei Chen', 'Tomás Rivera', 'Noor Haddad'], {
    preferencesAtLeast: 2,
  });
  for (const [at, topic] of ['Leases', 'Trees'].entries()) {
    const startsAt = new Date(Date.now() + (at + 2) * weekMs);
    const { id: meetingId } = await course.addMeeting(topic, startsAt, []);
    for (const title of titles.slice(at * 2, at * 2 + 2))
      await course.staff.call(papersRoutes.createPaper, {
        params: { meetingId },
        body: { id: newId(), title, authors: [], venue: '', year: 2020, abstract: '', link: '' },
      });
  }
  const staff = await journey.open('instructor');
  const mei = await journey.open('Mei');
  const tomas = await journey.open('Tomas', { viewport: { width: 390, height: 844 }, colorScheme: 'dark' });
  await course.enter(staff, instructor.name);
  await course.enter(mei, 'Mei Chen');
  await course.enter(tomas, 'Tomás Rivera');
  return { course, staff, mei, tomas, at: (path: string) => journey.server.url + path };
});
const { chapter, course, staff, mei, tomas, at } = cast;
const page = at(`/courses/${course.id}/signup`);
const talks = at(`/courses/${course.id}/talks`);

chapter('the staff open the sign-up, and a student at home is asked to rank', async () => {
  await mei.goto(at('/'));
  await mei.getByRole('heading', { name: 'Leases' }).first().waitFor();
  await staff.goto(talks);
  await staff.getByRole('link', { name: 'Open a sign-up' }).click();
  await staff.getByRole('button', { name: 'Open the sign-up' }).click();
  await staff.getByRole('heading', { name: '3 of 3 students missing' }).waitFor();
  await mei.getByRole('link', { name: 'Rank talks' }).click();
  await mei.getByText('Rank at least 2 talks').waitFor();
});

chapter('she ranks by the keyboard, hears each move, and finds all of it again after a reload', async () => {
  for (const title of ['Quiet Gossip', 'Shallow Trees', 'Travel Leases'])
    await mei.getByRole('button', { name: `Add “${title}” to your list` }).click();
  const handle = mei.getByRole('button', { name: 'Choice 3: Travel Leases' });
  await handle.focus();
  await mei.keyboard.press('Space');
  await mei.getByText('Travel Leases is picked up. It is choice 3 of 3.').waitFor({ state: 'attached' });
  await mei.keyboard.press('ArrowUp');
  await mei.getByText('Travel Leases would be choice 2 of 3.').waitFor({ state: 'attached' });
  await mei.keyboard.press('ArrowUp');
  await mei.getByText('Travel Leases would be choice 1 of 3.').waitFor({ state: 'attached' });
  await mei.keyboard.press('Space');
  await mei.getByRole('button', { name: 'Choice 1: Travel Leases' }).waitFor();
  // Escape leaves everything where it was.
  await mei.getByRole('button', { name: 'Choice 2: Quiet Gossip' }).focus();
  await mei.keyboard.press('Space');
  await mei.keyboard.press('ArrowDown');
  await mei.keyboard.press('Escape');
  await mei.getByText(/^Saved/).waitFor();
  await mei.reload();
  const order = () => mei.getByRole('list', { name: 'Your list' }).getByRole('button', { name: /^Choice/ });
  await eventually(async () => {
    expect(await order().evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')))).toEqual([
      ...['Choice 1: Travel Leases', 'Choice 2: Quiet Gossip', 'Choice 3: Shallow Trees'],
    ]);
    return true;
  });
});

chapter(
  'a classmate ranks on a phone with the buttons, and marks a date; the staff remind the one who is missing',
  async () => {
    await tomas.goto(page);
    for (const title of ['Late Clocks', 'Shallow Trees', 'Quiet Gossip'])
      await tomas.getByRole('button', { name: `Add “${title}” to your list` }).click();
    await tomas.getByRole('button', { name: 'Move “Shallow Trees” up' }).click();
    await tomas.getByText('Shallow Trees is choice 1 of 3 now.').waitFor({ state: 'attached' });
    await tomas.getByRole('checkbox', { name: /1\. Leases/ }).check();
    await tomas.getByText('2 talks ranked. That is enough').waitFor();
    const wide = () => tomas.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    expect(await wide()).toBe(false);
    await tomas.getByText(/^Saved/).waitFor();
    await staff.getByRole('heading', { name: '1 of 3 students missing' }).waitFor();
    await staff.getByRole('button', { name: 'Remind those who are missing' }).click();
    await staff.getByText('1 student reminded').waitFor();
  },
);

chapter('the staff look, fix a seat, look again, and publish', async () => {
  await staff.getByRole('button', { name: 'Look at the assignment' }).click();
  await staff.getByText('2 of 2').waitFor();
  await staff.getByText('nothing was ranked').waitFor();
  await staff.getByRole('button', { name: 'Fix Mei Chen to “Travel Leases”' }).click();
  await staff.getByRole('button', { name: 'Fix Mei Chen to “Travel Leases”', pressed: true }).waitFor();
  await mei.goto(talks);
  await mei.getByText('Nobody yet').first().waitFor();
  await staff.getByRole('button', { name: 'Publish' }).click();
  await staff.getByRole('dialog').getByRole('button', { name: 'Publish' }).click();
  await staff.getByText('Published: 3 changes').waitFor();
  // Her page follows without a reload.
  await mei.getByText('You present').first().waitFor();
});

chapter('a seat is offered for another, accepted on the phone, and the staff can undo it', async () => {
  await tomas.goto(talks);
  await mei.getByRole('button', { name: 'Swap' }).click();
  const dialog = mei.getByRole('dialog', { name: 'Swap your seat' });
  await dialog.getByRole('combobox', { name: 'The seat you would like' }).click();
  await mei.getByRole('option', { name: 'Tomás Rivera: Shallow Trees' }).click();
  await dialog.getByRole('button', { name: 'Offer' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await tomas.getByRole('button', { name: 'Accept' }).click();
  await tomas.getByRole('dialog', { name: 'Swap now?' }).getByRole('button', { name: 'Swap' }).click();
  const own = (window: typeof mei) => window.locator('li[data-mine]');
  await own(tomas).getByText('Travel Leases').waitFor();
  await own(mei).getByText('Shallow Trees').waitFor();
  await staff.goto(talks);
  await staff.getByText('Earlier (1)').click();
  await staff.getByText('Who did what').click();
  await staff.getByText('Tomás Rivera accepted').waitFor();
  await staff.getByRole('button', { name: 'Undo' }).click();
  await staff.getByRole('dialog', { name: 'Undo this swap?' }).getByRole('button', { name: 'Undo' }).click();
  await own(mei).getByText('Travel Leases').waitFor();
});
