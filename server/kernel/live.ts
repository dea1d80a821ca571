// Carries facts to rooms over socket.io, numbered per room so that a client can tell what it missed, whatever process it is on.
import type { Server as HttpServer } from 'node:http';
import type { Request, RequestHandler } from 'express';
import { Server, type Socket } from 'socket.io';
import { roomName } from '#shared/kernel/contract.ts';
import { type Joined, joinSchema, type LiveAnswer, liveMessageBytesAtMost } from '#shared/kernel/live.ts';
import { idSchema } from '#shared/kernel/primitives.ts';
import { reason, type Reason } from '#shared/kernel/rules.ts';
import { endSlowSockets } from './backlog.ts';
import { createBroadcast } from './broadcast.ts';
import type { Bus } from './bus.ts';
import { createFactLog } from './fact-log.ts';
import type { RoomGuard, Visitor } from './feature.ts';
import type { Log } from './log.ts';
import type { LiveCalls } from './live-calls.ts';
import { createLivePointer } from './live-pointer.ts';
import { createLivePresence } from './live-presence.ts';
import { alone, type Peers } from './peers.ts';
import { isOwnOrigin } from './security.ts';
import { actorOf, type EndedSessions, endedSessionsSchema } from './session.ts';
import { storedId } from './session-store.ts';

const roomsPerSocket = 20;

export interface Live {
  /** Ends the connections of those whose rights changed, on every process; their browser reconnects and is asked again. */
  evict(whose: EndedSessions): void;
  /** How many connections are open now. */
  count(): number;
  close(): Promise<void>;
}

interface Options {
  readonly server: HttpServer;
  readonly bus: Bus;
  readonly session: readonly RequestHandler[];
  /** Which of these sessions are still on; asked after other processes could not be heard. */
  readonly stillOn?: (sessions: readonly string[]) => Promise<ReadonlySet<string>>;
  /** Undefined: there are no other processes. */
  readonly peers?: Peers;
  readonly guards: readonly RoomGuard[];
  /** Answers calls of routes that may come by this way. */
  readonly calls: LiveCalls;
  readonly log: Log;
}

