// The doors beside the routes: rooms, calls and pointers on live connections, annotation containers for programs, calendars; everybody knocks at each.
import { expect, jest, test } from '@jest/globals';
import { newId } from '#shared/kernel/primitives.ts';
import { roundsRoutes } from '#shared/rounds/contract.ts';
import type { TestSocket } from '#tests/support/socket.ts';
import { askers, everybodyIn, members, type Access, type Asker } from './askers.ts';
import { openMatrixWorld } from './world.ts';

jest.setTimeout(120_000);
const world = await openMatrixWorld();
const { app, ids, clients, secrets } = world;
const at = (name: string) => ids[name] ?? '';
const meetingId = at('meetingId');
const [group] = await app.db
  .collection<{ _id: string; documentId: string }>('readingGroups')
  .find()
  .toArray();

/** A kind of room without a row fails the check. `id`: of a room that is there. */
const rooms: Readonly<Record<string, { readonly id: string; readonly may: readonly Access[] }>> = {
  person: { id: at('personId'), may: ['author'] },
  course: { id: at('courseId'), may: ['member'] },
  staff: { id: at('courseId'), may: ['staff'] },
  document: { id: at('documentId'), may: ['member'] },
  documentStaff: { id: at('documentId'), may: ['staff'] },
  // Nobody reads in groups here: `lists.test.ts` has them.
  readingGroup: { id: group?._id ?? newId(), may: [] },
  readers: { id: at('documentId'), may: ['member'] },
  review: { id: at('reviewId'), may: ['author', 'staff'] },
  grading: { id: meetingId, may: ['staff'] },
  talkFeedback: { id: meetingId, may: ['staff'] },
  stage: { id: meetingId, may: ['member'] },
  meeting: { id: meetingId, may: ['member'] },
  desk: { id: meetingId, may: ['staff'] },
  notes: { id: at('notesId'), may: ['member'] },
  projector: { id: meetingId, may: ['projector'] },
};
const guards = app.app.features.flatMap(({ rooms: guarded = [] }) => guarded);

const open = (asker: Asker): Promise<TestSocket> =>
  clients[asker].socket(asker === 'projector' ? world.projectorToken : undefined);
const sockets = new Map(await Promise.all(askers.map(async (asker) => [asker, await open(asker)] as const)));
const socketOf = (asker: Asker): TestSocket => {
  const socket = sockets.get(asker);
  if (!socket) throw new Error(`The ${asker} has no connection.`);
  return socket;
};

test('every kind of room has a row', () => {
  const kinds = guards.map(({ kind }) => kind);
  const missing = kinds.filter((kind) => rooms[kind] === undefined);
  expect({ missing, say: 'in tests/security/doors.test.ts who may enter them' }).toEqual({
    missing: [],
    say: expect.anything(),
  });
  expect(Object.keys(rooms).sort()).toEqual([...kinds].sort());
});

test.each(Object.entries(rooms))('room %s', async (kind, { id, may }) => {
  const allowed = everybodyIn(...may);
  const refusals = new Set<string>();
  const entered: Asker[] = [];
  for (const asker of askers) {
    const joined = await socketOf(asker).join(kind, id);
    if (joined.ok) entered.push(asker);
    else if (!(members as readonly Asker[]).includes(asker)) refusals.add(JSON.stringify(joined));
    // What is not there is refused in the same words.
    const nowhere = await socketOf(asker).join(kind, newId());
    if (!joined.ok && !(members as readonly Asker[]).includes(asker)) expect(nowhere).toEqual(joined);
    expect(nowhere.ok).toBe(false);
    socketOf(asker).leave(kind, id);
  }
  expect(entered).toEqual(askers.filter((asker) => allowed.has(asker)));
  expect(refusals.size).toBeLessThan(2);
});

test('who is in a room, or points in it, is seen by nobody outside and said by nobody outside', async () => {
  const staff = socketOf('instructor');
  const heard = { news: staff.presenceNews.length, points: staff.points.length };
  const told = Object.entries(rooms).flatMap(([kind, { id }]) =>
    (['visitor', 'account', 'foreignStaff', 'dropped', 'disabled'] as const).map((asker) => ({
      kind,
      id,
      asker,
    })),
  );
  for (const { kind, id } of told) await staff.join(kind, id);
  const before = staff.presenceNews.length;
  for (const { kind, id, asker } of told) {
    socketOf(asker).here(kind, id, { page: 1, reviewId: at('reviewId') });
    socketOf(asker).point(kind, id, [0.5, 0.5]);
  }
  // A call that is answered on each connection: what was said before it has been dealt with.
  for (const asker of askers) await socketOf(asker).join('course', newId());
  await new Promise((resolve) => setTimeout(resolve, 600));
  const strangers = new Set(
    told.map(({ asker }) => clients[asker]).map((client) => (client as { personId?: string }).personId),
  );
  const named = staff.presenceNews
    .slice(before)
    .flatMap(({ people }) => people.map(([personId]) => personId));
  expect(named.filter((personId) => strangers.has(personId))).toEqual([]);
  expect(staff.points.length).toBe(heard.points);
  for (const asker of ['visitor', 'account', 'foreignStaff', 'dropped'] as const)
    expect([...socketOf(asker).facts, ...socketOf(asker).presenceNews, ...socketOf(asker).points]).toEqual(
      [],
    );
});

