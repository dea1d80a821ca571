// A migration that is killed goes on where it was; of two at once one does it and one waits; what is newer is left alone.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { root } from '#server/build/stamp.js';
import { makeBackup } from '#server/admin/backup/make.ts';
import { filesInFolder } from '#server/admin/stored-files.ts';
import { nativeDb } from '#server/kernel/db/connect.ts';
import { readEnvironment } from '#server/kernel/env.ts';
import { testDatabase } from '#tests/support/engine.ts';
import { runServer } from '#tests/support/server.ts';
import { adminOn, temporaryFolder } from './admin.ts';
import { readRelease } from './released.ts';

const database = testDatabase();
const db = nativeDb(await database.connect());
const env = { MONGODB_URI: database.uri, DATA_DIR: await temporaryFolder() };
const admin = adminOn(env);

interface Thread {
  _id: string;
  seq?: number;
}
interface MigrationRecord {
  _id: string;
  startedAt: Date;
  cursor: string | null;
  finishedAt: Date | null;
}
const threads = db.collection<Thread>('threads');
const migrations = db.collection<MigrationRecord>('migrations');
const count = 8_000;
const isOfEarlyDays = { seq: { $exists: false } };

/** As many threads as the first release wrote them as take a while. */
const storeThreads = async () => {
  const early = (await readRelease('release-1')).get('threads') ?? [];
  for (let from = 0; from < count; from += 2000)
    await threads.insertMany(
      Array.from({ length: 2000 }, (_, at) => ({
        ...early[at % early.length],
        _id: `t${String(from + at).padStart(23, '0')}`,
      })),
    );
};

const running = new Set<ReturnType<typeof spawn>>();
afterAll(() => {
  for (const child of running) child.kill('SIGKILL');
});

/** `npm run admin -- migrate`, without npm. */
const startMigrating = () => {
  const { NODE_OPTIONS: _ours, TEST_MONGODB_URI: _tests, ...inherited } = process.env;
  const child = spawn(process.execPath, [path.join(root, 'server/paperround.js'), 'migrate'], {
    env: { ...inherited, NODE_ENV: 'production', ...env },
    stdio: 'ignore',
  });
  running.add(child);
  const ended = new Promise<NodeJS.Signals | null>((resolve) => {
    child.once('exit', (_code, signal) => {
      running.delete(child);
      resolve(signal);
    });
  });
  return () => {
    child.kill('SIGKILL');
    return ended;
  };
};

test('killed in the middle, it goes on where it was; of two at once one does it and the other waits', async () => {
  await storeThreads();
  const kill = startMigrating();
  while (((await migrations.findOne())?.cursor ?? null) === null)
    await new Promise((resolve) => setTimeout(resolve, 2));
  expect(await kill()).toBe('SIGKILL');
  const stopped = await migrations.findOne();
  const left = await threads.countDocuments(isOfEarlyDays);
  expect(stopped).toMatchObject({ finishedAt: null, cursor: expect.any(String) });
  expect(left).toBeGreaterThan(0);
  expect(left).toBeLessThan(count);

  // Whoever went on from the start would find this one again.
  const [first] = await threads.find().sort({ _id: 1 }).limit(1).toArray();
  await threads.updateOne({ _id: first?._id ?? '' }, { $unset: { seq: 1 } });
  const two = await Promise.all([admin(['migrate']), admin(['migrate'])]);
  expect(two.map(({ code, warned }) => [code, warned])).toEqual([
    [0, ''],
    [0, ''],
  ]);
  expect(two.map(({ said }) => said.split(':')[0]).sort()).toEqual(['1', 'Nothing to do']);
  expect((await threads.find(isOfEarlyDays).toArray()).map(({ _id }) => _id)).toEqual([first?._id]);
  const finished = await migrations.findOne();
  expect(finished?.startedAt).toEqual(stopped?.startedAt);
  expect(finished?.finishedAt).not.toBeNull();
});

test('what a newer version has migrated is refused by every program, and stays as it is', async () => {
  await migrations.insertOne({ _id: '0099', startedAt: new Date(), cursor: null, finishedAt: new Date() });
  const newer = /was used by a newer version of Paperround \(its schema is 99, this version knows \d+\)/;
  const place = path.join(env.DATA_DIR, 'backups');
  for (const args of [['migrate'], ['doctor'], ['backup', place], ['export-course', 'C', place]])
    expect([args[0], await admin(args)]).toMatchObject([
      ...[args[0], { code: 1, warned: expect.stringMatching(newer) }],
    ]);
  const server = await runServer(env);
  expect([server.code, server.output]).toEqual([1, expect.stringMatching(newer)]);
  expect(await threads.countDocuments()).toBe(count);
  // What is kept of it before an older version takes its place says what it is.
  await threads.deleteMany({});
  const kept = await makeBackup(db, filesInFolder(env.DATA_DIR), place, readEnvironment(env));
  expect(kept.manifest.schema).toBe(99);
});
