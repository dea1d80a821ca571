// A live connection as the tests need it: joins rooms, keeps what came, waits for what should come.
import { io } from 'socket.io-client';
import {
  type BodyInputOf,
  type LiveEvent,
  type ParamsOf,
  type PayloadOf,
  type ResultOf,
  type Route,
  roomName,
} from '#shared/kernel/contract.ts';
import {
  type Fact,
  type Join,
  type Joined,
  type LiveAnswer,
  type Point,
  type PresenceNews,
  routeName,
} from '#shared/kernel/live.ts';
import { Refusal } from '#shared/kernel/refusals.ts';
import { applyPresence, nobody, type Presence } from '#client/kernel/presence.ts';

const patienceMs = 12_000;

interface LiveInputOf<T extends Route> {
  readonly params?: ParamsOf<T>;
  readonly body?: BodyInputOf<T>;
}

export interface TestSocket {
  readonly connected: boolean;
  /** Every fact since the connection, oldest first. */
  readonly facts: readonly Fact[];
  /** Who is in a room, as far as it was told. */
  presenceOf(kind: string, id: string): Presence;
  /** Everything that was told about who is where, oldest first. */
  readonly presenceNews: readonly PresenceNews[];
  /** Says something of oneself in a room. */
  here(kind: string, id: string, detail: unknown): void;
  /** Points in a room. */
  point(kind: string, id: string, at: Point): void;
  /** Where others pointed, oldest first. */
  readonly points: readonly Point[];
  /** Resolves when others have pointed so often. */
  untilPointed(times?: number): Promise<void>;
  join(kind: string, id: string, from?: Pick<Join, 'epoch' | 'seq'>): Promise<Joined>;
  leave(kind: string, id: string): void;
  /** Calls a route over the connection; throws a {@link Refusal} when the server refuses. */
  call<T extends Route>(route: T, input: LiveInputOf<T>): Promise<ResultOf<T>>;
  /** The first fact of this kind that fits, whether it came already or comes within five seconds. */
  waitFor<E extends LiveEvent>(event: E, fits?: (payload: PayloadOf<E>) => boolean): Promise<PayloadOf<E>>;
  /** Resolves when the server (or somebody here) ends the connection. */
  readonly ended: Promise<void>;
  close(): void;
}

/** Connects; rejects when the server does not let it in. */
export const openSocket = async (
  url: string,
  headers: Record<string, string>,
  ticket?: string,
): Promise<TestSocket> => {
  const socket = io(url, {
    path: '/live',
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    extraHeaders: headers,
    auth: ticket === undefined ? {} : { ticket },
  });
  const facts: Fact[] = [];
  const presence = new Map<string, Presence>();
  const presenceNews: PresenceNews[] = [];
  const hear = (news: PresenceNews) => {
    presenceNews.push(news);
    presence.set(news.room, applyPresence(presence.get(news.room) ?? nobody, news));
  };
  const listeners = new Set<() => void>();
  socket.on('fact', (fact: Fact) => {
    facts.push(fact);
    for (const listener of listeners) listener();
  });
  socket.on('presence', hear);
  const points: Point[] = [];
  socket.on('point', (_room: string, at: Point) => {
    points.push(at);
  });
  const ended = new Promise<void>((resolve) => {
    socket.once('disconnect', () => {
      resolve();
    });
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
  return {
    get connected() {
      return socket.connected;
    },
    facts,
    ended,
    presenceOf: (kind, id) => presence.get(roomName(kind, id)) ?? nobody,
    presenceNews,
    here: (kind, id, detail) => {
      socket.emit('here', { room: roomName(kind, id), detail });
    },
    points,
    point: (kind, id, at) => {
      socket.emit('point', { room: roomName(kind, id), at });
    },
    untilPointed: async (times = 1) => {
      const end = Date.now() + patienceMs;
      while (points.length < times) {
        if (Date.now() > end)
          throw new Error(`Pointed ${String(points.length)} times in ${String(patienceMs)} ms`);
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    },
    join: async (kind, id, from = {}) => {
      const request = { room: roomName(kind, id), ...from };
      const joined = (await socket.timeout(patienceMs).emitWithAck('join', request)) as Joined;
      if (joined.ok && joined.presence) hear(joined.presence);
      return joined;
    },
    call: async <T extends Route>(route: T, input: LiveInputOf<T>) => {
      const asked = { route: routeName(route), ...input };
      const answer = (await socket.timeout(patienceMs).emitWithAck('call', asked)) as LiveAnswer;
      if (!answer.ok) throw new Refusal(answer.refusal);
      return answer.result as ResultOf<T>;
    },
    leave: (kind, id) => {
      socket.emit('leave', roomName(kind, id));
    },
    waitFor: <E extends LiveEvent>(event: E, fits: (payload: PayloadOf<E>) => boolean = () => true) =>
      new Promise<PayloadOf<E>>((resolve, reject) => {
        const end = () => {
          clearTimeout(alarm);
          listeners.delete(look);
        };
        const look = () => {
          const found = facts.find((fact) => fact.name === event.name && fits(fact.payload as PayloadOf<E>));
          if (!found) return;
          end();
          resolve(found.payload as PayloadOf<E>);
        };
        const alarm = setTimeout(() => {
          end();
          const came = facts.map((fact) => fact.name).join(', ') || 'nothing';
          reject(new Error(`No fitting ${event.name} within ${String(patienceMs)} ms; what came: ${came}`));
        }, patienceMs);
        listeners.add(look);
        look();
      }),
    close: () => {
      socket.close();
    },
  };
};
