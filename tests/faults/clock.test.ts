// The server's clock jumps by hours, forwards and back, while people write and a class is on: nobody is signed out or locked out, no time is below zero.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, jest, test } from '@jest/globals';
import { accountsRoutes } from '#shared/accounts/contract.ts';
import { annotationsRoutes } from '#shared/annotations/contract.ts';
import { newId } from '#shared/kernel/primitives.ts';
import { remainingMs } from '#shared/rounds/clock.ts';
import { roundsRoutes } from '#shared/rounds/contract.ts';
import { anchorOn, listFor } from '#tests/annotations/read-document.ts';
import { createChance } from '#tests/support/chance.ts';
import { fillClass } from '#tests/support/full-class.ts';
import { startServer } from '#tests/support/server.ts';
import { keepAtWork } from './at-work.ts';
import { createTally, wait } from './persist.ts';
import { prepareDesk, putToWork } from './workers.ts';

jest.setTimeout(120_000);

const hourMs = 3600_000;
const folder = await mkdtemp(path.join(os.tmpdir(), 'paperround-clock-'));
const clockFile = path.join(folder, 'offset');
const preload = fileURLToPath(new URL('./jumping-clock.js', import.meta.url));
const server = await startServer({
  env: { TRUSTED_PROXIES: '1', CLOCK_FILE: clockFile, NODE_OPTIONS: `--import ${preload}` },
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true });
});
const tally = createTally();
const room = await fillClass(server.url, server.administratorLink, 6);
const desk = await prepareDesk(room, tally, createChance(5));
const workers = await putToWork(desk);
const meetingId = await room.addMeeting();
const round = await room.draw(meetingId);

const live = () => room.staff.call(roundsRoutes.readLive, { params: { meetingId } });
const jumpTo = async (offset: number) => {
  const { saidAt } = await live();
  await writeFile(clockFile, String(offset));
  process.kill(server.pid, 'SIGUSR2');
  while (Math.abs((await live()).saidAt - saidAt) < hourMs) await wait(10);
};

test('five hours forwards, ten back, and to where it was', async () => {
  await room.start(meetingId, round.id, 'group');
  const [first, second] = room.students;
  if (!first || !second) throw new Error('Nobody came');
  const left = async () => {
    const { round: now, saidAt } = await live();
    return now?.countdown ? remainingMs(now.countdown, saidAt) : NaN;
  };
  expect(await left()).toBeGreaterThan(0);

  const atWork = keepAtWork(workers, tally);
  const { last } = await listFor(first.client, desk.document.id);
  for (const offset of [5 * hourMs, -5 * hourMs, 0]) {
    await jumpTo(offset);
    await atWork.untilMore(workers.length * 2);
    expect(await left()).toBeGreaterThanOrEqual(0);
    // News goes by numbers, not by times: what is posted in the past is news as well.
    const body = {
      ...{ id: newId(), anchor: anchorOn(desk.document, 3), text: 'At some time' },
      readingQuestion: null,
    };
    await second.client.call(annotationsRoutes.postThread, {
      params: { documentId: desk.document.id },
      body: { ...body, kind: 'question', visibility: 'class' },
    });
    const { threads } = await listFor(first.client, desk.document.id, last);
    expect(threads.map(({ id }) => id)).toContain(body.id);
  }
  await atWork.stop();
  expect(tally.wrong).toEqual([]);
  expect((await Promise.all(workers.map((worker) => worker.check()))).flat()).toEqual([]);
  for (const { client } of room.students)
    expect((await client.call(accountsRoutes.readSession)).self).not.toBeNull();
  // Back where it was the countdown goes on as if nothing had been.
  expect(await left()).toBeGreaterThan(0);
  expect(server.output()).not.toMatch(/a request failed/);
});

test('too many wrong sign-ins before a jump back: the time to wait is never longer than the limit’s own', async () => {
  await writeFile(clockFile, '0');
  const visitor = room.students[0]?.client;
  const body = { email: 's0@example.org', password: 'wrong turtles' };
  const attempt = () =>
    visitor?.raw('POST', accountsRoutes.signIn.path, {
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    });
  let answer = await attempt();
  for (let tries = 0; tries < 40 && answer?.status !== 429; tries++) answer = await attempt();
  const before = Number(answer?.headers.get('retry-after'));
  await jumpTo(-5 * hourMs);
  const after = await attempt();
  expect([answer?.status, after?.status]).toEqual([429, 429]);
  expect(Number(after?.headers.get('retry-after'))).toBeLessThanOrEqual(Math.max(before, 3600));
});
