// The autosave of a review against the real server: sent in the pauses, kept while away, merged, never lost.
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { refuse } from '#shared/kernel/refusals.ts';
import { reviewsRoutes } from '#shared/reviews/contract.ts';
import type { Kept, Keeper } from '#client/reviews/kept.ts';
import { createWriting } from '#client/reviews/writing.ts';
import type { Writing, WritingState } from '#client/reviews/writing-state.ts';
import { holdMeeting } from '#tests/papers/hold-meeting.ts';
import { startApp } from '#tests/support/app.ts';

const app = await startApp();
const ada = await app.person('Ada');
const meeting = await holdMeeting(await app.course({ students: [ada] }));
const of = { params: { meetingId: meeting.id } };
const stored = () => ada.call(reviewsRoutes.readOwnReview, of);

/** A browser tab: its storage outlives what runs in it, and its network can be cut. */
const createTab = () => {
  let storage: string | null = null;
  const tab = { isOnline: true, saves: 0, sentAt: 0 };
  const overNetwork = <T>(ask: () => Promise<T>): Promise<T> =>
    tab.isOnline ? ask() : Promise.reject(refuse('unavailable', 'offline', 'The server cannot be reached.'));
  const kept = () => JSON.parse(storage ?? 'null') as Kept | null;
  const openKeeper = (): Keeper => ({
    kept: kept(),
    write: (now) => {
      storage = now && JSON.stringify(now);
      return Promise.resolve(true);
    },
  });
  const open = async () => {
    const writing = createWriting({
      review: await stored(),
      keeper: openKeeper(),
      read: () => overNetwork(stored),
      save: (answers, revision) => {
        tab.saves += 1;
        tab.sentAt = Date.now();
        return overNetwork(() => ada.call(reviewsRoutes.saveReview, { ...of, body: { answers, revision } }));
      },
      submit: (revision) =>
        overNetwork(() => ada.call(reviewsRoutes.submitReview, { ...of, body: { revision } })),
    });
    ends.push(writing.start());
    return writing;
  };
  return Object.assign(tab, { open, kept });
};
let ends: (() => void)[] = [];

/** Resolves once the writing is in this state. */
const until = (writing: Writing, progress: WritingState['progress']) =>
  new Promise<WritingState>((resolve) => {
    const look = () => {
      if (writing.state().progress !== progress) return;
      stop();
      resolve(writing.state());
    };
    const stop = writing.subscribe(look);
    look();
  });

beforeEach(() => app.db.collection('reviews').deleteMany({}));
afterEach(() => {
  for (const end of ends) end();
  ends = [];
});

test('kept with the keystroke, sent once within two seconds of a pause, then kept no longer', async () => {
  const tab = createTab();
  const writing = await tab.open();
  for (const text of ['L', 'Le', 'Lea', 'Leases.']) writing.change('first', text);
  expect(tab.kept()).toMatchObject({ answers: { first: 'Leases.' }, base: { revision: 0 } });
  const paused = Date.now();
  await until(writing, 'saved');
  expect(tab.sentAt - paused).toBeLessThan(2000);
  expect(await stored()).toMatchObject({ revision: 1, answers: { first: 'Leases.' } });
  expect([tab.saves, tab.kept()]).toEqual([1, null]);
});

test('offline it keeps and tries again; what was typed meanwhile is sent as well', async () => {
  const tab = createTab();
  const writing = await tab.open();
  tab.isOnline = false;
  writing.change('first', 'Offline.');
  expect((await until(writing, 'away')).problem).toBe('The server cannot be reached.');
  writing.change('second', 'Still offline.');
  expect(tab.kept()).toMatchObject({ answers: { first: 'Offline.', second: 'Still offline.' } });
  await expect(writing.submit()).rejects.toThrow('It was not submitted.');
  tab.isOnline = true;
  await writing.flush();
  await until(writing, 'saved');
  expect((await stored()).answers).toMatchObject({ first: 'Offline.', second: 'Still offline.' });
});

test('what a closed tab had kept is there again and is sent', async () => {
  const tab = createTab();
  tab.isOnline = false;
  const before = await tab.open();
  before.change('connections', 'Typed before the lid closed.');
  tab.isOnline = true;
  const writing = await tab.open();
  expect(writing.state().answers['connections']).toBe('Typed before the lid closed.');
  await until(writing, 'saved');
  expect((await stored()).answers['connections']).toBe('Typed before the lid closed.');
});

test('what another tab changed elsewhere in the text is taken over without a question', async () => {
  const [here, there] = [await createTab().open(), await createTab().open()];
  there.change('second', 'Theirs.');
  await until(there, 'saved');
  here.change('first', 'Mine.');
  await until(here, 'saved');
  expect((await stored()).answers).toMatchObject({ first: 'Mine.', second: 'Theirs.' });
  expect(here.state().answers['second']).toBe('Theirs.');
  there.hear(here.state().saved.revision);
  await new Promise<void>((resolve) => {
    const stop = there.subscribe(() => {
      if (there.state().answers['first'] !== 'Mine.') return;
      stop();
      resolve();
    });
  });
});

test('one part changed in two places: both texts are there, also after a reload, until one is chosen', async () => {
  const tab = createTab();
  const [here, there] = [await tab.open(), await createTab().open()];
  there.change('first', 'Theirs.');
  await until(there, 'saved');
  here.change('first', 'Mine.');
  here.change('connections', 'Untouched by them.');
  await until(here, 'clash');
  const reloaded = await tab.open();
  for (const writing of [here, reloaded]) {
    const { clashes, answers, saved } = writing.state();
    expect([clashes, answers['first'], saved.answers['first']]).toEqual([['first'], 'Mine.', 'Theirs.']);
  }
  await expect(reloaded.submit()).rejects.toThrow('Not everything is saved yet');
  expect((await stored()).answers['first']).toBe('Theirs.');
  reloaded.settle('first', 'Mine. Theirs.');
  await until(reloaded, 'saved');
  expect((await stored()).answers).toEqual({
    first: 'Mine. Theirs.',
    connections: 'Untouched by them.',
  });
});

test('a part that is too long stays here, the others are saved', async () => {
  const tab = createTab();
  const writing = await tab.open();
  writing.change('first', 'x'.repeat(20_001));
  writing.change('second', 'Short.');
  await until(writing, 'too_long');
  expect((await stored()).answers).toEqual({ second: 'Short.' });
  expect(tab.kept()?.answers['first']).toHaveLength(20_001);
  writing.change('first', 'Shorter.');
  await until(writing, 'saved');
  expect((await stored()).answers).toMatchObject({ first: 'Shorter.', second: 'Short.' });
});

test('submitting sends first what is unsaved; changing it afterwards is known', async () => {
  const writing = await createTab().open();
  for (const name of ['first', 'second', 'connections'] as const) writing.change(name, 'Enough.');
  await writing.submit();
  expect(await stored()).toMatchObject({ submission: { version: 1, words: 3 }, isChanged: false });
  expect(writing.state().saved.submission).toMatchObject({ version: 1 });
  writing.change('first', 'More.');
  await until(writing, 'saved');
  expect(writing.state().saved).toMatchObject({ isChanged: true, submission: { version: 1 } });
});