/** Starts the socket server. Sockets carry facts out, presence in, and calls of the few routes that allow it. */
export const createLive = (options: Options): Live => {
  const { server, bus, session, guards, calls, log, peers = alone } = options;
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
  // Counts rooms cleared, so that a verdict from before a clearing lets nobody in after it.
  let clearings = 0;
  const clear = (room: string) => {
    clearings += 1;
    io.to(room).emit('cleared', room);
    io.in(room).socketsLeave(room);
  };
  const holderOf = (socket: Socket) => socket.data as { personId?: string; session?: string };
  const end = (whose: EndedSessions) => {
    for (const socket of [...io.sockets.sockets.values()]) {
      const { personId, session: held } = holderOf(socket);
      const fits =
        'session' in whose ? held === whose.session : personId === whose.personId && held !== whose.except;
      if (fits) socket.disconnect(true);
    }
  };
  /** Whoever was to be put out meanwhile is put out now: everybody is asked again, for their session and at every door. */
  const askEverybody = async () => {
    for (const room of [...io.sockets.adapter.rooms.keys()]) if (room.includes(':')) clear(room);
    const signedIn = [...io.sockets.sockets.values()].flatMap((socket) => {
      const { personId, session: held } = holderOf(socket);
      return personId === undefined || held === undefined ? [] : [{ socket, held }];
    });
    const on = await options.stillOn?.(signedIn.map(({ held }) => held));
    if (on) for (const { socket, held } of signedIn) if (!on.has(held)) socket.disconnect(true);
  };
  const facts = createFactLog({
    ...{ peers, log },
    isOpen: (room) => io.sockets.adapter.rooms.has(room),
    tell: (fact) => {
      broadcast(fact.room, 'fact', fact);
    },
    askAgain: (room) => {
      io.to(room).emit('cleared', room);
    },
    onCleared: clear,
    onEnd: (whose) => {
      end(endedSessionsSchema.parse(whose));
    },
    wants: bus.hears,
    onFact: (event, room, payload) => {
      bus.relay(event, room.slice(room.indexOf(':') + 1), payload);
    },
    onMissed: () => {
      bus.miss();
      askEverybody().catch((error: unknown) => {
        log.error({ error: String(error) }, 'asking which sessions are still on failed');
      });
    },
  });

  bus.onAny((event, roomId, payload) => {
    facts.add(event, roomName(event.room, roomId), payload);
  });
  bus.onClearRoom((kind, id) => {
    clear(roomName(kind, id));
    facts.clear(roomName(kind, id));
  });

  const guardOf = new Map(guards.map((guard) => [guard.kind, guard]));

  const presence = createLivePresence(io, guardOf, peers);
  const point = createLivePointer(io, guardOf, peers);
  const stopEnding = endSlowSockets(io, log);

  const mayEnter = async (socket: Socket, visitor: Visitor, guard: RoomGuard, room: string, id: string) => {
    const asked = clearings;
    const verdict = await guard.mayEnter(visitor, id);
    if (verdict !== true) return verdict;
    const teller = await presence.prepare(guard, visitor, id);
    await facts.prepare(room);
    // Gone or put out while the rule was asked: a room never gets rid of a socket that enters after its end.
    return socket.connected ? { teller, asked } : reason('gone', 'The connection has ended.');
  };

  /** Answers in the same moment as it lets somebody in: no fact comes between. */
  const join = async (socket: Socket, visitor: Visitor, input: unknown, answer: (joined: Joined) => void) => {
    const refuse = ({ key, message }: Reason) => {
      answer({ ok: false, reason: key, message });
    };
    const parsed = joinSchema.safeParse(input);
    const [kind = '', id = ''] = parsed.success ? parsed.data.room.split(':') : [];
    const guard = guardOf.get(kind);
    if (
      !parsed.success ||
      !guard ||
      !idSchema.safeParse(id).success ||
      parsed.data.room !== roomName(kind, id)
    ) {
      refuse(reason('no_such_room', 'There is no such room.'));
      return;
    }
    if (socket.rooms.size > roomsPerSocket) {
      refuse(reason('too_many_rooms', 'Too many rooms are open on this connection.'));
      return;
    }
    const { room, ...from } = parsed.data;
    for (;;) {
      const entered = await mayEnter(socket, visitor, guard, room, id);
      if ('key' in entered) {
        // Whoever was there and asks again may be refused now.
        void socket.leave(room);
        refuse(entered);
        return;
      }
      const joined = entered.asked === clearings ? facts.since(room, from) : undefined;
      if (!joined) continue;
      void socket.join(room);
      const people = presence.enter(socket, room, guard, entered.teller);
      answer({ ...joined, ...(people ? { presence: people } : {}) });
      return;
    }
  };

  io.on('connection', (socket) => {
    const actor = actorOf(socket.request as Request);
    const handshake = socket.handshake.auth as { ticket?: unknown };
    const ticket = typeof handshake.ticket === 'string' ? handshake.ticket.slice(0, 200) : undefined;
    const { sessionID } = socket.request as { sessionID?: string };
    socket.data = { personId: actor?.personId, session: sessionID && storedId(sessionID) };
    // Whoever must set a second factor up first hears what visitors hear.
    const visitor: Visitor = { actor: actor?.lacksSecondFactor ? null : actor, ticket };
    socket.on('join', (input: unknown, answer: unknown) => {
      if (typeof answer !== 'function') return;
      const tell = answer as (joined: Joined) => void;
      join(socket, visitor, input, tell).catch((error: unknown) => {
        log.error({ error: String(error) }, 'joining a room failed');
        tell({ ok: false, reason: 'broken', message: 'The live connection failed; it will try again.' });
      });
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
    evict: (whose) => {
      end(whose);
      facts.end(whose);
    },
    count: () => io.engine.clientsCount,
    close: async () => {
      stopEnding();
      await io.close();
    },
  };
};
