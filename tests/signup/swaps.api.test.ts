// Swaps over HTTP: offered, accepted, undone; a seat is one seat, whoever comes at once and wherever a crash falls.
import { beforeEach, describe, expect, test } from '@jest/globals';
import { coursesRoutes } from '#shared/courses/contract.ts';
import { newId } from '#shared/kernel/primitives.ts';
import { presentationsRoutes } from '#shared/presentations/contract.ts';
import { signupEvents, signupRoutes } from '#shared/signup/contract.ts';
import { swapsEvents, swapsRoutes, type Swap } from '#shared/signup/swaps.ts';
import { startApp, type PersonClient } from '#tests/support/app.ts';
import { holdTerm, startAgain } from './hold-term.ts';

const app = await startApp({ now: '2026-09-20T12:00:00.000Z' });
const names = ['Ada', 'Ben', 'Cleo', 'Tove', 'Olga', 'Sten', 'Vera'];
const [ada, ben, cleo, ta, observer, stranger, other] = (await Promise.all(
  names.map((name) => app.person(name)),
)) as unknown as [
  ...[PersonClient, PersonClient, PersonClient, PersonClient],
  ...[PersonClient, PersonClient, PersonClient],
];
const crowd = await app.people(30);
const course = await app.course({ tas: [ta], students: [ada, ben, cleo, ...crowd], observers: [observer] });
await app.course({ students: [other] });
const { meetings, paperIds, params, arrange } = await holdTerm(course, 3);
const [x, , y, , z] = paperIds as [string, string, string, string, string, string];
const meetingOf = (paperId: string) =>
  meetings.find(({ papers }) => papers.some(({ id }) => id === paperId))?.id ?? '';

const offer = (
  who: PersonClient,
  paperId: string,
  toPersonId: string | null = null,
  forPaperId: string | null = null,
  id = newId(),
) => who.call(swapsRoutes.offerSwap, { params, body: { id, paperId, toPersonId, forPaperId } });
const accept = (who: PersonClient, { id }: Swap) =>
  who.call(swapsRoutes.acceptSwap, { params: { swapId: id } });
const list = (who: PersonClient) => who.call(swapsRoutes.listSwaps, { params });
const undo = (who: PersonClient, { id }: Swap) => who.call(swapsRoutes.undoSwap, { params: { swapId: id } });
const presenters = async () =>
  Object.fromEntries(
    (await ta.call(signupRoutes.readTerm, { params })).talks.flatMap(({ paperId, presenters: all }) =>
      all.length === 0 ? [] : [[paperId, all.map(({ name }) => name).toSorted()]],
    ),
  );
const put = async (paperId: string, ids: string[]) => {
  const [talk] = (
    await ta.call(presentationsRoutes.listTalks, { params: { meetingId: meetingOf(paperId) } })
  ).filter((one) => one.paperId === paperId);
  await ta.call(presentationsRoutes.assignPresenters, {
    params: { meetingId: meetingOf(paperId), paperId },
    body: { presenterIds: ids, revision: talk?.revision ?? 0 },
  });
};
const refused = (reason: string, status = 409) => ({ status, body: { reason } });
const until = async (holds: () => Promise<boolean>) => {
  for (let look = 0; look < 200 && !(await holds()); look++)
    await new Promise((resolve) => setTimeout(resolve, 20));
  expect(await holds()).toBe(true);
};

beforeEach(async () => {
  app.clock.set('2026-09-20T12:00:00.000Z');
  await Promise.all(['signups', 'talks', 'swaps'].map((name) => app.db.collection(name).deleteMany({})));
  await arrange(ta, 0);
  await put(x, [ada.personId]);
  await put(y, [ben.personId]);
});

test('an exchange: offered, seen by the two and the staff, accepted; both seats change, and with them the rights', async () => {
  const live = await ben.socket();
  await live.join('course', course.id);
  const swap = await offer(ada, x, ben.personId, y);
  expect(swap).toMatchObject({ state: 'offered', from: { name: 'Ada' }, to: { name: 'Ben' }, log: [] });
  await live.waitFor(swapsEvents.swapsChanged);
  expect(await list(ben)).toEqual([swap]);
  for (const [who, status] of [
    [cleo, 404],
    [observer, 403],
  ] as const) {
    expect(await list(who)).toEqual([]);
    await expect(accept(who, swap)).rejects.toMatchObject({ status });
  }
  for (const who of [stranger, other]) {
    await expect(list(who)).rejects.toMatchObject({ status: 404 });
    await expect(accept(who, swap)).rejects.toMatchObject({ status: 404 });
    await expect(offer(who, x)).rejects.toMatchObject({ status: 404 });
  }
  await expect(accept(ada, swap)).rejects.toMatchObject(refused('own_offer', 403));
  const toldAda = await ada.socket();
  await toldAda.join('person', ada.personId);
  expect(await accept(ben, swap)).toMatchObject({ state: 'done' });
  expect(await toldAda.waitFor(signupEvents.seatsChanged)).toEqual({ courseId: course.id });
  expect(await presenters()).toEqual({ [x]: ['Ben'], [y]: ['Ada'] });
  const upload = (who: PersonClient, paperId: string) =>
    who.upload(
      presentationsRoutes.uploadSlides,
      { params: { meetingId: meetingOf(paperId), paperId }, body: {} },
      'no PDF',
      'talk.pdf',
    );
  await expect(upload(ada, x)).rejects.toMatchObject(refused('presenters_only', 403));
  await expect(upload(ben, x)).rejects.toMatchObject({ body: { reason: 'not_a_pdf' } });
  // The same request again, because its answer was lost.
  expect(await accept(ben, swap)).toMatchObject({ state: 'done' });
  const [seen] = await list(ta);
  expect(seen?.log.map(({ by, what }) => `${by} ${what}`)).toEqual([
    ...['Ada offered', 'Ben accepted', 'Ben done'],
  ]);
});

