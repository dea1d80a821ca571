// One person in the place of another in everything that is stored: wherever the id stands, and without taking anybody's change back.
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { Binary } from 'mongodb';
import { newId } from '#shared/kernel/primitives.ts';
import { renamePerson } from '#server/accounts/merges/rename.ts';
import { nativeDb } from '#server/kernel/db/connect.ts';
import { createLog } from '#server/kernel/log.ts';
import { createChance } from '#tests/support/chance.ts';
import { testDatabase } from '#tests/support/engine.ts';

interface Stored {
  _id: string;
  [field: string]: unknown;
}

const chance = createChance(5);
const db = nativeDb(await testDatabase().connect());
const rename = (from: string, to: string) =>
  renamePerson(db, { from, to, lost: new AbortController().signal, log: createLog('silent') });

test('as a value, in a list, as the name of a field, in another id, in a mention; all else stays as it was', async () => {
  const [from, to, other] = [newId(), newId(), newId()];
  const at = new Date();
  const bytes = new Binary(Buffer.from([1, 2, 3]));
  const places = db.collection<Stored>('places');
  await places.insertOne({
    ...{ _id: `course:${from}`, personId: from, list: [other, from], none: null, at, bytes, count: 2.5 },
    ...{ roles: { [from]: 'host' }, text: `[@Ada](person:${from})`, deep: [{ who: { by: from } }] },
  });
  await places.insertOne({ _id: 'untouched', personId: other });
  await rename(from, to);
  expect(await places.find().sort({ _id: 1 }).toArray()).toEqual([
    {
      ...{ _id: `course:${to}`, personId: to, list: [other, to], none: null, at, bytes, count: 2.5 },
      ...{ roles: { [to]: 'host' }, text: `[@Ada](person:${to})`, deep: [{ who: { by: to } }] },
    },
    { _id: 'untouched', personId: other },
  ]);
});

test('what others write in the same documents at that moment is kept', async () => {
  const [one, two] = [newId(), newId()];
  const busy = db.collection<{ _id: string; who: string; list: number[] }>('busy');
  await busy.insertOne({ _id: 'busy', who: one, list: [] });
  let isDone = false;
  let pushed = 0;
  const push = async () => {
    while (!isDone) {
      await busy.updateOne({ _id: 'busy' }, { $push: { list: pushed } });
      pushed += 1;
      await sleep(chance.next() * 4);
    }
  };
  const pushing = push();
  for (let round = 0; round < 40; round += 1) {
    await rename(one, two);
    await rename(two, one);
  }
  isDone = true;
  await pushing;
  const stored = await busy.findOne({ _id: 'busy' });
  expect([stored?.who, stored?.list.length]).toEqual([one, pushed]);
  expect(pushed).toBeGreaterThan(40);
});
