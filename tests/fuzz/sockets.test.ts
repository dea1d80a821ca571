// Two thousand messages on live connections, good, nearly good and hostile: nobody gets in where they may not, and the server goes on.
import { expect, jest, test } from '@jest/globals';
import { io, type Socket } from 'socket.io-client';
import { hereSchema, joinSchema, liveCallSchema, pointSchema, routeName } from '#shared/kernel/live.ts';
import { createChance } from '#tests/support/chance.ts';
import { hostileValue, spoil } from './mutations.ts';
import { fittingValue } from './values.ts';
import { openWorld } from './world.ts';

const wanted = Number(process.env['FUZZ_MESSAGES'] ?? 2000);
const seed = Number(process.env['FUZZ_SEED'] ?? 20_261_127);
jest.setTimeout(120_000 + wanted * 60);

const { app, ids, named, routes, clients } = await openWorld();
const chance = createChance(seed);

const kinds = [...new Set(app.app.features.flatMap(({ rooms = [] }) => rooms.map(({ kind }) => kind)))];
const schemas = { join: joinSchema, here: hereSchema, point: pointSchema, call: liveCallSchema };
type Name = keyof typeof schemas;
const names = Object.keys(schemas) as Name[];

/** Something for an event that takes an object with a room, or with a route. */
const messageFor = (name: Name): unknown => {
  const good = fittingValue(schemas[name], chance, ids) as Record<string, unknown>;
  const kind = chance.pick(kinds) ?? '';
  const about = named[`${kind}Id`] ?? named[chance.pick(['meetingId', 'courseId', 'documentId']) ?? ''];
  const room = `${kind}:${chance.pick(about ?? ids) ?? ''}`;
  const [, route] = chance.pick(routes) ?? [];
  const real = name === 'call' ? { ...good, route: route && routeName(route) } : { ...good, room };
  if (chance.happens(0.4)) return real;
  return chance.happens(0.1) ? hostileValue(chance) : spoil(real, chance, chance.happens(0.7));
};

const open = async (headers: Record<string, string>): Promise<Socket> => {
  const socket = io(app.url, {
    ...{ path: '/live', transports: ['websocket'], forceNew: true, extraHeaders: headers },
    auth: { ticket: chance.pick(['x', { $gt: '' }, 'y'.repeat(5000), null]) },
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
  return socket;
};

test(`${String(wanted)} messages (FUZZ_SEED=${String(seed)})`, async () => {
  const sockets = await Promise.all(clients.map((client) => open(client.headers())));
  const outsider = sockets.at(-1);
  const heard: unknown[] = [];
  outsider?.onAny((...news: unknown[]) => heard.push(news));
  let answered = 0;
  let entered = 0;
  for (let done = 0; done < wanted; done += sockets.length)
    await Promise.all(
      sockets.map(async (socket) => {
        const name = chance.pick(names) ?? 'join';
        const message = messageFor(name);
        if (name === 'here' || name === 'point' || chance.happens(0.1)) {
          socket.emit(name, message);
          return;
        }
        const answer = (await socket.timeout(20_000).emitWithAck(name, message)) as { ok: boolean };
        answered += 1;
        if (name === 'join' && answer.ok) {
          entered += 1;
          expect(socket).not.toBe(outsider);
        }
        expect(JSON.stringify(answer)).not.toMatch(
          /node_modules|ZodError|MongoServer|"code":"broken"|"reason":"broken"/,
        );
      }),
    );
  // Odd ways of speaking: no argument, a word for the answer's place, names that nobody listens to.
  for (const socket of sockets) {
    socket.emit('join');
    socket.emit('join', {}, 'not a function');
    socket.emit('call', null, null);
    socket.emit('leave', { $gt: '' });
    socket.emit('time', 'now');
    socket.emit('__proto__', {});
  }
  // Everybody is still served, over the same connections.
  const times = await Promise.all(
    sockets.map((socket) => socket.timeout(20_000).emitWithAck('time') as Promise<number>),
  );
  for (const time of times) expect(time).toBeGreaterThan(0);
  // The visitor without a session was in no room, and heard of nothing.
  expect(heard).toEqual([]);
  expect(entered).toBeGreaterThan(20);
  expect(answered).toBeGreaterThan(wanted / 4);
  for (const socket of sockets) socket.close();
});
