// The server is killed in every phase of a round while groups type: everybody comes back to the same place, nothing is lost, nothing twice.
import { expect, jest, test } from '@jest/globals';
import { roundsRoutes } from '#shared/rounds/contract.ts';
import { fillClass } from '#tests/support/full-class.ts';
import { startMortalServer } from '#tests/support/mortal-server.ts';
import { createNoteTaker, type NoteTaker } from './note-taker.ts';
import { createTypists } from './typists.ts';

// Five servers are started, one after the other, on whatever machine this is.
jest.setTimeout(240_000);

const takers: NoteTaker[] = [];
const server = await startMortalServer(() => {
  for (const taker of takers) taker.close();
});

const room = await fillClass(server.url, server.administratorLink, 7);
const meetingId = await room.addMeeting();
const params = { meetingId };
const round = await room.draw(meetingId);
const [group] = round.groups;
for (const { id, client } of room.students)
  if (group?.members.includes(id)) takers.push(createNoteTaker(server.url, client, group.notesId));
const { typed, typeOn } = createTypists(takers);
const until = async (isTrue: () => boolean) => {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 20));
};
const read = () => room.staff.call(roundsRoutes.readLive, { params });
const written = async () => {
  const [record] = await room.staff.call(roundsRoutes.listRounds, { params });
  return record?.reports[0]?.notes[0] ?? '';
};

const killWhileTyping = async () => {
  const before = await read();
  typeOn();
  // Some are answered, some are on their way, some are typed while nobody is there.
  const dying = server.kill();
  typeOn();
  await dying;
  typeOn();
  await server.start();
  const after = await read();
  expect({ ...after, saidAt: 0 }).toEqual({ ...before, saidAt: 0 });
  expect(after.saidAt).toBeGreaterThan(before.saidAt);
  await until(() => takers.every((taker) => taker.isSettled));
};
const expectAll = async () => {
  const text = await written();
  const words = text.trim().split(' ');
  expect(words.toSorted()).toEqual(typed.toSorted());
  await until(() => takers.every((taker) => taker.text() === text));
};

test('before the round starts: the same groups, still not started', async () => {
  for (const taker of takers) await taker.open();
  await killWhileTyping();
  expect((await read()).round).toMatchObject({ phase: 'drawn', countdown: null, groups: round.groups });
});

test('in the group phase: the countdown ends when it would have ended, the notes are whole', async () => {
  await room.start(meetingId, round.id, 'group');
  await killWhileTyping();
  await expectAll();
});

test('while the countdown stands still', async () => {
  await room.staff.call(roundsRoutes.pausePhase, { params: { ...params, roundId: round.id } });
  await killWhileTyping();
  expect((await read()).round?.countdown).toMatchObject({ state: 'paused' });
  await expectAll();
});

test('in the class phase, and when the round is over', async () => {
  await room.start(meetingId, round.id, 'class');
  await killWhileTyping();
  await expectAll();
  await room.start(meetingId, round.id, 'done');
  await server.kill();
  await server.start();
  expect((await read()).round).toMatchObject({ phase: 'done', groups: round.groups });
  await expectAll();
});
