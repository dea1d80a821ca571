// A server that ends in the middle of a phase: after the start everything is where it was.
import { expect, test } from '@jest/globals';
import * as Y from 'yjs';
import { accountsRoutes } from '#shared/accounts/contract.ts';
import { roundsRoutes } from '#shared/rounds/contract.ts';
import { startApp } from '#tests/support/app.ts';
import { groupOf, openClassroom, roundOf } from './classroom.ts';

const first = await startApp();
const room = await openClassroom(first, 7);
const [ada] = room.students;
if (!ada) throw new Error('students were asked for');
const params = { meetingId: room.meetingId };
await room.checkInAll();
const { id } = roundOf(await room.draw());
const before = await room.start(id, 'group');
const { notesId } = groupOf(before, ada);
const typed = new Y.Doc();
typed.getText('q0').insert(0, 'It commits in one round trip.');
await ada.call(roundsRoutes.changeNotes, {
  params: { notesId },
  body: { update: Buffer.from(Y.encodeStateAsUpdate(typed)).toString('base64') },
});
const desk = await room.desk();
await first.close();

const second = await startApp({ database: first.database, filesDir: first.filesDir });
const comeBack = async (personId: string) => {
  const client = second.visitor();
  const token = await second.app.accounts.createLink('sign_in', personId);
  await client.call(accountsRoutes.useLink, { body: { token } });
  return client;
};

test('the same people, groups, notes and end of the phase; and it goes on from there', async () => {
  const student = await comeBack(ada.personId);
  const after = await student.call(roundsRoutes.readLive, { params });
  expect({ ...after, saidAt: 0 }).toEqual({ ...before, saidAt: 0 });
  const { state } = await student.call(roundsRoutes.readNotes, { params: { notesId } });
  const read = new Y.Doc();
  Y.applyUpdate(read, Buffer.from(state, 'base64'));
  expect(read.getText('q0').toJSON()).toBe('It commits in one round trip.');

  const instructor = await comeBack(room.instructor.personId);
  expect(await instructor.call(roundsRoutes.readDesk, { params })).toEqual(desk);
  const next = await instructor.call(roundsRoutes.startPhase, {
    params: { ...params, roundId: id },
    body: { phase: 'class' },
  });
  expect(roundOf(next).groups).toEqual(roundOf(before).groups);
});
