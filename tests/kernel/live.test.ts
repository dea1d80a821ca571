// The live layer: who may listen, how facts are numbered and caught up, and what garbage does to it (nothing).
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, describe, expect, test } from '@jest/globals';
import { io } from 'socket.io-client';
import { z } from 'zod';
import { coursesRoutes } from '#shared/courses/contract.ts';
import { liveEvent } from '#shared/kernel/contract.ts';
import { newId } from '#shared/kernel/primitives.ts';
import { reason } from '#shared/kernel/rules.ts';
import { createBus } from '#server/kernel/bus.ts';
import { createWritesLimit } from '#server/kernel/limits.ts';
import { createLive } from '#server/kernel/live.ts';
import { createLiveCalls } from '#server/kernel/live-calls.ts';
import { createLog } from '#server/kernel/log.ts';
import { startApp } from '#tests/support/app.ts';
import { openSocket } from '#tests/support/socket.ts';
import { openClassroom } from '#tests/rounds/classroom.ts';

const app = await startApp();
const [ada, ben, eve] = [await app.person('Ada'), await app.person('Ben'), await app.person('Eve')];
const course = await app.course({ instructor: ada, students: [ben] });

const log = createLog('silent');
const alwaysStoring = { ensure: () => Promise.resolve() };
const bus = createBus(log);
const server = createServer();
const open = { kind: 'pool', mayEnter: () => Promise.resolve(true as const) };
const locked = {
  kind: 'vault',
  mayEnter: ({ ticket }: { ticket: string | undefined }) =>
    Promise.resolve(ticket === 'the right one' || reason('no_ticket', 'Not with this link.')),
};
const fragile = { kind: 'fragile', mayEnter: () => Promise.reject(new Error('the database is away')) };
const slow = {
  kind: 'slow',
  mayEnter: () => new Promise<true>((resolve) => setTimeout(resolve, 100, true as const)),
};
const calls = createLiveCalls([], { writes: createWritesLimit(), storing: alwaysStoring, log });
const live = createLive({ server, bus, session: [], guards: [open, locked, fragile, slow], log, calls });
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
afterAll(() => live.close());

const dripped = liveEvent({
  name: 'drop.fell',
  room: 'pool',
  summary: 'A drop fell',
  payload: z.object({ drop: z.int() }),
});
const drip = (pool: string, from: number, to = from) => {
  for (let drop = from; drop <= to; drop++) bus.publish(dripped, pool, { drop });
};
const dropsIn = (facts: readonly { seq: number; payload: unknown }[]) =>
  facts.map(({ seq, payload }) => [seq, (payload as { drop: number }).drop]);

describe('the handshake', () => {
  test('is refused to pages of other sites', async () => {
    for (const origin of ['https://evil.example', 'null', `${app.url}.evil.example`])
      await expect(openSocket(app.url, { origin })).rejects.toThrow();
    const own = await openSocket(app.url, { origin: app.url });
    expect(own.connected).toBe(true);
    own.close();
  });

  test('without a session or a ticket opens no room', async () => {
    const socket = await app.visitor().socket();
    for (const kind of ['course', 'staff', 'person', 'meeting', 'document', 'projector', 'notes', 'deck'])
      expect([kind, await socket.join(kind, course.id)]).toMatchObject([kind, { ok: false }]);
    socket.close();
  });
});

