// Live rooms of several processes on one Redis: one order of facts for all, nothing lost while Redis is killed or hangs.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, expect, jest, test } from '@jest/globals';
import { createClient } from 'redis';
import { io } from 'socket.io-client';
import { z } from 'zod';
import { liveEvent } from '#shared/kernel/contract.ts';
import { newId } from '#shared/kernel/primitives.ts';
import { reason } from '#shared/kernel/rules.ts';
import { createLiveClient } from '#client/kernel/live-client.ts';
import { createBus, type Bus } from '#server/kernel/bus.ts';
import { createWritesLimit } from '#server/kernel/limits.ts';
import { createLive } from '#server/kernel/live.ts';
import { createLiveCalls } from '#server/kernel/live-calls.ts';
import { createLog } from '#server/kernel/log.ts';
import { openPeers, type Peers } from '#server/kernel/peers.ts';
import { tellScript } from '#server/kernel/room-scripts.ts';
import { startProxy } from '#tests/faults/proxy.ts';
import { describeWithRedis, startRedis, type RedisServer } from '#tests/support/redis.ts';
import { openSocket } from '#tests/support/socket.ts';

jest.setTimeout(60_000);

const log = createLog('silent');
const alwaysStoring = { ensure: () => Promise.resolve() };
const dripped = liveEvent({
  name: 'cluster.dripped',
  room: 'pool',
  summary: 'A drop fell',
  payload: z.strictObject({ drop: z.int() }),
});
const prefix = 'paperround:test:';

interface Process {
  readonly url: string;
  readonly bus: Bus;
  readonly peers: Peers;
  close(): Promise<void>;
}

