// Before the class phase nobody outside a group reads its notes or acts for it, by any door: all addresses, rooms, live calls, the projector.
import { describe, expect, jest, test } from '@jest/globals';
import * as Y from 'yjs';
import { pathOf } from '#shared/kernel/contract.ts';
import { newId } from '#shared/kernel/primitives.ts';
import { reportingRoutes } from '#shared/reporting/contract.ts';
import { roundsEvents, roundsRoutes } from '#shared/rounds/contract.ts';
import { startApp, type PersonClient } from '#tests/support/app.ts';
import type { Client } from '#tests/support/client.ts';
import { groupOf, openClassroom, refusalOf, roundOf } from './classroom.ts';

// Every address of the server, for every viewer.
jest.setTimeout(180_000);

const app = await startApp();
const secret = 'wombats trade leases';
const room = await openClassroom(app, 7);
const { meetingId, instructor, observer, course } = room;
await room.checkInAll();
const drawn = await room.draw();
const roundId = roundOf(drawn).id;
await room.start(roundId, 'group');
const [ours, theirs] = roundOf(drawn).groups;
if (!ours || !theirs) throw new Error('seven people make two groups');
const one = (id: string | undefined) => {
  const found = room.students.find(({ personId }) => personId === id);
  if (!found) throw new Error('nobody has this id');
  return found;
};
const [ada, ben, zoe] = [one(ours.members[0]), one(ours.members[1]), one(theirs.members[0])];
const stranger = await app.person();
await app.course({ students: [stranger] });
const { notesId } = ours;
const [, token = ''] = (await room.desk()).projectorPath.split('#');
const visitor = app.visitor();

const update = (text: string) => {
  const document = new Y.Doc();
  document.getText('q0').insert(0, text);
  return Buffer.from(Y.encodeStateAsUpdate(document)).toString('base64');
};
await ada.call(roundsRoutes.changeNotes, { params: { notesId }, body: { update: update(secret) } });

const doors = app.app.features.flatMap(({ routes }) =>
  Object.values(routes).filter(({ method }) => method === 'GET'),
);
const addresses = doors.map((route) => {
  const known: Record<string, unknown> = {
    ...{ courseId: course.id, meetingId, roundId, notesId, personId: ada.personId, group: 0 },
    ...{ format: 'markdown', version: 1, hash: '0'.repeat(64) },
  };
  const ids = Object.fromEntries(
    [...route.path.matchAll(/:(\w+)/g)].map(([, name = '']) => [name, known[name] ?? newId()]),
  );
  const query = route.path.includes('projector') ? `?token=${token}` : route.query ? '?q=wombats' : '';
  return pathOf(route, ids) + query;
});
/** The addresses at which somebody is told what the group wrote. */
const tellingTo = async (who: Client) => {
  const telling: string[] = [];
  for (const address of addresses) {
    const text = await (await who.raw('GET', address)).text();
    // Notes travel as base64 too.
    const state = /"state":"([^"]*)"/.exec(text)?.[1] ?? '';
    if (text.includes(secret) || Buffer.from(state, 'base64').includes(secret)) telling.push(address);
  }
  return telling;
};

describe('what a group wrote, before the class phase', () => {
  test('is told to the group and the staff: there are doors behind which it is', async () => {
    expect(addresses.length).toBeGreaterThan(80);
    for (const member of [ben, instructor])
      expect(await tellingTo(member)).toEqual(expect.arrayContaining([`/api/notes/${notesId}`]));
  });

  test('is told to nobody else, at no address', async () => {
    for (const outsider of [zoe, observer, stranger, visitor])
      expect([outsider, await tellingTo(outsider)]).toEqual([outsider, []]);
  });

  test('is told to nobody else in any room, whatever is typed meanwhile', async () => {
    const outsiders = [
      await zoe.socket(),
      await observer.socket(),
      await stranger.socket(),
      await visitor.socket(token),
    ];
    const kinds = [...new Set(app.app.features.flatMap(({ rooms = [] }) => rooms.map(({ kind }) => kind)))];
    expect(kinds.length).toBeGreaterThan(5);
    for (const socket of outsiders)
      for (const kind of kinds) for (const id of [notesId, meetingId, course.id]) await socket.join(kind, id);
    const hers = await ada.socket();
    expect(await hers.join('notes', notesId)).toMatchObject({ ok: true });
    await hers.call(roundsRoutes.changeNotes, { params: { notesId }, body: { update: update('wombats') } });
    await hers.waitFor(roundsEvents.notesChanged);
    // What the rooms of the class are told comes after it.
    await room.extend(roundId, 1);
    for (const socket of outsiders.slice(0, 2)) await socket.waitFor(roundsEvents.liveChanged);
    for (const socket of outsiders) {
      const names = socket.facts.map(({ name }) => name);
      expect(names).not.toContain(roundsEvents.notesChanged.name);
      expect(JSON.stringify(socket.facts)).not.toContain('wombats');
      socket.close();
    }
  });
});

