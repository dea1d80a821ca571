// Leases and turns: one owner at a time, taken over from whoever died, handed over by whoever stops.
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test } from '@jest/globals';
import { createLeases } from '#server/kernel/leases.ts';
import { createLog } from '#server/kernel/log.ts';
import { createTurns } from '#server/kernel/turns.ts';
import { testDatabase } from '#tests/support/engine.ts';

const database = testDatabase();
const log = createLog('silent');
const db = await database.connect();
// As two processes have them.
const [here, there] = [createLeases(db, log), createLeases(await database.connect(), log)];
afterAll(() => Promise.all([here.close(), there.close()]));

const records = db.collection<{ _id: string; owner: string; until: Date }>('leases');

test('of many who ask at once one has it; when it ends the next may', async () => {
  const asked = await Promise.all(Array.from({ length: 20 }, (_, at) => (at % 2 ? here : there).take('a:1')));
  const [lease, ...more] = asked.filter((one) => one !== null);
  expect(more).toEqual([]);
  expect([here.has('a:1'), there.has('a:1')].filter(Boolean)).toHaveLength(1);
  expect(await there.isAnyHeld('a:')).toBe(true);
  await lease?.end();
  await lease?.end();
  expect(await records.countDocuments()).toBe(0);
  expect(await there.isAnyHeld('a:')).toBe(false);
});

test('it is renewed as long as its owner lives, and told when it is lost', async () => {
  const lease = await here.take('a:2');
  const [before] = await records.find({ _id: 'a:2' }).toArray();
  const renewed = async () => {
    const [now] = await records.find({ _id: 'a:2' }).toArray();
    return (now?.until ?? 0) > (before?.until ?? 0);
  };
  while (!(await renewed())) await sleep(50);
  // As if this process had stood still for long enough.
  await records.updateOne({ _id: 'a:2' }, { $set: { until: new Date(0) } });
  const taken = await there.take('a:2');
  expect(taken).not.toBeNull();
  if (lease && !lease.signal.aborted) await once(lease.signal, 'abort');
  expect(here.has('a:2')).toBe(false);
  // Its end is none of the other's.
  await lease?.end();
  expect(await records.countDocuments({ _id: 'a:2' })).toBe(1);
  await taken?.end();
});

test('what a process leaves in the middle is taken up by another, once', async () => {
  const stopping = createLeases(db, log);
  const work = stopping.during('job:42', async (signal) => {
    await once(signal, 'abort');
    throw new Error('stopped');
  });
  const done: string[] = [];
  const takenUp = new Promise<void>((resolve) => {
    for (const leases of [here, there])
      leases.onAbandoned('job', async (id) => {
        await leases.during(`job:${id}`, () => {
          done.push(id);
          return Promise.resolve();
        });
        resolve();
      });
  });
  await Promise.all([here.start(), there.start()]);
  expect(await here.isAlone()).toBe(false);
  expect(await here.during('job:42', () => Promise.resolve('twice'))).toBeUndefined();
  stopping.retire();
  await stopping.close();
  await expect(work).rejects.toThrow('stopped');
  await takenUp;
  expect(done).toEqual(['42']);
  while ((await records.countDocuments({ _id: 'job:42' })) > 0) await sleep(10);
});

test('turns over one thing never overlap, whichever process they came to', async () => {
  const [ours, theirs] = [createTurns(here, 'thing'), createTurns(there, 'thing')];
  let inside = 0;
  let most = 0;
  let count = 0;
  await Promise.all(
    Array.from({ length: 16 }, (_, at) =>
      (at % 2 ? ours : theirs)('x', async () => {
        inside += 1;
        most = Math.max(most, inside);
        const seen = count;
        await sleep(2);
        count = seen + 1;
        inside -= 1;
      }),
    ),
  );
  expect([most, count]).toEqual([1, 16]);
});
