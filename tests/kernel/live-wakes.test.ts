// A connection that looks alive and is dead, and one that takes nothing: the page notices the first, the server ends the second.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { afterAll, expect, test } from '@jest/globals';
import { io } from 'socket.io-client';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { createLiveClient } from '#client/kernel/live-client.ts';
import { liveEvent, roomName } from '#shared/kernel/contract.ts';
import { newId } from '#shared/kernel/primitives.ts';
import { createBus } from '#server/kernel/bus.ts';
import { createWritesLimit } from '#server/kernel/limits.ts';
import { createLive } from '#server/kernel/live.ts';
import { createLiveCalls } from '#server/kernel/live-calls.ts';
import { createLog } from '#server/kernel/log.ts';
import { startBadNetwork } from '#tests/support/bad-network.ts';
import { createChance } from '#tests/support/chance.ts';
import { openSocket } from '#tests/support/socket.ts';

const log = createLog('silent');
const alwaysStoring = { ensure: () => Promise.resolve() };
const bus = createBus(log);
const server = createServer();
const open = { kind: 'pool', mayEnter: () => Promise.resolve(true as const) };
const calls = createLiveCalls([], { writes: createWritesLimit(), storing: alwaysStoring, log });
const live = createLive({ server, bus, session: [], guards: [open], log, calls });
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
const network = await startBadNetwork(url, createChance(1));
network.calmDown();
afterAll(async () => {
  await network.close();
  await live.close();
});

const filled = liveEvent({
  name: 'pool.filled',
  room: 'pool',
  summary: 'Water came in',
  payload: z.object({ drops: z.string() }),
});
const until = async (isTrue: () => boolean) => {
  for (let waited = 0; waited < 5000 && !isTrue(); waited += 10)
    await new Promise((resolve) => setTimeout(resolve, 10));
  expect(isTrue()).toBe(true);
};

const listen = (pool: string) => {
  const heard: unknown[] = [];
  const connections: boolean[] = [];
  const client = createLiveClient({
    open: () =>
      Promise.resolve(io(network.url, { path: '/live', transports: ['websocket'], forceNew: true })),
    pingMs: 200,
  });
  client.onConnection((connected) => connections.push(connected));
  const leave = client.joinRoom(roomName('pool', pool), {
    onFact: (_name, payload) => heard.push((payload as { drops: string }).drops),
    onGap: () => heard.push('gap'),
  });
  return {
    client,
    heard,
    connections,
    close: () => {
      leave();
      client.reconnect();
    },
  };
};

test('a page that wakes up on a dead connection begins a new one and hears exactly what it missed', async () => {
  const pool = newId();
  const { client, heard, connections, close } = listen(pool);
  await until(() => heard.length === 1);
  bus.publish(filled, pool, { drops: 'one' });
  await until(() => heard.includes('one'));
  network.fallSilent();
  bus.publish(filled, pool, { drops: 'two' });
  bus.publish(filled, pool, { drops: 'three' });
  expect(connections).toEqual([true]);
  await client.wake();
  await until(() => heard.includes('three'));
  expect(heard).toEqual(['gap', 'one', 'two', 'three']);
  expect(connections).toEqual([true, false, true]);
  close();
});

test('a page that wakes up on a living connection keeps it', async () => {
  const pool = newId();
  const { client, heard, connections, close } = listen(pool);
  await until(() => heard.length === 1);
  await client.wake();
  bus.publish(filled, pool, { drops: 'one' });
  await until(() => heard.includes('one'));
  expect(heard).toEqual(['gap', 'one']);
  expect(connections).toEqual([true]);
  close();
});

test('a client that takes nothing is ended before much waits for it, and the others hear on', async () => {
  const pool = newId();
  const quick = await openSocket(url, {});
  await quick.join('pool', pool);
  const slow = new WebSocket(`${url.replace('http', 'ws')}/live/?EIO=4&transport=websocket`);
  let bytes = 0;
  let isIn = false;
  slow.on('message', (data: Buffer) => {
    bytes += data.length;
    isIn ||= data.toString().startsWith('430[{"ok":true');
    if (data.toString().startsWith('0')) slow.send('40');
    else if (data.toString().startsWith('40')) slow.send(`420["join",{"room":"pool:${pool}"}]`);
  });
  slow.on('error', () => undefined);
  await until(() => isIn);
  // What its machine takes without the program reading it is not much.
  const { _socket: taps } = slow as unknown as { _socket: Socket };
  taps.pause();
  const before = bytes;
  const drops = 'x'.repeat(200_000);
  const count = 100;
  for (let fact = 0; fact < count; fact++) {
    bus.publish(filled, pool, { drops });
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  await until(() => quick.facts.length === count);
  await new Promise((resolve) => setTimeout(resolve, 1500));
  const closed = once(slow, 'close');
  taps.resume();
  await closed;
  expect(bytes - before).toBeLessThan((drops.length * count) / 2);
  expect(quick.connected).toBe(true);
  quick.close();
});