describe('joining', () => {
  test('needs the right to read what the room is about', async () => {
    const [inside, outside, instructor] = [await ben.socket(), await eve.socket(), await ada.socket()];
    expect(await inside.join('course', course.id)).toMatchObject({
      ok: true,
      seq: expect.any(Number),
      missed: [],
    });
    expect(await inside.join('staff', course.id)).toMatchObject({ ok: false, reason: 'staff_only' });
    expect(await instructor.join('staff', course.id)).toMatchObject({ ok: true });
    expect(await outside.join('course', course.id)).toMatchObject({ ok: false, reason: 'not_found' });
    expect(await inside.join('person', ben.personId)).toMatchObject({ ok: true });
    expect(await inside.join('person', ada.personId)).toMatchObject({ ok: false, reason: 'not_found' });
    await ada.call(coursesRoutes.renewJoinCode, { params: { courseId: course.id } });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(inside.facts).toHaveLength(1);
    expect(outside.facts).toEqual([]);
    for (const socket of [inside, outside, instructor]) socket.close();
  });

  test('may be by a secret link', async () => {
    const [right, wrong, none] = [
      await openSocket(url, {}, 'the right one'),
      await openSocket(url, {}, 'a wrong one'),
      await openSocket(url, {}),
    ];
    const id = newId();
    expect(await right.join('vault', id)).toMatchObject({ ok: true });
    expect(await wrong.join('vault', id)).toMatchObject({ ok: false, reason: 'no_ticket' });
    expect(await none.join('vault', id)).toMatchObject({ ok: false, reason: 'no_ticket' });
    for (const socket of [right, wrong, none]) socket.close();
  });

  test('when the answer cannot be found says so, and the connection lives', async () => {
    const socket = await openSocket(url, {});
    expect(await socket.join('fragile', newId())).toMatchObject({ ok: false, reason: 'broken' });
    expect(await socket.join('pool', newId())).toMatchObject({ ok: true });
    socket.close();
  });

  test('too many rooms at once are refused until some are left', async () => {
    const socket = await openSocket(url, {});
    const ids = Array.from({ length: 21 }, newId);
    const joined = [];
    for (const id of ids) joined.push((await socket.join('pool', id)).ok);
    expect(joined).toEqual([...Array.from({ length: 20 }, () => true), false]);
    socket.leave('pool', ids[0] ?? '');
    expect(await socket.join('pool', ids[20] ?? '')).toMatchObject({ ok: true });
    socket.close();
  });
});

describe('facts', () => {
  test('are numbered per room, one after the other', async () => {
    const [pool, other] = [newId(), newId()];
    const socket = await openSocket(url, {});
    const before = await socket.join('pool', pool);
    await socket.join('pool', other);
    if (!before.ok) throw new Error('not let in');
    drip(pool, 1, 2);
    drip(other, 9);
    drip(pool, 3);
    await socket.waitFor(dripped, ({ drop }) => drop === 3);
    const of = (id: string) => socket.facts.filter(({ room }) => room === `pool:${id}`);
    expect(dropsIn(of(pool))).toEqual([1, 2, 3].map((drop) => [before.seq + drop, drop]));
    expect(of(other)).toHaveLength(1);
    expect(new Set(socket.facts.map(({ epoch }) => epoch))).toEqual(new Set([before.epoch]));
    socket.close();
  });

  test('that were missed come with the answer, by epoch and number', async () => {
    const pool = newId();
    const socket = await openSocket(url, {});
    const first = await socket.join('pool', pool);
    if (!first.ok) throw new Error('not let in');
    const { epoch, seq } = first;
    drip(pool, 1, 3);
    const joined = (await socket.join('pool', pool, { epoch, seq: seq + 1 })) as typeof first;
    expect(joined).toMatchObject({ ok: true, gap: false, seq: seq + 3 });
    expect(dropsIn(joined.missed)).toEqual([
      [seq + 2, 2],
      [seq + 3, 3],
    ]);
    expect(await socket.join('pool', pool, { epoch, seq: seq + 3 })).toMatchObject({
      gap: false,
      missed: [],
    });
    // From another run of the server, from the future, or from too long ago: fetch anew.
    for (const from of [{ epoch: 'another run', seq }, { seq }, { epoch, seq: seq + 4 }])
      expect(await socket.join('pool', pool, from)).toMatchObject({ ok: true, gap: true, missed: [] });
    drip(pool, 4, 504);
    expect(await socket.join('pool', pool, { epoch, seq: seq + 3 })).toMatchObject({ gap: true, missed: [] });
    const oldest = (await socket.join('pool', pool, { epoch, seq: seq + 4 })) as typeof first;
    expect(oldest.gap).toBe(false);
    expect(oldest.missed).toHaveLength(500);
    socket.close();
  });

  test('of a room that was forgotten meanwhile are not mistaken for those that were missed', async () => {
    const pool = newId();
    const socket = await openSocket(url, {});
    const first = await socket.join('pool', pool);
    if (!first.ok) throw new Error('not let in');
    drip(pool, 1, 3);
    socket.leave('pool', pool);
    await socket.join('pool', newId());
    drip(pool, 4, 6);
    for (let room = 0; room < 2100; room++) drip(newId(), 0);
    drip(pool, 7, 20);
    const back = await socket.join('pool', pool, { epoch: first.epoch, seq: first.seq + 3 });
    expect(back).toMatchObject({ ok: true, gap: true, missed: [] });
    socket.close();
  });

  test('stop when the room is left, or cleared', async () => {
    const [left, cleared] = [newId(), newId()];
    const socket = await openSocket(url, {});
    await socket.join('pool', left);
    await socket.join('pool', cleared);
    socket.leave('pool', left);
    bus.clearRoom('pool', cleared);
    await socket.join('pool', newId());
    drip(left, 1);
    drip(cleared, 1);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(socket.facts).toEqual([]);
    socket.close();
  });

  test('carry only what is declared, and a wrong one harms nobody', async () => {
    const pool = newId();
    const socket = await openSocket(url, {});
    const before = await socket.join('pool', pool);
    bus.publish(dripped, pool, { drop: 'wet' as unknown as number });
    bus.publish(dripped, pool, { drop: 1, secret: 'leak' } as { drop: number });
    await socket.waitFor(dripped);
    expect(socket.facts.map(({ payload }) => payload)).toEqual([{ drop: 1 }]);
    expect(socket.facts[0]?.seq).toBe((before as { seq: number }).seq + 1);
    socket.close();
  });
});

