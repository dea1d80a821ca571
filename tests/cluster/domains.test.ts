// Two processes without a word between them: the database alone keeps shows and lists of threads right.
import { expect, test } from '@jest/globals';
import { presentingRoutes } from '#shared/presenting/contract.ts';
import { gatherReaders, listFor, postOn } from '#tests/annotations/read-document.ts';
import { holdTalk } from '#tests/presenting/hold-talk.ts';
import { startApp, type PersonClient } from '#tests/support/app.ts';
import { createClient } from '#tests/support/client.ts';

const here = await startApp();
const there = await startApp({ database: here.database, filesDir: here.filesDir });
/** The same person on the other process. */
const over = (person: PersonClient): PersonClient => {
  const { cookie = '', 'x-forwarded-for': address = '' } = person.headers();
  return { ...person, ...createClient(there.url, address, cookie) };
};

test('a show that is put up on one process is steered on both, one page a press, and seen on both', async () => {
  const talk = await holdTalk(here);
  const { ann, cleo, meetingId } = talk;
  await talk.putUp(ann);
  await talk.act(ann, { do: 'begin', phase: 'talking' });
  const slideOn = async (who: PersonClient) => (await talk.look(who)).show?.slide;
  for (const [from, who] of [ann, over(ann), ann, over(ann)].entries()) {
    expect(await talk.act(who, { do: 'step', from, by: 1 })).toMatchObject({ slide: from + 1 });
    expect([await slideOn(cleo), await slideOn(over(cleo))]).toEqual([from + 1, from + 1]);
  }
  // Two presses at the same moment from the same page turn one.
  await Promise.all([ann, over(ann)].map((who) => talk.act(who, { do: 'step', from: 4, by: -1 })));
  expect([await slideOn(cleo), await slideOn(over(cleo))]).toEqual([3, 3]);
  const now = await over(cleo).call(presentingRoutes.readShowNow, { params: { meetingId } });
  expect(now.show).toMatchObject({ slide: 3, phase: 'talking' });
});

test('whoever asks what came after a number misses no thread, whichever process it was written on', async () => {
  const { ada, ben, cleo, document } = await gatherReaders(here);
  const heard = new Set<string>();
  let since = 0;
  let isDone = false;
  const listen = async () => {
    while (!isDone) {
      const { threads, last } = await listFor(ada, document.id, since);
      for (const { id } of threads) heard.add(id);
      since = last;
    }
  };
  const listening = listen();
  const posted = await Promise.all(
    Array.from({ length: 60 }, (_, index) => {
      const who = index % 2 === 0 ? ben : cleo;
      return postOn(index % 4 < 2 ? who : over(who), document, index % 20, `Thread ${String(index)}`);
    }),
  );
  isDone = true;
  await listening;
  for (const { id } of (await listFor(over(ada), document.id, since)).threads) heard.add(id);
  expect(heard.size).toBe(60);
  expect(posted.every(({ id }) => heard.has(id))).toBe(true);
});
