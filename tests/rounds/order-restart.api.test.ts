// The server ends in every phase of the running order: the item, its groups and the time left go on.
import { expect, test } from '@jest/globals';
import { accountsRoutes } from '#shared/accounts/contract.ts';
import { newId } from '#shared/kernel/primitives.ts';
import { papersRoutes } from '#shared/papers/contract.ts';
import { roundsRoutes } from '#shared/rounds/contract.ts';
import type { LiveView } from '#shared/rounds/views.ts';
import { startApp, type TestApp } from '#tests/support/app.ts';
import { openClassroom } from './classroom.ts';

const first = await startApp();
const room = await openClassroom(first, 7);
const params = { meetingId: room.meetingId };
await room.checkInAll();
const paperId = newId();
await room.instructor.call(papersRoutes.createPaper, {
  params,
  body: {
    ...{ id: paperId, title: 'Paxos made plain', authors: ['Ada'], venue: '', year: null },
    ...{ abstract: '', link: '' },
  },
});
await room.instructor.call(roundsRoutes.planOrder, {
  params,
  body: {
    planRevision: 0,
    items: [
      { id: newId(), kind: 'presentation', paperId, minutes: 20 },
      { id: newId(), kind: 'break', minutes: 5 },
      {
        ...{ id: newId(), kind: 'round', paperIds: [paperId], questions: ['Why?'] },
        ...{ groupMinutes: 10, classMinutes: 8, method: 'fresh' },
      },
    ],
  },
});

const comeBack = async (app: TestApp) => {
  const staff = app.visitor();
  const token = await app.app.accounts.createLink('sign_in', room.instructor.personId);
  await staff.call(accountsRoutes.useLink, { body: { token } });
  return staff;
};
const saidOnce = (live: LiveView) => ({ ...live, saidAt: 0 });

let app = first;
let staff: Pick<typeof room.instructor, 'call'> = room.instructor;
const steps = [
  ['a presentation is on', 'next'],
  ['it is paused', 'pause'],
  ['a break is on', 'next'],
  ['groups are drawn', 'next'],
  ['groups talk', 'next'],
  ['their clock is paused', 'pause'],
  ['the class listens', 'next'],
  ['groups were sent back to talk, with their clock still paused', 'back'],
  ['they talk on', 'resume'],
] as const;
const seen: [name: string, before: LiveView, after: LiveView][] = [];
// Each goes on from the state that the one before it left in another process.
for (const [name, verb] of steps) {
  const { order } = await staff.call(roundsRoutes.readLive, { params });
  const before = await staff.call(roundsRoutes.runOrder, {
    params,
    body: { id: newId(), turn: order.turn, act: { do: verb } },
  });
  await app.close();
  app = await startApp({ database: app.database, filesDir: app.filesDir });
  staff = await comeBack(app);
  seen.push([name, before, await staff.call(roundsRoutes.readLive, { params })]);
}

test.each(seen)('%s: everything is where it was', (_, before, after) => {
  expect(saidOnce(after)).toEqual(saidOnce(before));
});

test('all phases were seen', () => {
  const phases = seen.map(([, { order }]) => order.atId && order.stages[order.atId]?.phase);
  expect(phases).toEqual(['on', 'on', 'on', 'drawn', 'group', 'group', 'class', 'group', 'group']);
});