test('a seat that is given away: a hundred want it at once, one gets it, nobody has two', async () => {
  const swap = await offer(ada, x);
  expect(await list(cleo)).toEqual([swap]);
  const takers = [cleo, ...crowd];
  const asked = await Promise.allSettled(
    Array.from({ length: 100 }, (_, at) => accept(takers[at % takers.length] ?? cleo, swap)),
  );
  const done = asked.flatMap((one) => (one.status === 'fulfilled' ? [one.value.to?.id] : []));
  expect(new Set(done).size).toBe(1);
  const { [x]: now } = await presenters();
  expect(now).toEqual([takers.find(({ personId }) => personId === done[0])?.name]);
  expect(await list(crowd.find(({ personId }) => personId !== done[0]) ?? cleo)).toEqual([]);
});

test('two swaps of one seat at once: it changes hands once', async () => {
  await put(z, [cleo.personId]);
  const swaps = [await offer(ada, x, ben.personId, y), await offer(ada, x, cleo.personId, z)];
  const asked = await Promise.allSettled([accept(ben, swaps[0] as Swap), accept(cleo, swaps[1] as Swap)]);
  expect(asked.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(
    Object.values(await presenters())
      .flat()
      .toSorted(),
  ).toEqual(['Ada', 'Ben', 'Cleo']);
});

test('declined, withdrawn, lapsed: then it cannot be accepted, and the seats are as they were', async () => {
  const close = (who: PersonClient, { id }: Swap, how: 'declineSwap' | 'withdrawSwap') =>
    who.call(swapsRoutes[how], { params: { swapId: id } });
  const [first, second, third] = [
    await offer(ada, x, ben.personId, y),
    await offer(ada, x, ben.personId, y),
    await offer(ada, x, ben.personId, y),
  ];
  await expect(close(ada, first, 'declineSwap')).rejects.toMatchObject({ status: 404 });
  await expect(close(ben, second, 'withdrawSwap')).rejects.toMatchObject({ status: 404 });
  expect(await close(ben, first, 'declineSwap')).toMatchObject({ state: 'declined' });
  expect(await close(ada, second, 'withdrawSwap')).toMatchObject({ state: 'withdrawn' });
  for (const swap of [first, second])
    await expect(accept(ben, swap)).rejects.toMatchObject(refused('answered_already'));
  await put(x, [cleo.personId]);
  expect((await list(ben)).find(({ id }) => id === third.id)).toMatchObject({ state: 'lapsed' });
  await expect(accept(ben, third)).rejects.toMatchObject(refused('seat_gone'));
  expect(await presenters()).toEqual({ [x]: ['Cleo'], [y]: ['Ben'] });
});

test('only as far as the staff allow, only own seats, only before the meeting, only with students of the course', async () => {
  await expect(offer(cleo, x)).rejects.toMatchObject(refused('seat_gone'));
  for (const who of [ta, observer])
    await expect(offer(who, x)).rejects.toMatchObject(refused('must_be_student', 403));
  for (const who of [ta, other])
    await expect(offer(ada, x, who.personId, y)).rejects.toMatchObject(refused('not_a_classmate', 422));
  await expect(offer(ada, x, null, y)).rejects.toMatchObject({ status: 400 });
  const open = await offer(ada, x);
  await arrange(ta, 1, { swaps: 'exchange' });
  await expect(offer(ada, x)).rejects.toMatchObject(refused('exchange_only', 403));
  await expect(accept(cleo, open)).rejects.toMatchObject(refused('exchange_only', 403));
  const exchange = await offer(ada, x, ben.personId, y);
  await arrange(ta, 2, { swaps: 'none' });
  await expect(accept(ben, exchange)).rejects.toMatchObject(refused('no_swaps', 403));
  await arrange(ta, 3, { swaps: 'all' });
  app.clock.set('2026-10-05T14:00:00.000Z');
  await expect(accept(ben, exchange)).rejects.toMatchObject(refused('talk_begun'));
  expect(await presenters()).toEqual({ [x]: ['Ada'], [y]: ['Ben'] });
});

test('the staff undo a swap; who has left gets no seat back', async () => {
  const swap = await offer(ada, x, ben.personId, y);
  await expect(undo(ta, swap)).rejects.toMatchObject(refused('not_done'));
  await accept(ben, swap);
  await expect(undo(ada, swap)).rejects.toMatchObject(refused('staff_only', 403));
  expect(await undo(ta, swap)).toMatchObject({ state: 'undone' });
  expect(await undo(ta, swap)).toMatchObject({ state: 'undone' });
  expect(await presenters()).toEqual({ [x]: ['Ada'], [y]: ['Ben'] });
  expect((await list(ta))[0]?.log.map(({ by }) => by)).toEqual(['Ada', 'Ben', 'Ben', 'Tove', 'Tove']);

  const leaver = crowd[0] as PersonClient;
  await put(z, [leaver.personId]);
  const gift = await offer(leaver, z);
  const open = await offer(leaver, z, cleo.personId);
  await accept(cleo, gift);
  await course.instructor.call(coursesRoutes.dropMember, {
    params: { ...params, personId: leaver.personId },
  });
  await expect(undo(ta, gift)).rejects.toMatchObject(refused('has_left'));
  await until(async () => (await list(ta)).find(({ id }) => id === open.id)?.state === 'withdrawn');
});

test('who leaves loses the talks to come and keeps the one that was given', async () => {
  const leaver = crowd[1] as PersonClient;
  await put(x, [leaver.personId]);
  await put(z, [leaver.personId]);
  // The first meeting begins; the last one is two weeks away.
  app.clock.set('2026-10-05T14:00:00.000Z');
  await course.instructor.call(coursesRoutes.dropMember, {
    params: { ...params, personId: leaver.personId },
  });
  const talks = async () =>
    (await app.db.collection<{ _id: string; presenterIds: string[] }>('talks').find().toArray())
      .filter(({ presenterIds }) => presenterIds.includes(leaver.personId))
      .map(({ _id }) => _id);
  await until(async () => !(await talks()).includes(z));
  expect(await talks()).toEqual([x]);
});

describe('a crash', () => {
  /** As the documents stand when the server ends after so many of the two moves. */
  const leave = async (swap: Swap, state: 'accepted' | 'undoing', moved: [boolean, boolean]) => {
    const isBack = state === 'undoing';
    const [here, there] = isBack ? [ben.personId, ada.personId] : [ada.personId, ben.personId];
    const talks = app.db.collection<{ _id: string }>('talks');
    await talks.updateOne({ _id: x }, { $set: { presenterIds: [moved[0] ? there : here] } });
    await talks.updateOne({ _id: y }, { $set: { presenterIds: [moved[1] ? here : there] } });
    await app.db
      .collection<{ _id: string }>('swaps')
      .updateOne({ _id: swap.id }, { $set: { state, toId: ben.personId } });
  };
  test.each([
    [false, false],
    [true, false],
    [true, true],
  ])('after none, one or both of the moves (%s, %s): the next start finishes it', async (...moved) => {
    const swap = await offer(ada, x, ben.personId, y);
    await leave(swap, 'accepted', moved);
    await startAgain(app);
    expect(await presenters()).toEqual({ [x]: ['Ben'], [y]: ['Ada'] });
    expect((await list(ta))[0]).toMatchObject({ state: 'done' });
    await leave(swap, 'undoing', moved);
    await startAgain(app);
    expect(await presenters()).toEqual({ [x]: ['Ada'], [y]: ['Ben'] });
    expect((await list(ta))[0]).toMatchObject({ state: 'undone' });
  });

  test('where the second move is not possible any more, the first is taken back: no seat is lost or doubled', async () => {
    const swap = await offer(ada, x, ben.personId, y);
    await leave(swap, 'accepted', [true, false]);
    await put(y, [cleo.personId]);
    await startAgain(app);
    expect(await presenters()).toEqual({ [x]: ['Ada'], [y]: ['Cleo'] });
    expect((await list(ta))[0]).toMatchObject({ state: 'failed' });
  });

  test('between a drop and the loss of the seat: the next start takes it', async () => {
    await app.db
      .collection<{ _id: string }>('memberships')
      .updateOne({ _id: `${course.id}:${ben.personId}` }, { $set: { droppedAt: new Date() } });
    await startAgain(app);
    expect(await presenters()).toEqual({ [x]: ['Ada'] });
    await app.db
      .collection<{ _id: string }>('memberships')
      .updateOne({ _id: `${course.id}:${ben.personId}` }, { $set: { droppedAt: null } });
  });
});
