// The database is gone for half a minute and back: everybody is answered with a sentence, nobody is signed out, nothing is lost.
import { afterAll, expect, jest, test } from '@jest/globals';
import { accountsRoutes } from '#shared/accounts/contract.ts';
import { annotationsEvents } from '#shared/annotations/contract.ts';
import { residentBytes } from '#server/kernel/resident-memory.ts';
import { createChance } from '#tests/support/chance.ts';
import { testDatabase } from '#tests/support/engine.ts';
import { fillClass } from '#tests/support/full-class.ts';
import { startServer } from '#tests/support/server.ts';
import { keepAtWork } from './at-work.ts';
import { startProxy } from './proxy.ts';
import { createTally, wait } from './persist.ts';
import { prepareDesk, putToWork } from './workers.ts';

jest.setTimeout(120_000);

const goneMs = 30_000;
/** Nobody waits longer for an answer, whatever the database does. */
const answerWithinMs = 20_000;
/** Readers who ask all the time, besides those at work. */
const readers = 40;
const moreMemoryAtMost = 150 * 1024 * 1024;

const proxy = await startProxy(testDatabase().uri);
const server = await startServer({ env: { MONGODB_URI: proxy.uri, TRUSTED_PROXIES: '1' } });
afterAll(async () => {
  proxy.open();
  await server.stop();
  await proxy.close();
});
const tally = createTally();
const room = await fillClass(server.url, server.administratorLink, 6);
const desk = await prepareDesk(room, tally, createChance(11));
const workers = await putToWork(desk);

interface Answer {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly reason: string | undefined;
  readonly message: string | undefined;
}

test.each([
  ['it hangs', 'freeze', goneMs],
  ['its connections break', 'cut', goneMs / 3],
] as const)('%s', async (_what, how, ms) => {
  const [first] = room.students;
  if (!first) throw new Error('Nobody came');
  const socket = await first.client.socket();
  await socket.join('document', desk.document.id);
  const atWork = keepAtWork(workers, tally);
  await atWork.untilMore(workers.length);
  const memory = await residentBytes(server.pid);

  let isGone = true;
  const answers: Answer[] = [];
  const read = async () => {
    const address = `${server.url}/api/documents/${desk.document.id}/threads`;
    while (isGone) {
      const headers = first.client.headers();
      const response = await fetch(address, { headers, signal: AbortSignal.timeout(answerWithinMs) });
      const body = (await response.json()) as { reason?: string; message?: string };
      answers.push({
        ...{ status: response.status, retryAfter: response.headers.get('retry-after') },
        ...{ reason: body.reason, message: body.message },
      });
      await wait(200);
    }
  };
  proxy[how]();
  const reading = Promise.all(Array.from({ length: readers }, read));
  await wait(ms);
  expect((await fetch(`${server.url}/readyz`)).status).toBe(503);
  expect((await fetch(server.url)).status).toBe(200);
  isGone = false;
  proxy.open();
  await reading;
  await atWork.untilMore(workers.length * 2);
  await atWork.stop();

  const refused = answers.filter(({ status }) => status !== 200);
  expect(refused.length).toBeGreaterThanOrEqual(readers);
  for (const answer of refused)
    expect(answer).toMatchObject({ status: 503, reason: 'database_away', retryAfter: '5' });
  expect(refused[0]?.message).toMatch(/It keeps trying, and what you type is kept/);
  expect((await residentBytes(server.pid)) - memory).toBeLessThan(moreMemoryAtMost);
  // The live connection lived through it, and tells what came after.
  expect(socket.connected).toBe(true);
  await socket.waitFor(annotationsEvents.threadPosted);
  socket.close();
  expect(tally.wrong).toEqual([]);
  for (const { client } of room.students)
    expect((await client.call(accountsRoutes.readSession)).self).not.toBeNull();
  expect((await Promise.all(workers.map((worker) => worker.check()))).flat()).toEqual([]);
  expect(server.output()).toMatch(/the database is away.*the database is back/s);
});
