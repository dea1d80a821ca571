// Phones that were away for a while come back to the same place with nothing lost and nothing twice; of two staff who press at once one wins.
import { expect, test } from '@jest/globals';
import { roundsEvents, roundsRoutes } from '#shared/rounds/contract.ts';
import { startApp } from '#tests/support/app.ts';
import { groupOf, openClassroom, refusalOf, roundOf } from './classroom.ts';
import { createNoteTaker } from './note-taker.ts';

const app = await startApp();

const until = async (isTrue: () => boolean) => {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 10));
};

test('one is away while the others type and types meanwhile: all words are there once, for everybody', async () => {
  const room = await openClassroom(app, 7);
  await room.checkInAll();
  const live = await room.draw();
  await room.start(roundOf(live).id, 'group');
  const [group] = roundOf(live).groups;
  if (!group) throw new Error('seven people make two groups');
  const takers = room.students
    .filter(({ personId }) => group.members.includes(personId))
    .map((student) => createNoteTaker(app.url, student, group.notesId));
  const [away, ...others] = takers;
  if (!away) throw new Error('a group has members');
  for (const taker of takers) await taker.open();
  const typed: string[] = [];
  const type = (taker: (typeof takers)[number], word: string) => {
    typed.push(word);
    taker.type(`${word} `);
  };
  type(away, 'before');
  // Twice: a phone that has just come back may be gone again.
  for (const spell of ['first', 'second']) {
    // Whether this one has an answer yet or not.
    type(away, `${spell}-going`);
    away.lose();
    for (let word = 0; word < 15; word += 1) {
      type(away, `${spell}-away-${String(word)}`);
      for (const [who, taker] of others.entries()) type(taker, `${spell}-${String(who)}-${String(word)}`);
      await until(() => others.every((taker) => taker.isSettled));
    }
    await away.comeBack();
    await until(() => away.isSettled);
  }
  const words = () => takers.map((taker) => taker.text().trim().split(' '));
  await until(() => words().every(({ length }) => length === typed.length));
  for (const text of words()) expect(text.toSorted()).toEqual(typed.toSorted());
  const [record] = await room.instructor.call(roundsRoutes.listRounds, {
    params: { meetingId: room.meetingId },
  });
  expect(record?.reports[0]?.notes[0]).toBe(away.text());
  for (const taker of takers) taker.close();
});

test('a class goes on while somebody is away: they hear what they missed, once, and are in their group', async () => {
  const room = await openClassroom(app, 7);
  await room.checkInAll();
  const live = await room.draw();
  const { id } = roundOf(live);
  const [ada] = room.students;
  if (!ada) throw new Error('students were asked for');
  const first = await ada.socket();
  const joined = await first.join('meeting', room.meetingId);
  if (!joined.ok) throw new Error(joined.message);
  await room.start(id, 'group');
  await first.waitFor(roundsEvents.liveChanged, (told) => roundOf(told.live).phase === 'group');
  const last = first.facts.at(-1);
  first.close();
  await first.ended;

  await room.extend(id, 1);
  await room.pause(id);
  const now = await room.resume(id);

  const second = await ada.socket();
  const back = await second.join('meeting', room.meetingId, { epoch: last?.epoch, seq: last?.seq });
  if (!back.ok) throw new Error(back.message);
  expect(back.gap).toBe(false);
  // What was missed comes with the answer, what is told only now comes after it.
  const heard = () => [...back.missed, ...second.facts];
  const newest = () => heard().at(-1)?.payload as { live: typeof now } | undefined;
  await until(() => newest()?.live.revision === now.revision);
  const from = (last?.seq ?? 0) + 1;
  expect(heard().map(({ seq }) => seq)).toEqual(heard().map((_, index) => from + index));
  expect(newest()?.live.round).toEqual(now.round);
  expect(groupOf(newest()?.live ?? live, ada)).toEqual(groupOf(live, ada));
  expect(newest()?.live.present).toContain(ada.personId);
  second.close();
});

test('two staff draw at once, and start phases at once: one wins, the other is told, and both see the same', async () => {
  const room = await openClassroom(app, 7);
  await room.checkInAll();
  const { id } = roundOf(await room.draw());
  // The same act by both is done once.
  const [one, other] = await Promise.all([room.start(id, 'group'), room.start(id, 'group')]);
  expect(roundOf(one).countdown).toEqual(roundOf(other).countdown);
  const outcomes = await Promise.all([refusalOf(room.start(id, 'done')), refusalOf(room.start(id, 'class'))]);
  const live = await room.read();
  expect(roundOf(live).phase).toBe('done');
  // Either the end came first and the other was told, or both came in their order.
  expect([
    ['nothing was refused', 'forbidden phase_order'],
    ['nothing was refused', 'nothing was refused'],
  ]).toContainEqual(outcomes);
  expect(roundOf(live).groups).toEqual(roundOf(one).groups);
});
