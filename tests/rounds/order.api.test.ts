// The running order over HTTP and sockets: arranged, run, and two of the staff pressing at once.
import { expect, test } from '@jest/globals';
import { coursesRoutes } from '#shared/courses/contract.ts';
import { newId } from '#shared/kernel/primitives.ts';
import { papersRoutes } from '#shared/papers/contract.ts';
import { roundsEvents, roundsRoutes } from '#shared/rounds/contract.ts';
import type { LiveView } from '#shared/rounds/views.ts';
import type { OrderActInput } from '#shared/rounds/order-contract.ts';
import { startApp, type PersonClient } from '#tests/support/app.ts';
import { openClassroom, refusalOf, roundOf } from './classroom.ts';

const app = await startApp();

type Item = LiveView['order']['items'][number];
const aBreak = (): Item => ({ id: newId(), kind: 'break', minutes: 5 });
const aRound = (questions = ['Why?']): Item => ({
  ...{ id: newId(), kind: 'round', paperIds: [], questions },
  ...{ groupMinutes: 4, classMinutes: 3, method: 'fresh' },
});

const openOrder = async (count = 7) => {
  const room = await openClassroom(app, count);
  const params = { meetingId: room.meetingId };
  const paperId = newId();
  await room.instructor.call(papersRoutes.createPaper, {
    params,
    body: {
      ...{ id: paperId, title: 'Paxos made plain', authors: ['Ada'], venue: '', year: null },
      ...{ abstract: '', link: '' },
    },
  });
  const plan = (items: Item[], planRevision: number, by: PersonClient = room.instructor) =>
    by.call(roundsRoutes.planOrder, { params, body: { items, planRevision } });
  const run = (turn: number, act: OrderActInput, { by = room.instructor, id = newId() } = {}) =>
    by.call(roundsRoutes.runOrder, { params, body: { id, turn, act } });
  /** Acts one after the other, each on what the one before left. */
  const runAll = async (live: LiveView, ...acts: OrderActInput['do'][]) => {
    let now = live;
    for (const verb of acts) now = await run(now.order.turn, { do: verb } as OrderActInput);
    return now;
  };
  const talk: Item = { id: newId(), kind: 'presentation', paperId, minutes: 20 };
  return { ...room, params, plan, run, runAll, talk, paperId };
};

test('a planned meeting: talk, round with its own questions and lengths, break; going back draws no new groups', async () => {
  const room = await openOrder();
  await room.checkInAll();
  const items = [room.talk, aRound(['What is new?', 'What is missing?']), aBreak()];
  const planned = await room.plan(items, 0);
  expect(planned.order).toMatchObject({
    ...{ items, planRevision: 1, atId: null },
    titles: { [room.paperId]: 'Paxos made plain' },
  });
  const talking = await room.runAll(planned, 'next');
  expect([talking.round, talking.order.stages[room.talk.id]?.phase]).toEqual([null, 'on']);
  const drawn = await room.runAll(talking, 'next');
  expect(roundOf(drawn)).toMatchObject({
    ...{ phase: 'drawn', method: 'fresh', itemId: items[1]?.id, number: 1 },
    questions: ['What is new?', 'What is missing?'],
  });
  const discussing = await room.runAll(drawn, 'next', 'pause');
  const { countdown } = roundOf(discussing);
  expect(countdown).toMatchObject({ state: 'paused' });
  expect(countdown?.state === 'paused' && countdown.remainingMs / 60_000).toBeCloseTo(4, 1);
  const reported = await room.runAll(discussing, 'resume', 'next');
  const resting = await room.runAll(reported, 'next');
  expect([roundOf(resting).phase, resting.order.atId]).toEqual(['done', items[2]?.id]);
  const again = await room.runAll(resting, 'back');
  expect(roundOf(again)).toMatchObject({ id: roundOf(drawn).id, phase: 'class' });
  expect(roundOf(again).groups).toEqual(roundOf(drawn).groups);
  const over = await room.runAll(again, 'next', 'next');
  expect(await refusalOf(room.run(over.order.turn, { do: 'next' }))).toBe('conflict order_over');
});

test('back to the group phase closes the notes of others again; who came and left meanwhile is seated', async () => {
  const room = await openOrder(8);
  const [early, late, ...others] = room.students;
  if (!early || !late) throw new Error('students were asked for');
  await Promise.all([early, ...others].map((student) => room.checkIn(student)));
  const reporting = await room.runAll(await room.plan([aRound(), aBreak()], 0), 'next', 'next', 'next');
  const foreign = roundOf(reporting).groups.find(({ members }) => !members.includes(early.personId));
  const notesId = foreign?.notesId ?? '';
  const read = () => early.call(roundsRoutes.readNotes, { params: { notesId } });
  await read();
  const socket = await early.socket();
  expect(await socket.join('notes', notesId)).toMatchObject({ ok: true });
  const resting = await room.runAll(reporting, 'next');
  await room.checkIn(late);
  await early.call(roundsRoutes.checkOut, { params: room.params });
  const again = await room.runAll(resting, 'back', 'back');
  const seated = roundOf(again).groups.flatMap(({ members }) => members);
  expect(seated.sort()).toEqual([late, ...others].map(({ personId }) => personId).sort());
  expect(await refusalOf(read())).toBe('forbidden notes_closed');
  expect(await socket.join('notes', notesId)).toMatchObject({ ok: false });
});

