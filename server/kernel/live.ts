// Carries facts to rooms over socket.io, numbered per room so that a client can tell what it missed.
import type { Server as HttpServer } from 'node:http';
import type { Request, RequestHandler } from 'express';
import { Server, type Socket } from 'socket.io';
import { roomName } from '#shared/kernel/contract.ts';
import { type Joined, joinSchema, type LiveAnswer, liveMessageBytesAtMost } from '#shared/kernel/live.ts';
import { idSchema } from '#shared/kernel/primitives.ts';
import type { Verdict } from '#shared/kernel/rules.ts';
import { endSlowSockets } from './backlog.ts';
import { createBroadcast } from './broadcast.ts';
import type { Bus } from './bus.ts';
import type { RoomGuard, Visitor } from './feature.ts';
import type { Log } from './log.ts';
import type { LiveCalls } from './live-calls.ts';
import { createLivePointer } from './live-pointer.ts';
import { createLivePresence } from './live-presence.ts';
import { createRoomLog } from './room-log.ts';
import { isOwnOrigin } from './security.ts';
import { actorOf, type SessionHolder } from './session.ts';

const roomsPerSocket = 20;

export interface Live {
  /** Ends the connections of those whose rights changed; their browser reconnects and is asked again. */
  evict(fits: (holder: SessionHolder) => boolean): void;
  /** How many connections are open now. */
  count(): number;
  close(): Promise<void>;
}

interface Options {
  readonly server: HttpServer;
  readonly bus: Bus;
  readonly session: readonly RequestHandler[];
  readonly guards: readonly RoomGuard[];
  /** Answers calls of routes that may come by this way. */
  readonly calls: LiveCalls;
  readonly log: Log;
}

/** Starts the socket server. Sockets carry facts out, presence in, and calls of the few routes that allow it. */
export const createLive = ({ server, bus, session, guards, calls, log }: Options): Live => {
  const io = new Server(server, {
    path: '/live',
    serveClient: false,
    transports: ['websocket'],
    perMessageDeflate: false,
    maxHttpBufferSize: liveMessageBytesAtMost,
    allowRequest: (request, done) => {
      const { origin, host } = request.headers;
      done(null, origin === undefined || isOwnOrigin(origin, host));
    },
  });
  for (const middleware of session) io.engine.use(middleware);

  const broadcast = createBroadcast(io);
  const facts = createRoomLog((room) => io.sockets.adapter.rooms.has(room));

  bus.onAny((event, roomId, payload) => {
    const room = roomName(event.room, roomId);
    // First of all: what cannot be told must not use up a number.
    const told = event.payload.parse(payload);
    const fact = facts.add(room, event.name, told);
    broadcast(room, 'fact', fact);
  });

  // Counts rooms cleared, so that a verdict from before a clearing lets nobody in after it.
  let clearings = 0;
  bus.onClearRoom((kind, id) => {
    const room = roomName(kind, id);
    clearings += 1;
    io.to(room).emit('cleared', room);
    io.in(room).socketsLeave(room);
  });

  const guardOf = new Map(guards.map((guard) => [guard.kind, guard]));

  const presence = createLivePresence(io, guardOf);
  const point = createLivePointer(guardOf);
  const stopEnding = endSlowSockets(io, log);

  const join = async (socket: Socket, visitor: Visitor, input: unknown): Promise<Joined> => {
    const parsed = joinSchema.safeParse(input);
    const [kind = '', id = ''] = parsed.success ? parsed.data.room.split(':') : [];
    const guard = guardOf.get(kind);
    if (
      !parsed.success ||
      !guard ||
      !idSchema.safeParse(id).success ||
      parsed.data.room !== roomName(kind, id)
    )
      return { ok: false, reason: 'no_such_room', message: 'There is no such room.' };
    if (socket.rooms.size > roomsPerSocket)
      return { ok: false, reason: 'too_many_rooms', message: 'Too many rooms are open on this connection.' };
    let asked: number;
    let verdict: Verdict;
    let teller: Awaited<ReturnType<typeof presence.prepare>>;
    do {
      asked = clearings;
      verdict = await guard.mayEnter(visitor, id);
      if (verdict === true) teller = await presence.prepare(guard, visitor, id);
    } while (asked !== clearings);
    if (verdict !== true) return { ok: false, reason: verdict.key, message: verdict.message };
    // Gone or put out while the rule was asked: a room never gets rid of a socket that enters after its end.
    if (!socket.connected) return { ok: false, reason: 'gone', message: 'The connection has ended.' };
    const { room, ...from } = parsed.data;
    await socket.join(room);
    const people = presence.enter(socket, room, guard, teller);
    return { ...facts.since(room, from), ...(people ? { presence: people } : {}) };
  };

  io.on('connection', (socket) => {
    const actor = actorOf(socket.request as Request);
    const handshake = socket.handshake.auth as { ticket?: unknown };
    const ticket = typeof handshake.ticket === 'string' ? handshake.ticket.slice(0, 200) : undefined;
    socket.data = { personId: actor?.personId };
    const visitor: Visitor = { actor, ticket };
    socket.on('join', (input: unknown, answer: unknown) => {
      if (typeof answer !== 'function') return;
      join(socket, visitor, input).then(
        (joined) => {
          (answer as (joined: Joined) => void)(joined);
        },
        (error: unknown) => {
          log.error({ error: String(error) }, 'joining a room failed');
          (answer as (joined: Joined) => void)({
            ok: false,
            reason: 'broken',
            message: 'The live connection failed; it will try again.',
          });
        },
      );
    });
    socket.on('leave', (room: unknown) => {
      if (typeof room !== 'string' || !socket.rooms.has(room)) return;
      void socket.leave(room);
    });
    socket.on('here', (input: unknown) => {
      presence.here(socket, input);
    });
    socket.on('point', (input: unknown) => {
      point(socket, visitor, input);
    });
    socket.on('call', (input: unknown, answer: unknown) => {
      if (typeof answer !== 'function') return;
      void calls(actor, socket.handshake.address, input).then(answer as (answered: LiveAnswer) => void);
    });
    // Server time for countdowns: the client takes the best of several samples.
    socket.on('time', (answer: unknown) => {
      if (typeof answer === 'function') (answer as (now: number) => void)(Date.now());
    });
  });

  return {
    evict: (fits) => {
      for (const socket of [...io.sockets.sockets.values()]) {
        const { sessionID: sessionId } = socket.request as Request;
        if (fits({ personId: personOf(socket), sessionId })) socket.disconnect(true);
      }
    },
    count: () => io.engine.clientsCount,
    close: async () => {
      stopEnding();
      await io.close();
    },
  };
};

const personOf = (socket: Socket | undefined) =>
  (socket?.data as { personId?: string } | undefined)?.personId;