test('a call on a live connection has the rights of a request', async () => {
  const verdictOf = async (asker: Asker) => {
    try {
      await socketOf(asker).call(roundsRoutes.changeNotes, {
        params: { notesId: at('notesId') },
        body: { update: 'AAA=' },
      });
      return 'yes';
    } catch (error) {
      return (error as { body: { code: string } }).body.code;
    }
  };
  const verdicts: Record<string, string> = Object.fromEntries(
    await Promise.all(askers.map(async (asker) => [asker, await verdictOf(asker)] as const)),
  );
  const expected: Record<Asker, string> = {
    ...{
      visitor: 'signed_out',
      projector: 'signed_out',
      calendar: 'signed_out',
      program: 'signed_out',
      disabled: 'signed_out',
    },
    ...{
      account: 'not_found',
      admin: 'not_found',
      foreignStaff: 'not_found',
      foreignStudent: 'not_found',
      dropped: 'not_found',
    },
    ...{
      observer: 'forbidden',
      mate: 'yes',
      other: 'forbidden',
      author: 'yes',
      ta: 'yes',
      instructor: 'yes',
    },
  };
  expect(verdicts).toEqual(expected);
  // Only what is declared for it can be called there.
  const others = world.routes.filter(([, route]) => !('bySocket' in route));
  for (const [, route] of others)
    await expect(
      socketOf('instructor').call(route as never, { params: ids as never, body: {} as never }),
    ).rejects.toMatchObject({ body: { reason: 'no_such_address' } });
});

test('containers of annotations open to programs of members and to nobody’s session', async () => {
  const addresses = [
    `/annotations/${at('documentId')}/`,
    `/annotations/${at('documentId')}/${at('threadId')}`,
  ];
  const wrong: string[] = [];
  for (const address of [...addresses, `/annotations/${at('documentId')}/?page=0`])
    for (const asker of askers) {
      const response = await clients[asker].raw('GET', address);
      const text = await response.text();
      const expected = asker === 'program' ? 200 : 401;
      if (response.status !== expected) wrong.push(`${address} by the ${asker}: ${String(response.status)}`);
      for (const { text: secret, what, mayKnow } of secrets)
        if (text.includes(secret) && !(asker === 'program' && mayKnow.includes('instructor')))
          wrong.push(`${address} tells the ${asker} ${what}`);
    }
  expect(wrong).toEqual([]);
  const { program } = clients;
  for (const other of [world.foreignIds['documentId'] ?? '', newId()]) {
    const response = await program.raw('GET', `/annotations/${other}/`);
    expect([response.status, await response.json()]).toMatchObject([404, { code: 'not_found' }]);
  }
  for (const [method, address] of [
    ['POST', addresses[0] ?? ''],
    ['PUT', addresses[1] ?? ''],
    ['DELETE', addresses[1] ?? ''],
  ] as const) {
    const response = await clients.author.raw(method, address, {
      body: '{}',
      headers: { 'content-type': 'application/ld+json' },
    });
    expect(response.status).toBe(401);
  }
});

test('a calendar opens by its secret and by nothing else', async () => {
  const address = `/calendar/${world.calendarSecret}.ics`;
  for (const asker of askers) {
    const right = await clients[asker].raw('GET', address);
    expect([asker, right.status, right.headers.get('content-type')]).toEqual([
      asker,
      200,
      'text/calendar; charset=utf-8',
    ]);
    const feed = await right.text();
    for (const { text, mayKnow, what } of secrets)
      if (!mayKnow.includes('author')) expect([what, feed.includes(text)]).toEqual([what, false]);
    const wrong = await clients[asker].raw('GET', `/calendar/${'x'.repeat(43)}.ics`);
    expect(wrong.status).toBe(404);
    for (const method of ['POST', 'PUT', 'DELETE'])
      expect((await clients[asker].raw(method, address)).status).toBe(405);
  }
});