test('two of the staff press at once: one wins, the other is told who; nothing is skipped twice', async () => {
  const room = await openOrder();
  await room.checkInAll();
  const ta = await app.person('Bea Ruiz');
  await room.instructor.call(coursesRoutes.addMember, {
    params: { courseId: room.course.id },
    body: { name: ta.name, email: ta.email, role: 'ta' },
  });
  const planned = await room.plan([room.talk, aBreak(), aRound()], 0);
  for (const verb of ['next', 'next', 'pause'] as const) {
    const { order } = await room.read();
    const both = await Promise.allSettled(
      [room.instructor, ta].map((by) => room.run(order.turn, { do: verb }, { by })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await room.read()).order.turn).toBe(order.turn + 1);
  }
  const { order } = await room.read();
  expect(order.atId).toBe(planned.order.items[1]?.id);
  await room.run(order.turn, { do: 'next' }, { by: ta });
  const told = await room.run(order.turn, { do: 'next' }).catch((error: unknown) => String(error));
  expect(told).toContain('Bea Ruiz went on a moment before, so this was not done.');
  const drawn = await room.read();
  expect(
    await refusalOf(
      room.instructor.call(roundsRoutes.drawRound, {
        params: room.params,
        body: { id: newId(), turn: drawn.order.turn - 1 },
      }),
    ),
  ).toBe('conflict pressed_second');
});

test('an act whose answer was lost is done once', async () => {
  const room = await openOrder();
  const { order } = await room.plan([room.talk, aBreak()], 0);
  const id = newId();
  const first = await room.run(order.turn, { do: 'next' }, { id });
  expect((await room.run(order.turn, { do: 'next' }, { id })).order).toEqual(first.order);
});

test('what has begun stays; others are arranged on; who changes an older plan is told', async () => {
  const room = await openOrder();
  await room.checkInAll();
  const [rest, round] = [aBreak(), aRound()];
  const begun = await room.runAll(await room.plan([room.talk, round, rest], 0), 'next', 'next', 'next');
  expect(await refusalOf(room.plan([rest], 1))).toBe('conflict item_begun');
  expect(await refusalOf(room.plan([room.talk, round], 0))).toBe('conflict pressed_second');
  const more = aRound(['Other?']);
  const changed = { ...round, questions: ['Another'], classMinutes: 9 } as Item;
  const { order } = await room.plan([room.talk, changed, more, rest], 1);
  expect(order.items).toEqual([room.talk, { ...round, classMinutes: 9 }, more, rest]);
  // What comes next is another thing now: an act that did not see it is refused.
  expect(order.turn).toBe(begun.order.turn + 1);
  const wrong: Item = { id: newId(), kind: 'presentation', paperId: newId(), minutes: 5 };
  expect(await refusalOf(room.plan([...order.items, wrong], 2))).toBe('unprocessable no_such_paper');
  const [student] = room.students;
  expect(await refusalOf(room.plan([], 2, student))).toBe('forbidden staff_only');
  if (student)
    expect(await refusalOf(room.run(order.turn, { do: 'next' }, { by: student }))).toBe(
      'forbidden staff_only',
    );
});

test('a round that nobody planned comes after what is on, and everybody hears of every act', async () => {
  const room = await openOrder();
  await room.checkInAll();
  const rest = aBreak();
  const planned = await room.runAll(await room.plan([room.talk, rest], 0), 'next');
  const socket = await room.students[0]?.socket();
  await socket?.join('meeting', room.meetingId);
  const drawn = await room.draw();
  expect(drawn.order.items.map(({ kind }) => kind)).toEqual(['presentation', 'round', 'break']);
  expect([drawn.order.atId, drawn.order.stages[room.talk.id]?.phase]).toEqual([
    roundOf(drawn).itemId,
    'done',
  ]);
  const { live } = (await socket?.waitFor(
    roundsEvents.liveChanged,
    ({ live: now }) => now.order.turn === drawn.order.turn,
  )) ?? { live: planned };
  expect(live.order).toEqual(drawn.order);
  const skipped = await room.run(drawn.order.turn, { do: 'skip', itemId: roundOf(drawn).itemId });
  expect([skipped.round, skipped.order.atId]).toEqual([null, rest.id]);
});

test('groups are needed for a round: without people it is refused and nothing ends', async () => {
  const room = await openOrder();
  const talking = await room.runAll(await room.plan([room.talk, aRound()], 0), 'next');
  expect(await refusalOf(room.run(talking.order.turn, { do: 'next' }))).toBe('unprocessable too_few_people');
  expect((await room.read()).order).toEqual(talking.order);
});
