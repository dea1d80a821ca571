// Clients that hold on without going on: headers and bodies that trickle, answers and facts that nobody takes. Others do not notice.
import { once } from 'node:events';
import { createServer } from 'node:http';
import net from 'node:net';
import { afterAll, expect, jest, test } from '@jest/globals';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { liveEvent } from '#shared/kernel/contract.ts';
import { newId } from '#shared/kernel/primitives.ts';
import { createBus } from '#server/kernel/bus.ts';
import { createLive } from '#server/kernel/live.ts';
import { createLog } from '#server/kernel/log.ts';
import { createPatientServer } from '#server/kernel/slow-clients.ts';
import { listen } from '#tests/support/listen.ts';
import { openSocket } from '#tests/support/socket.ts';

jest.setTimeout(60_000);

const answerBytes = 64 * 1024 * 1024;
const { url, close } = await listen(
  createPatientServer(
    (request, response) => {
      if (request.url === '/large') response.end(Buffer.alloc(answerBytes));
      else request.resume().on('end', () => response.end('fine'));
    },
    { headersMs: 400, requestMs: 1200, silenceMs: 600 },
  ),
);
afterAll(close);

/** A connection that sends `first`, then a byte now and then; resolves with what was answered when it has ended. */
const trickle = async (first: string, drop: string) => {
  const socket = net.connect(Number(new URL(url).port), '127.0.0.1');
  let answer = '';
  socket.on('data', (data) => (answer += data.toString())).on('error', () => undefined);
  const ended = once(socket, 'close');
  socket.write(first);
  const timer = setInterval(() => socket.write(drop), 100);
  await ended;
  clearInterval(timer);
  return answer;
};

test.each([
  ['headers', 'GET / HTTP/1.1\r\nHost: here\r\n', 'X-More: more\r\n'],
  ['a body', 'POST / HTTP/1.1\r\nHost: here\r\nContent-Length: 100000\r\n\r\n', 'x'],
])('%s that trickle are ended, and others are answered meanwhile', async (_what, first, drop) => {
  const slow = trickle(first, drop);
  expect(await (await fetch(url, { method: 'POST', body: 'a body' })).text()).toBe('fine');
  expect(await slow).toMatch(/^HTTP\/1[.]1 408 /);
});

test('an answer that nobody takes is given up', async () => {
  const socket = net.connect(Number(new URL(url).port), '127.0.0.1').on('error', () => undefined);
  socket.write('GET /large HTTP/1.1\r\nHost: here\r\n\r\n');
  await once(socket, 'readable');
  socket.pause();
  await new Promise((resolve) => setTimeout(resolve, 1500));
  let bytes = 0;
  socket.on('data', (data: Buffer) => (bytes += data.length)).resume();
  await once(socket, 'close');
  expect(bytes).toBeLessThan(answerBytes);
});

test('a live client that does not take what it is told is ended, and the others hear everything', async () => {
  const server = createServer();
  const log = createLog('silent');
  const bus = createBus(log);
  const live = createLive({
    ...{ server, bus, session: [], log },
    guards: [{ kind: 'pool', mayEnter: () => Promise.resolve(true as const) }],
    calls: () => Promise.reject(new Error('Nobody calls')),
  });
  const { url: liveUrl, close: closeServer } = await listen(server);
  const pool = newId();
  const poured = liveEvent({
    ...{ name: 'water.poured', room: 'pool', summary: 'Much at once' },
    payload: z.object({ litre: z.int(), water: z.string() }),
  });
  const swimmer = await openSocket(liveUrl, {});
  await swimmer.join('pool', pool);
  const sleeper = new WebSocket(`${liveUrl.replace('http', 'ws')}/live/?EIO=4&transport=websocket`);
  await new Promise<void>((resolve) => {
    sleeper.on('message', (data: Buffer) => {
      const frame = data.toString();
      if (frame.startsWith('0')) sleeper.send('40');
      else if (frame.startsWith('40'))
        sleeper.send(`420${JSON.stringify(['join', { room: `pool:${pool}` }])}`);
      else if (frame.startsWith('430')) resolve();
    });
  });
  sleeper.pause();
  const litres = 150;
  for (let litre = 0; litre < litres; litre++) {
    bus.publish(poured, pool, { litre, water: 'w'.repeat(200_000) });
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  while (live.count() > 1) await new Promise((resolve) => setTimeout(resolve, 50));
  await swimmer.waitFor(poured, ({ litre }) => litre === litres - 1);
  expect(swimmer.facts.length).toBe(litres);
  swimmer.close();
  sleeper.terminate();
  await live.close();
  await closeServer().catch(() => undefined);
});