const until = async (what: string, isTrue: () => boolean) => {
  const end = Date.now() + 25_000;
  while (!isTrue()) {
    if (Date.now() > end) throw new Error(`Not within 25 seconds: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};

describeWithRedis('live rooms of several processes', () => {
  let redis: RedisServer;
  const processes: Process[] = [];
  const closing: (() => void)[] = [];
  const banned = new Set<string>();
  afterAll(async () => {
    for (const close of closing) close();
    await Promise.all(processes.map((one) => one.close()));
    await redis.stop();
  });

  const openProcess = async (url = redis.url): Promise<Process> => {
    const peers = await openPeers({ url, prefix, log });
    const bus = createBus(log);
    const server = createServer();
    const live = createLive({
      ...{ server, bus, session: [], peers, log },
      guards: [
        {
          kind: 'pool',
          pointer: (_visitor, id) => [['pool', id]],
          mayEnter: (_visitor, id) => Promise.resolve(!banned.has(id) || reason('banned', 'Not any more.')),
        },
      ],
      calls: createLiveCalls([], { writes: createWritesLimit(), storing: alwaysStoring, log }),
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const port = String((server.address() as AddressInfo).port);
    const close = async () => {
      await live.close();
      peers.close();
    };
    const opened = { url: `http://127.0.0.1:${port}`, bus, peers, close };
    processes.push(opened);
    return opened;
  };

  // What the database would say: all that was done.
  const fallen = new Map<string, number[]>();
  let drops = 0;
  const drip = ({ bus }: Process, pool: string) => {
    drops += 1;
    fallen.set(pool, [...(fallen.get(pool) ?? []), drops]);
    bus.publish(dripped, pool, { drop: drops });
  };

  /** A page as the product has it: fetches what there is when it is told to, and works in what it hears. */
  const openPage = ({ url }: Process, pool: string) => {
    const known = new Set<number>();
    let heard = 0;
    const client = createLiveClient({
      open: (auth) => {
        const socket = io(url, { path: '/live', transports: ['websocket'], forceNew: true, auth });
        closing.push(() => socket.close());
        return Promise.resolve(socket);
      },
      retryMs: 50,
    });
    closing.push(
      client.joinRoom(`pool:${pool}`, {
        onFact: (_name, payload) => {
          heard += 1;
          known.add((payload as { drop: number }).drop);
        },
        onGap: () => {
          for (const drop of fallen.get(pool) ?? []) known.add(drop);
        },
      }),
    );
    const hasAll = () => (fallen.get(pool) ?? []).every((drop) => known.has(drop));
    return { hasAll, known, heard: () => heard };
  };
  const numbered = (facts: readonly { epoch: string; seq: number; payload: unknown }[]) =>
    facts.map(({ epoch, seq, payload }) => [epoch, seq, (payload as { drop: number }).drop]);

  test('facts from both sides at once have one numbering and one order everywhere', async () => {
    redis = await startRedis();
    const [a, b] = [await openProcess(), await openProcess()];
    await until('they know of each other', () => [a, b].every(({ peers }) => peers.others().length === 1));
    const pool = newId();
    const ears = [await openSocket(a.url, {}), await openSocket(b.url, {})] as const;
    const joined = await Promise.all(ears.map((ear) => ear.join('pool', pool)));
    expect(joined[0]).toEqual(joined[1]);
    for (let round = 0; round < 100; round++) {
      for (const one of [a, b]) for (let i = 0; i < 5; i++) drip(one, pool);
      if (round % 10 === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    }
    await until('all were heard', () => ears.every((ear) => ear.facts.length === 1000));
    expect(ears[0].facts).toEqual(ears[1].facts);
    expect(ears[0].facts.map(({ seq }) => seq)).toEqual(Array.from({ length: 1000 }, (_, i) => i + 1));
    const own = (process: number) =>
      ears[0].facts
        .map(({ payload }) => (payload as { drop: number }).drop)
        .filter((drop) => Math.floor((drop - 1) / 5) % 2 === process);
    for (const process of [0, 1]) expect(own(process)).toEqual(own(process).toSorted((x, y) => x - y));
    for (const ear of ears) ear.close();
  });

  test('whoever comes back on the other process hears exactly what they missed, or is told to refetch', async () => {
    const [a, b] = processes as [Process, Process];
    const pool = newId();
    const before = await openSocket(a.url, {});
    await before.join('pool', pool);
    for (let i = 0; i < 5; i++) drip(a, pool);
    await until('five were heard', () => before.facts.length === 5);
    const [, second] = before.facts;
    before.close();
    for (let i = 0; i < 5; i++) drip(b, pool);
    const after = await openSocket(b.url, {});
    const first = await after.join('pool', pool);
    await until('all is known there', () => first.ok);
    const late = await after.join('pool', pool, { epoch: second?.epoch ?? '', seq: 2 });
    await until('what was on its way has come', () => {
      const known = new Set([...(late.ok ? late.missed : []), ...after.facts].map(({ seq }) => seq));
      return [3, 4, 5, 6, 7, 8, 9, 10].every((seq) => known.has(seq));
    });
    expect(late).toMatchObject({ gap: false, epoch: second?.epoch });
    const foreign = await after.join('pool', pool, { epoch: 'another', seq: 2 });
    expect(foreign).toMatchObject({ ok: true, gap: true, missed: [], seq: 10 });
    // Five hundred are kept for all: nobody gets those before one by one.
    for (let i = 0; i < 600; i++) drip(a, pool);
    await until('six hundred more', () => numbered(after.facts).at(-1)?.[1] === 610);
    const long = await openProcess();
    const ear = await openSocket(long.url, {});
    expect(await ear.join('pool', pool, { epoch: second?.epoch ?? '', seq: 109 })).toMatchObject({
      gap: true,
    });
    const enough = await ear.join('pool', pool, { epoch: second?.epoch ?? '', seq: 110 });
    expect(enough.ok && [enough.gap, enough.missed.length, enough.missed[0]?.seq]).toEqual([false, 500, 111]);
    for (const socket of [after, ear]) socket.close();
    await long.close();
  });

  test('a fact that another process tells is looked at first; what is none keeps its number and nothing else', async () => {
    const [a] = processes as [Process];
    const pool = newId();
    const ear = await openSocket(a.url, {});
    await ear.join('pool', pool);
    const foreign = createClient({ url: redis.url });
    await foreign.connect();
    const run = a.peers.shared?.run() ?? '';
    const tell = (number: number, name: string, payload: object) =>
      foreign.eval(tellScript, {
        keys: [prefix],
        arguments: [
          `${prefix}facts`,
          'stranger',
          run,
          newId(),
          String(number),
          'fact',
          `pool:${pool}`,
          name,
          JSON.stringify(payload),
        ],
      });
    await tell(1, dripped.name, { drop: 1, secret: 'of somebody' });
    await tell(2, 'of.another.version', { drop: 2 });
    await tell(3, dripped.name, { drop: 3 });
    // Said again, because the teller did not hear that it was told.
    await tell(3, dripped.name, { drop: 3 });
    await tell(4, dripped.name, { drop: 4 });
    await until('the last was heard', () => ear.facts.some(({ seq }) => seq === 4));
    expect(ear.facts.map(({ seq, name, payload }) => [seq, name, payload])).toEqual([
      [1, 'unknown', null],
      [2, 'unknown', null],
      [3, dripped.name, { drop: 3 }],
      [4, dripped.name, { drop: 4 }],
    ]);
    ear.close();
    foreign.destroy();
  });

  test('a room that is cleared on one process is cleared on all, and a listener for everywhere hears once in each', async () => {
    const [a, b] = processes as [Process, Process];
    const pool = newId();
    const heard: string[] = [];
    for (const [name, { bus }] of Object.entries({ a, b })) {
      bus.on(dripped, (id) => {
        if (id === pool) heard.push(`${name} on`);
      });
      bus.onEverywhere(dripped, (id) => {
        if (id === pool) heard.push(`${name} everywhere`);
      });
    }
    const ear = await openSocket(b.url, {});
    expect(await ear.join('pool', pool)).toMatchObject({ ok: true });
    drip(a, pool);
    await ear.waitFor(dripped);
    expect(heard.toSorted()).toEqual(['a everywhere', 'a on', 'b everywhere']);
    banned.add(pool);
    a.bus.clearRoom('pool', pool);
    drip(a, pool);
    await until('the second was told', () => heard.length === 6);
    expect(await ear.join('pool', pool)).toMatchObject({ ok: false, reason: 'banned' });
    expect(ear.facts).toHaveLength(1);
    ear.close();
  });

  test('a pointer on one process is seen on the other, and not by whoever points', async () => {
    const [a, b] = processes as [Process, Process];
    const pool = newId();
    const [hand, eye] = [await openSocket(a.url, {}), await openSocket(b.url, {})];
    for (const socket of [hand, eye]) await socket.join('pool', pool);
    hand.point('pool', pool, [0.25, 0.5]);
    await eye.untilPointed();
    hand.point('pool', pool, null);
    await eye.untilPointed(2);
    expect(eye.points).toEqual([[0.25, 0.5], null]);
    expect(hand.points).toEqual([]);
    for (const socket of [hand, eye]) socket.close();
  });

  /** Both publish all the time while something is done to Redis; in the end every page shows everything. */
  const through = async (trouble: (publish: () => void, near: () => boolean) => Promise<void>) => {
    const [a, b] = processes as [Process, Process];
    const pool = newId();
    const pages = [openPage(a, pool), openPage(a, pool), openPage(b, pool)] as const;
    drip(a, pool);
    await until('all are there', () => pages.every((page) => page.hasAll()));
    const publish = () => {
      drip(a, pool);
      drip(b, pool);
    };
    const timer = setInterval(publish, 10);
    // People on one process hear each other whatever Redis does: what they do now, not what they fetched.
    const near = () => {
      const heard = pages[0].heard();
      return heard > nearHeard;
    };
    let nearHeard = 0;
    await trouble(publish, () => {
      const result = near();
      nearHeard = pages[0].heard();
      return result;
    });
    await new Promise((resolve) => setTimeout(resolve, 100));
    clearInterval(timer);
    await until('both hear each other again', () => [a, b].every(({ peers }) => peers.isUp()));
    await until('every page shows everything', () => pages.every((page) => page.hasAll()));
    // And what comes afterwards reaches all of them again, one by one: also a page that was about to refetch.
    const counts = pages.map((page) => page.heard());
    const later = setInterval(publish, 200);
    await until('what comes later is heard', () =>
      pages.every((page, index) => page.heard() > (counts[index] ?? 0)),
    );
    clearInterval(later);
    await until('nothing is missing', () => pages.every((page) => page.hasAll()));
  };

  test('Redis is killed and comes back empty: on one process everybody hears everybody, and in the end nothing is lost', async () => {
    const [a, b] = processes as [Process, Process];
    await through(async (_publish, near) => {
      await redis.kill();
      await until('both notice', () => [a, b].every(({ peers }) => !peers.isUp()));
      near();
      await until('they hear each other', near);
      await redis.start();
      await until('both are back', () => [a, b].every(({ peers }) => peers.isUp()));
    });
  });

  test('Redis hangs and goes on: nobody waits for it, and what does not fit until then is refetched', async () => {
    const [a, b] = processes as [Process, Process];
    await through(async (publish, near) => {
      redis.pause();
      for (let i = 0; i < 50; i++) publish();
      await until('both notice', () => [a, b].every(({ peers }) => !peers.isUp()));
      near();
      await until('they hear each other', near);
      for (let i = 0; i < 6000; i++) publish();
      redis.goOn();
      await until('both are back', () => [a, b].every(({ peers }) => peers.isUp()));
    });
  });

  test('what Redis was given and has not told when it hangs is heard here at once', async () => {
    const [a, b] = processes as [Process, Process];
    const pool = newId();
    const page = openPage(a, pool);
    drip(a, pool);
    await until('the first is there', () => page.hasAll());
    redis.pause();
    drip(a, pool);
    await until('it is noticed', () => !a.peers.isUp());
    // Nothing comes after it that would have the page ask.
    await until('the second is there', () => page.hasAll());
    redis.goOn();
    await until('both are back', () => [a, b].every(({ peers }) => peers.isUp()));
  });

  test('one process is cut off from Redis until not all fits: the others, who missed nothing, refetch', async () => {
    const [b] = processes as [Process];
    const proxy = await startProxy(redis.url);
    const a = await openProcess(proxy.uri);
    const pool = newId();
    const page = openPage(b, pool);
    drip(a, pool);
    await until('the first is there', () => page.hasAll());
    proxy.cut();
    await until('it is noticed', () => !a.peers.isUp());
    for (let i = 0; i < 5100; i++) drip(a, pool);
    expect([b.peers.isUp(), page.known.size]).toEqual([true, 1]);
    proxy.open();
    await until('everything is there', () => page.hasAll());
    processes.splice(processes.indexOf(a), 1);
    await a.close();
    await proxy.close();
  });

  test('only one process loses Redis: what it did meanwhile reaches the others, what they did reaches it', async () => {
    const [a, b] = processes as [Process, Process];
    await through(async () => {
      const killer = createClient({ url: redis.url });
      await killer.connect();
      for (let i = 0; i < 3; i++) {
        const list = (await killer.sendCommand(['CLIENT', 'LIST'])) as unknown as string;
        const ids = [...list.matchAll(/^id=(\d+) /gm)].map(([, id]) => id ?? '');
        // The first two are those of one process; anew they come last.
        for (const id of ids.slice(0, 2))
          await killer.sendCommand(['CLIENT', 'KILL', 'ID', id]).catch(() => undefined);
        await until('it is back', () => [a, b].every(({ peers }) => peers.isUp()));
        await new Promise((resolve) => setTimeout(resolve, 150));
      }
      killer.destroy();
    });
  });
});
