// The rooms of one connection: hands out facts in order, each once, and asks for what was missed.
import type { Fact, Join, Joined, PresenceNews } from '#shared/kernel/live.ts';
import { applyPresence, nobody, type Presence } from './presence.ts';

/** What a page wants to hear from a room. */
export interface RoomListener {
  onFact(name: string, payload: unknown): void;
  /**
   * Refetch what the page shows: when listening begins (what was fetched before may be older than the room) and whenever
   * facts were missed that cannot be had one by one.
   */
  onGap(): void;
  /** Who has the room open, or says where they are in it. */
  onPresence?(presence: Presence): void;
  /** The server does not let this person in. */
  onRefused?(message: string): void;
}

/** The connection, as the rooms need it. */
export interface Line {
  isUp(): boolean;
  /** Rejects when no answer comes. */
  join(request: Join): Promise<Joined>;
  leave(room: string): void;
  /** Says something of oneself in a room. */
  here(room: string, detail: unknown): void;
}

interface Room {
  readonly name: string;
  readonly listeners: Set<RoomListener>;
  epoch: string | undefined;
  seq: number | undefined;
  /** The question that is under way; an answer to an older one counts no more. */
  asking: object | undefined;
  failures: number;
  presence: Presence;
  /** What one says of oneself there; undefined: nothing. */
  detail: unknown;
  saidAt: number;
  saying: ReturnType<typeof setTimeout> | undefined;
}

interface Patience {
  /** Between two tries to join where the server is broken (ms); it grows, and is different for everybody. */
  readonly retryMs: number;
  /** Between two words about oneself in a room (ms); the server takes two a second. */
  readonly sayMs: number;
}

const jittered = (ms: number) => ms * (0.5 + Math.random());

export const createRooms = (line: Line, { retryMs, sayMs }: Patience) => {
  const rooms = new Map<string, Room>();

  const tell = (room: Room, fact: Fact) => {
    if (room.epoch !== fact.epoch || room.seq === undefined) return;
    if (fact.seq <= room.seq) return;
    // A hole: what lies between was lost on the way, so ask again from where we are.
    if (fact.seq !== room.seq + 1) {
      join(room);
      return;
    }
    room.seq = fact.seq;
    for (const listener of room.listeners) listener.onFact(fact.name, fact.payload);
  };

  const hearPresence = (room: Room, news: PresenceNews) => {
    room.presence = applyPresence(room.presence, news);
    for (const listener of room.listeners) listener.onPresence?.(room.presence);
  };

  const say = (room: Room) => {
    clearTimeout(room.saying);
    const wait = room.saidAt + sayMs - Date.now();
    if (wait > 0) {
      room.saying = setTimeout(say, wait, room);
      return;
    }
    if (rooms.get(room.name) !== room || !line.isUp() || room.epoch === undefined) return;
    room.saidAt = Date.now();
    line.here(room.name, room.detail);
  };

  const joined = (room: Room, answer: Joined & { ok: true }) => {
    room.failures = 0;
    if (answer.gap || room.epoch !== answer.epoch) {
      room.epoch = answer.epoch;
      room.seq = answer.seq;
      for (const listener of room.listeners) listener.onGap();
    } else for (const fact of answer.missed) tell(room, fact);
    if (answer.presence) hearPresence(room, answer.presence);
    if (room.detail !== undefined) say(room);
  };

  const join = (room: Room) => {
    if (!line.isUp() || room.asking) return;
    const asking = {};
    room.asking = asking;
    const place =
      room.epoch === undefined || room.seq === undefined ? {} : { epoch: room.epoch, seq: room.seq };
    const again = () => {
      if (room.asking !== asking) return;
      room.asking = undefined;
      room.failures += 1;
      const wait = jittered(Math.min(retryMs * 2 ** (room.failures - 1), 16 * retryMs));
      setTimeout(() => {
        if (rooms.get(room.name) === room) join(room);
      }, wait);
    };
    line.join({ room: room.name, ...place }).then((answer) => {
      if (rooms.get(room.name) !== room) {
        // Left while the server was asking its rules: it let us in after we had gone.
        if (!rooms.has(room.name)) line.leave(room.name);
        return;
      }
      if (room.asking !== asking) return;
      if (!answer.ok && answer.reason === 'broken') {
        again();
        return;
      }
      room.asking = undefined;
      if (answer.ok) joined(room, answer);
      else for (const listener of room.listeners) listener.onRefused?.(answer.message);
    }, again);
  };

  return {
    isEmpty: () => rooms.size === 0,
    /** Listens to a room until the returned function is called. */
    open: (name: string, listener: RoomListener): (() => void) => {
      const room: Room = rooms.get(name) ?? {
        ...{ name, listeners: new Set(), epoch: undefined, seq: undefined, asking: undefined, failures: 0 },
        ...{ presence: nobody, detail: undefined, saidAt: 0, saying: undefined },
      };
      rooms.set(name, room);
      room.listeners.add(listener);
      if (room.epoch === undefined) join(room);
      else
        queueMicrotask(() => {
          if (!room.listeners.has(listener)) return;
          listener.onGap();
          listener.onPresence?.(room.presence);
        });
      return () => {
        room.listeners.delete(listener);
        if (room.listeners.size > 0) return;
        clearTimeout(room.saying);
        rooms.delete(name);
        line.leave(name);
      };
    },
    /** Asks in every room for what was missed; on a new connection whatever was asked on the old one is forgotten. */
    joinAll: ({ anew }: { anew: boolean }) => {
      for (const room of rooms.values()) {
        if (anew) room.asking = undefined;
        join(room);
      }
    },
    hear: (fact: Fact) => {
      const room = rooms.get(fact.room);
      if (room) tell(room, fact);
    },
    hearPresence: (news: PresenceNews) => {
      const room = rooms.get(news.room);
      if (room) hearPresence(room, news);
    },
    /** Who may be there has changed: knocks again, from where we were. */
    knock: (name: string) => {
      const room = rooms.get(name);
      if (room) join(room);
    },
    /** Says something of oneself in a room that is open, now and whenever it is entered again; null takes it back. */
    here: (name: string, detail: unknown) => {
      const room = rooms.get(name);
      if (!room) return;
      room.detail = detail ?? undefined;
      if (room.detail === undefined && room.saidAt === 0) return;
      if (detail === null) {
        // At once: whoever no longer wants to be seen is not kept waiting.
        clearTimeout(room.saying);
        line.here(name, null);
      } else say(room);
    },
  };
};