describe('acting for another group', () => {
  const change = { params: { notesId }, body: { update: update('an intruder') } };
  const refusals: readonly (readonly [string, PersonClient, string])[] = [
    ['a classmate of another group', zoe, 'forbidden not_your_group'],
    ['an observer', observer, 'forbidden observers_read'],
    ['somebody of another course', stranger, 'not_found not_found'],
  ];

  test.each(refusals)('%s writes neither by HTTP nor by the live connection', async (_, who, refusal) => {
    expect(await refusalOf(who.call(roundsRoutes.changeNotes, change))).toBe(refusal);
    const socket = await who.socket();
    expect(await refusalOf(socket.call(roundsRoutes.changeNotes, change))).toBe(refusal);
    socket.close();
  });

  test('a visitor and the projector’s link write nothing', async () => {
    for (const ticket of [undefined, token]) {
      const socket = await visitor.socket(ticket);
      expect(await refusalOf(socket.call(roundsRoutes.changeNotes, change))).toBe('signed_out signed_out');
      socket.close();
    }
  });

  test('states and points are the group’s own', async () => {
    const params = { meetingId, notesId };
    expect(
      await refusalOf(zoe.call(reportingRoutes.setGroupState, { params, body: { state: 'done' } })),
    ).toBe('forbidden not_your_group');
    const body = { id: newId(), notesId, question: 0, text: 'We agree with everybody' };
    expect(await refusalOf(zoe.call(reportingRoutes.addPoint, { params: { meetingId }, body }))).toBe(
      'forbidden not_your_group',
    );
  });

  test('the live connection calls nothing but what is meant for it', async () => {
    const socket = await instructor.socket();
    const input = { params: { meetingId, roundId }, body: { phase: 'done' as const } };
    expect(await refusalOf(socket.call(roundsRoutes.startPhase, input))).toBe('not_found no_such_address');
    const wrong = { params: { notesId }, body: { update: '%%%' } };
    expect(await refusalOf(socket.call(roundsRoutes.changeNotes, wrong))).toBe('invalid bad_input');
    socket.close();
    expect(roundOf(await room.read()).phase).toBe('group');
  });

  test('who is moved writes no more for the former group, from the moment the move is answered', async () => {
    const socket = await ben.socket();
    const send = (text: string) =>
      socket.call(roundsRoutes.changeNotes, { params: { notesId }, body: { update: update(text) } });
    await send('still here. ');
    // Typing all the time: whatever is sent after the answer is refused.
    let isMoved = false;
    const outcomes: { sentAfter: boolean; outcome: string }[] = [];
    const typing = (async () => {
      while (outcomes.filter(({ sentAfter }) => sentAfter).length < 5)
        outcomes.push({ sentAfter: isMoved, outcome: await refusalOf(send('x')) });
    })();
    await room.move(roundId, ben.personId, groupOf(drawn, zoe).number);
    isMoved = true;
    await typing;
    for (const { sentAfter, outcome } of outcomes)
      if (sentAfter) expect(outcome).toBe('forbidden not_your_group');
    socket.close();
  });
});

test('from the class phase on everybody in the course reads it, and still nobody else', async () => {
  await room.start(roundId, 'class');
  for (const classmate of [zoe, observer])
    expect(await tellingTo(classmate)).toContain(`/api/notes/${notesId}`);
  // The projector's link opens the projector to whoever has it.
  expect((await tellingTo(stranger)).filter((address) => !address.includes('?token='))).toEqual([]);
  expect(
    await refusalOf(
      zoe.call(roundsRoutes.changeNotes, { params: { notesId }, body: { update: update('x') } }),
    ),
  ).toBe('forbidden not_your_group');
});
