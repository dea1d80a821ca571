// The server and its database are killed again and again while people write: what was acknowledged is there, once, and nobody did anything.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, jest, test } from '@jest/globals';
import { accountsRoutes } from '#shared/accounts/contract.ts';
import { roundsRoutes } from '#shared/rounds/contract.ts';
import { createNoteTaker, type NoteTaker } from '#tests/rounds/note-taker.ts';
import { createTypists } from '#tests/rounds/typists.ts';
import { createChance } from '#tests/support/chance.ts';
import { fillClass } from '#tests/support/full-class.ts';
import { startMortalServer } from '#tests/support/mortal-server.ts';
import { keepAtWork } from './at-work.ts';
import { createTally, wait } from './persist.ts';
import { prepareDesk, putToWork } from './workers.ts';

jest.setTimeout(240_000);

const seed = 42;
/** In this order; each at a moment that chance says. */
const kills = ['engine', 'app', 'engine', 'both', 'engine', 'app'] as const;
const atWorkMs = { least: 150, most: 900 };

const takers: NoteTaker[] = [];
const server = await startMortalServer(() => {
  for (const taker of takers) taker.close();
});

const tally = createTally();
const chance = createChance(seed);
const room = await fillClass(server.url, server.administratorLink, 6);
const desk = await prepareDesk(room, tally, chance);
const workers = await putToWork(desk);

// Two who type in the notes of a running round besides.
const meetingId = await room.addMeeting();
const round = await room.draw(meetingId);
await room.start(meetingId, round.id, 'group');
const [group] = round.groups;
for (const { id, client } of room.students.filter((student) => group?.members.includes(student.id)))
  if (id) takers.push(createNoteTaker(server.url, client, group?.notesId ?? ''));
for (const taker of takers) await taker.open();
const { typed, typeOn } = createTypists(takers);

const killEngine = async () => {
  process.kill(Number(await readFile(path.join(server.dataDir, 'db/mongod.lock'), 'utf8')), 'SIGKILL');
};
const said: string[] = [];
const killApp = async () => {
  said.push((await server.kill()).output);
  await server.start();
};

test('kill -9 of the server, of its database, of both, at any moment', async () => {
  const atWork = keepAtWork(workers, tally);
  for (const kill of kills) {
    typeOn();
    await atWork.untilMore(5);
    await wait(atWorkMs.least + chance.next() * (atWorkMs.most - atWorkMs.least));
    typeOn();
    if (kill !== 'app') await killEngine();
    if (kill !== 'engine') await killApp();
    // By itself: everybody gets on.
    await atWork.untilMore(workers.length * 2);
  }
  await atWork.stop();
  while (!takers.every((taker) => taker.isSettled)) await wait(20);

  if (tally.wrong.length > 0) process.stderr.write([...said, server.output()].join('\n'));
  expect(tally.wrong).toEqual([]);
  const found = (await Promise.all(workers.map((worker) => worker.check()))).flat();
  expect(found).toEqual([]);
  const [record] = await room.staff.call(roundsRoutes.listRounds, { params: { meetingId } });
  expect((record?.reports[0]?.notes[0] ?? '').trim().split(' ').toSorted()).toEqual(typed.toSorted());
  // The kills were felt, or nothing was shown.
  expect(tally.cutOff + (tally.refusals.get('database_away') ?? 0)).toBeGreaterThan(kills.length);
  process.stderr.write(`${JSON.stringify({ ...tally, refusals: [...tally.refusals] })}\n`);
});

test('nobody was signed out, and the server says what happened', async () => {
  for (const { client } of room.students) {
    const { self } = await client.call(accountsRoutes.readSession);
    expect(self).not.toBeNull();
  }
  await killEngine();
  while (!/is open again/.test(server.output())) await wait(20);
  expect(server.output()).toMatch(/The built-in database ended \(signal SIGKILL\)[.] It is opened again/);
  const ready = async () => (await fetch(`${server.url}/readyz`)).status;
  while ((await ready()) !== 200) await wait(50);
});
