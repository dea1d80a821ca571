// The staff's desk beside the rounds: messages to everybody, who left and comes back, one student's term.
import { expect, test } from '@jest/globals';
import { newId } from '#shared/kernel/primitives.ts';
import { deskRoutes } from '#shared/rounds/desk-contract.ts';
import { roundsEvents, roundsRoutes } from '#shared/rounds/contract.ts';
import { startApp } from '#tests/support/app.ts';
import { groupOf, openClassroom, refusalOf, roundOf } from './classroom.ts';

const app = await startApp();

test('sendMessage: stands on all screens until it is over or taken down, and the record keeps it', async () => {
  const room = await openClassroom(app, 2);
  const [ada] = room.students;
  if (!ada) throw new Error('students were asked for');
  const socket = await ada.socket();
  await socket.join('meeting', room.meetingId);
  const body = { id: newId(), text: 'Ten minutes to go.', minutes: 5 };
  const send = (by = room.instructor) => by.call(deskRoutes.sendMessage, { params: room, body });
  expect(await refusalOf(send(ada))).toBe('forbidden staff_only');
  expect((await send()).message).toMatchObject({ id: body.id, text: body.text });
  const told = await socket.waitFor(roundsEvents.liveChanged, ({ live }) => live.message?.id === body.id);
  // A repeat, whose answer was lost, does not let it stand longer.
  expect((await send()).message?.until).toBe(told.live.message?.until);
  const end = { params: { ...room, messageId: body.id } };
  expect(await refusalOf(ada.call(deskRoutes.endMessage, end))).toBe('forbidden staff_only');
  expect((await room.instructor.call(deskRoutes.endMessage, end)).message).toBeNull();
  expect((await room.read(ada)).message).toBeNull();
  const kept = await app.db
    .collection<{ _id: string; messages: object[] }>('lives')
    .findOne({ _id: room.meetingId });
  expect(kept?.messages).toMatchObject([{ text: body.text, by: room.instructor.personId }]);
});

test('who left is named on the desk and comes back to the same group as long as it has room', async () => {
  const room = await openClassroom(app, 15);
  await room.checkInAll();
  const live = await room.draw();
  const large = roundOf(live).groups.find(({ members }) => members.length === 4);
  const ada = room.students.find(({ personId }) => large?.members.includes(personId));
  if (!ada) throw new Error('a group of four was expected');
  await ada.call(roundsRoutes.checkOut, { params: room });
  const { left } = await room.desk();
  expect(left.map(({ personId, name }) => [personId, name])).toEqual([[ada.personId, ada.name]]);
  const back = await room.instructor.call(roundsRoutes.checkInMember, {
    params: { ...room, personId: ada.personId },
  });
  expect(groupOf(back, ada).notesId).toBe(large?.notesId);
  expect((await room.desk()).left).toEqual([]);
});

test('readPersonTerm: attendance, whom they met, roles and last reports, for the staff alone', async () => {
  const room = await openClassroom(app, 4);
  await room.checkInAll();
  const first = roundOf(await room.draw());
  await room.start(first.id, 'group');
  const reporter = room.students.find(({ personId }) => personId === first.groups[0]?.roles.reporter);
  if (!reporter) throw new Error('somebody reports');
  const read = (by = room.instructor) =>
    by.call(deskRoutes.readPersonTerm, { params: { ...room, personId: reporter.personId } });
  const term = await read();
  expect(term).toMatchObject({
    ...{ name: reporter.name, classes: 1, attended: 1, roles: { reporter: 1, scribe: 0, timekeeper: 0 } },
    reports: [{ text: '' }],
  });
  expect(term.met).toHaveLength(3);
  expect(term.met.every(({ times }) => times === 1)).toBe(true);
  // Nobody reads a term but the staff, not even their own by this door.
  for (const person of [reporter, room.observer])
    expect(await refusalOf(read(person))).toBe('forbidden staff_only');
  expect(
    await refusalOf(
      room.instructor.call(deskRoutes.readPersonTerm, { params: { ...room, personId: newId() } }),
    ),
  ).toBe('not_found not_found');
});
