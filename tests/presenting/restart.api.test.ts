// A server that ends in mid-talk: after the start the same slide is up and the clock has gone on.
import { expect, test } from '@jest/globals';
import { accountsRoutes } from '#shared/accounts/contract.ts';
import { presentingRoutes as routes } from '#shared/presenting/contract.ts';
import { elapsedMs } from '#shared/presenting/stopwatch.ts';
import { startApp } from '#tests/support/app.ts';
import { holdTalk } from './hold-talk.ts';

const first = await startApp({ now: '2026-10-05T14:00:00.000Z' });
const talk = await holdTalk(first);
await talk.putUp(talk.ann);
await talk.act(talk.ann, { do: 'goTo', slide: 2 });
const before = await talk.act(talk.ann, { do: 'step', from: 2, by: 1 });
await first.close();

const second = await startApp({
  ...{ database: first.database, filesDir: first.filesDir },
  now: '2026-10-05T14:03:00.000Z',
});

test('same slide, same holder, right time, and it goes on from there', async () => {
  const ann = second.visitor();
  const token = await second.app.accounts.createLink('sign_in', talk.ann.personId);
  await ann.call(accountsRoutes.useLink, { body: { token } });
  const { show, saidAt } = await ann.call(routes.readStage, { params: talk.of });
  expect(show).toEqual(before);
  expect(Math.round(elapsedMs(before.talk, saidAt) / 60_000)).toBe(3);
  expect(
    await ann.call(routes.steerShow, { params: talk.of, body: { do: 'step', from: 3, by: 1 } }),
  ).toMatchObject({
    slide: 4,
    revision: before.revision + 1,
    talk: { spentMs: expect.any(Number) },
  });
});
