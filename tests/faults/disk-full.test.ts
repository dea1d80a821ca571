// The disk fills up while people write and upload: new writes are refused in time, reading goes on, and so does writing when there is room.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, expect, jest, test } from '@jest/globals';
import { accountsRoutes } from '#shared/accounts/contract.ts';
import { annotationsRoutes } from '#shared/annotations/contract.ts';
import { signupRoutes } from '#shared/signup/contract.ts';
import { listFor, uploadDocument } from '#tests/annotations/read-document.ts';
import { createChance } from '#tests/support/chance.ts';
import { createClient } from '#tests/support/client.ts';
import { fillClass } from '#tests/support/full-class.ts';
import { startServer } from '#tests/support/server.ts';
import { keepAtWork } from './at-work.ts';
import { createTally, wait } from './persist.ts';
import { mountSmallDisk } from './small-disk.ts';
import { prepareDesk, putToWork } from './workers.ts';

jest.setTimeout(120_000);

const disk = await mountSmallDisk(320);
if (!disk)
  process.stderr.write('SKIPPED: only root can mount a small disk, so nobody saw what a full one does.\n');

/** `low` below 32 MB, `critical` below 8. */
const minFreeMb = 32;
const token = 'a token of some length';

const open = async (folder: string) => {
  const env = { TRUSTED_PROXIES: '1', MIN_FREE_MB: String(minFreeMb), METRICS_TOKEN: token };
  const server = await startServer({ dataDir: folder, env });
  const tally = createTally();
  const room = await fillClass(server.url, server.administratorLink, 6);
  const desk = await prepareDesk(room, tally, createChance(7));
  const workers = await putToWork(desk);
  const metric = async (name: string) => {
    const answer = await fetch(`${server.url}/metrics`, { headers: { authorization: `Bearer ${token}` } });
    return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(await answer.text())?.[1]);
  };
  return { server, tally, room, desk, workers, metric };
};
const world = disk && (await open(disk.folder));
afterAll(async () => {
  await world?.server.stop();
  await disk?.remove();
});
const testOnDisk = disk && world ? test : test.skip;
const here = () => {
  if (!disk || !world) throw new Error('There is no small disk');
  return { disk, ...world };
};
const refusalOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: unknown) => (error as { body?: { reason: string } }).body?.reason ?? String(error),
  );

testOnDisk(
  'filled while people write and send slides: refused with a sentence, read on, and written on',
  async () => {
    const { disk, server, tally, room, desk, workers, metric } = here();
    const [first] = room.students;
    if (!first) throw new Error('Nobody came');
    const atWork = keepAtWork(workers, tally);
    await atWork.untilMore(workers.length * 3);
    await disk.fillTo(minFreeMb / 2);
    // From here on the server knows; until then, a moment after its last look, it may still take what comes.
    while (!/the disk is nearly full/.test(server.output())) await wait(20);
    const before = tally.acknowledged;
    while ((tally.refusals.get('disk_full') ?? 0) < workers.length * 2) await wait(20);
    expect(await metric('paperround_disk_full')).toBe(1);
    expect(await metric('paperround_disk_free_bytes')).toBeLessThan(minFreeMb * 1024 * 1024);
    const ready = await fetch(`${server.url}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([
      200,
      { ok: true, reasons: [], warnings: ['disk_full'] },
    ]);

    // People read, sign in and out, and take back.
    expect((await listFor(first.client, desk.document.id)).threads.length).toBeGreaterThan(0);
    const newcomer = createClient(server.url, '10.9.0.1');
    const body = { email: 's0@example.org', password: 'slow green turtles' };
    await newcomer.call(accountsRoutes.signIn, { body });
    await newcomer.call(accountsRoutes.signOut);
    const refused = await first.client.raw('PUT', `/api/courses/${room.courseId}/preferences/own`, {
      body: JSON.stringify({ ranked: [], blocked: [], partnerId: null, revision: 0 }),
      headers: { 'content-type': 'application/json' },
    });
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '10']);
    const told = (await refused.json()) as { reason: string; message: string };
    expect(told.reason).toBe('disk_full');
    expect(told.message).toContain('Reading goes on; what you type is kept on this device');
    const upload = uploadDocument({ instructor: room.staff, id: room.courseId });
    expect(await refusalOf(upload)).toBe('disk_full');
    // Everybody sends one thing at a time: what was under way was finished, and nothing new came after it.
    expect(tally.acknowledged - before).toBeLessThanOrEqual(workers.length);

    disk.empty();
    await atWork.untilMore(workers.length * 2);
    await atWork.stop();
    expect(tally.wrong).toEqual([]);
    expect((await Promise.all(workers.map((worker) => worker.check()))).flat()).toEqual([]);
    const again: unknown = await (await fetch(`${server.url}/readyz`)).json();
    expect(again).toEqual({ ok: true, reasons: [] });
    expect(server.output()).toMatch(/the disk is nearly full; new writes are refused/);
  },
);

testOnDisk(
  'eaten up by another program, and the database dies of it: it is opened again when there is room',
  async () => {
    const { disk, server, tally, room, desk, workers } = here();
    const [first] = room.students;
    if (!first) throw new Error('Nobody came');
    const atWork = keepAtWork(workers, tally);
    await atWork.untilMore(workers.length);
    await disk.fillTo(0);
    // Signed in as before: reading writes nothing, not even that a session was used.
    expect((await listFor(first.client, desk.document.id)).threads.length).toBeGreaterThan(0);
    const params = { courseId: room.courseId };
    await first.client.call(signupRoutes.readSignup, { params });
    const { threads } = await listFor(first.client, desk.document.id);
    const threadId = threads.find(({ authorId }) => authorId !== first.id)?.id ?? '';
    const vote = { params: { threadId, postId: threadId } };
    expect(await refusalOf(first.client.call(annotationsRoutes.withdrawUpvote, vote))).toBe('disk_full');

    process.kill(Number(await readFile(path.join(disk.folder, 'db/mongod.lock'), 'utf8')), 'SIGKILL');
    while (!/stays closed until the disk has room/.test(server.output())) await wait(50);
    expect(await refusalOf(listFor(first.client, desk.document.id))).toBe('database_away');
    expect((await fetch(`${server.url}/readyz`)).status).toBe(503);
    disk.empty();
    await atWork.untilMore(workers.length * 2);
    await atWork.stop();
    expect(server.output()).toMatch(/is open again/);
    expect(tally.wrong).toEqual([]);
    expect((await Promise.all(workers.map((worker) => worker.check()))).flat()).toEqual([]);
  },
);