test('whoever is gone before the rule has answered enters no room', async () => {
  const id = newId();
  const [goes, stays] = [await openSocket(url, {}), await openSocket(url, {})];
  const refused = goes.join('slow', id).catch(() => 'cut off');
  goes.close();
  expect(await stays.join('slow', id)).toMatchObject({ ok: true });
  expect(await refused).toBe('cut off');
  stays.leave('slow', id);
  await stays.join('pool', newId());
  // A room that somebody is in is never forgotten: its number would stay.
  bus.publish({ ...dripped, room: 'slow' }, id, { drop: 1 });
  for (let room = 0; room < 2100; room++) drip(newId(), 0);
  const back = await stays.join('slow', id);
  expect(back.ok && back.seq).toBeGreaterThan(1);
  stays.close();
});

test('garbage gets a refusal or silence, and the server lives', async () => {
  const socket = io(url, { path: '/live', transports: ['websocket'], forceNew: true, reconnection: false });
  await new Promise<void>((resolve) => socket.once('connect', resolve));
  const id = newId();
  const garbage: unknown[] = [
    undefined,
    null,
    7,
    'pool',
    [],
    {},
    { room: 7 },
    { room: 'pool' },
    { room: `nowhere:${id}` },
    { room: `pool:${id}:more` },
    { room: `pool:${'x'.repeat(200)}` },
    { room: 'pool:../../etc' },
    { room: { $gt: '' } },
    { room: `constructor:${id}` },
    { room: `__proto__:${id}` },
    { room: `pool:${id}`, seq: 'many' },
    { room: `pool:${id}`, seq: 1.5 },
    { room: `pool:${id}`, epoch: 'x'.repeat(50) },
    Buffer.from('binary'),
  ];
  for (const input of garbage)
    expect(await socket.timeout(2000).emitWithAck('join', input)).toMatchObject({
      ok: false,
      reason: 'no_such_room',
    });
  socket.emit('join', { room: `pool:${id}` });
  socket.emit('join');
  socket.emit('leave', { room: id });
  socket.emit('leave', `pool:${id}`);
  socket.emit('time');
  socket.emit('time', 7);
  socket.emit('unknown', garbage);
  expect(await socket.timeout(2000).emitWithAck('time')).toEqual(expect.any(Number));
  // More than a join could ever need: the connection ends, the server does not.
  socket.emit('join', { room: 'x'.repeat(100_000) });
  await new Promise<void>((resolve) =>
    socket.once('disconnect', () => {
      resolve();
    }),
  );
  const other = await openSocket(url, {});
  expect(await other.join('pool', id)).toMatchObject({ ok: true });
  other.close();
});

test('those in a room with presence know who else is there', async () => {
  const { meetingId, students, instructor } = await openClassroom(app, 1);
  const [student] = students;
  if (!student) throw new Error('nobody came');
  const here = await instructor.socket();
  const there = await student.socket();
  const twice = await student.socket();
  const until = async (people: readonly string[]) => {
    for (let waited = 0; waited < 3000; waited += 10) {
      if (
        [...here.presenceOf('meeting', meetingId).people.keys()].sort().join() === [...people].sort().join()
      )
        return;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    expect([...here.presenceOf('meeting', meetingId).people.keys()]).toEqual(people);
  };
  await here.join('meeting', meetingId);
  await until([instructor.personId]);
  await there.join('meeting', meetingId);
  await twice.join('meeting', meetingId);
  await until([instructor.personId, student.personId]);
  // One of two tabs closed: the person is still there.
  there.close();
  await new Promise((resolve) => setTimeout(resolve, 200));
  await until([instructor.personId, student.personId]);
  twice.leave('meeting', meetingId);
  await until([instructor.personId]);
  for (const socket of [here, twice]) socket.close();
});
