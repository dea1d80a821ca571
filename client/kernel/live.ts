// The only socket: joins rooms, hands out facts in order, and notices what was missed.
import type { Socket } from 'socket.io-client';
import { roomName, type LiveEvent, type PayloadOf } from '#shared/kernel/contract.ts';
import type { Fact, Join, Joined } from '#shared/kernel/live.ts';

/** What a page wants to hear from a room. */
export interface RoomListener {
  onFact(name: string, payload: unknown): void;
  /**
   * Refetch what the page shows: when listening begins (what was fetched before may be older than the room) and whenever
   * facts were missed that cannot be had one by one.
   */
  onGap(): void;
  /** Who has the room open, as person ids. */
  onPresence?(people: readonly string[]): void;
  /** The server does not let this person in. */
  onRefused?(message: string): void;
}

interface Room {
  readonly name: string;
  readonly listeners: Set<RoomListener>;
  epoch: string | undefined;
  seq: number | undefined;
  joining: boolean;
}

const rooms = new Map<string, Room>();
const connectionListeners = new Set<(connected: boolean) => void>();
let socket: Socket | undefined;
let ticket: string | undefined;

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

const join = (room: Room) => {
  if (!socket?.connected || room.joining) return;
  room.joining = true;
  const request: Join = {
    room: room.name,
    ...(room.epoch === undefined || room.seq === undefined ? {} : { epoch: room.epoch, seq: room.seq }),
  };
  socket.timeout(10_000).emit('join', request, (error: Error | null, joined: Joined) => {
    room.joining = false;
    if (rooms.get(room.name) !== room) {
      // Left while the server was asking its rules: it let us in after we had gone.
      if (!rooms.has(room.name)) socket?.emit('leave', room.name);
      return;
    }
    if (error || (!joined.ok && joined.reason === 'broken')) {
      setTimeout(() => {
        if (rooms.get(room.name) === room) join(room);
      }, 1000);
      return;
    }
    if (!joined.ok) {
      for (const listener of room.listeners) listener.onRefused?.(joined.message);
      return;
    }
    if (joined.gap || room.epoch !== joined.epoch) {
      room.epoch = joined.epoch;
      room.seq = joined.seq;
      for (const listener of room.listeners) listener.onGap();
      return;
    }
    for (const fact of joined.missed) tell(room, fact);
  });
};

const open = async (): Promise<Socket> => {
  // Loaded with the first room: a visitor who is not signed in has none.
  const { io } = await import('socket.io-client');
  const opened = io({
    path: '/live',
    transports: ['websocket'],
    auth: (give) => {
      give(ticket === undefined ? {} : { ticket });
    },
    reconnectionDelay: 500,
    reconnectionDelayMax: 5000,
  });
  socket = opened;
  opened
    .on('connect', () => {
      for (const listener of connectionListeners) listener(true);
      for (const room of rooms.values()) {
        room.joining = false;
        join(room);
      }
    })
    .on('disconnect', (why) => {
      for (const listener of connectionListeners) listener(false);
      // The server ended it because rights changed: come back and be asked again.
      if (why === 'io server disconnect')
        setTimeout(() => {
          opened.connect();
        }, 300);
    })
    .on('fact', (fact: Fact) => {
      const room = rooms.get(fact.room);
      if (room) tell(room, fact);
    })
    // Who may be there has changed: knock again, from where we were.
    .on('cleared', (name: string) => {
      const room = rooms.get(name);
      if (room) join(room);
    })
    .on('presence', ({ room, people }: { room: string; people: string[] }) => {
      for (const listener of rooms.get(room)?.listeners ?? []) listener.onPresence?.(people);
    });
  return opened;
};

let opening: Promise<Socket> | undefined;
const connect = (): Promise<Socket> => (opening ??= open());

/** Listens to a room until the returned function is called. */
export const joinRoom = (kind: string, id: string, listener: RoomListener): (() => void) => {
  const name = roomName(kind, id);
  let room = rooms.get(name);
  if (!room) {
    room = { name, listeners: new Set(), epoch: undefined, seq: undefined, joining: false };
    rooms.set(name, room);
  }
  room.listeners.add(listener);
  const joined = room;
  // Ended while no room was open, for instance at a sign-in: nobody else begins it again.
  void connect().then((opened) => {
    if (!opened.active) opened.connect();
  });
  if (joined.epoch === undefined) join(joined);
  else
    queueMicrotask(() => {
      if (joined.listeners.has(listener)) listener.onGap();
    });
  return () => {
    joined.listeners.delete(listener);
    if (joined.listeners.size > 0) return;
    rooms.delete(name);
    socket?.emit('leave', name);
  };
};

/** Opens the connection with a secret link's token instead of a session. */
export const carryTicket = (token: string): void => {
  if (ticket === token) return;
  ticket = token;
  reconnect();
};

/** Hears when the live connection comes and goes. */
export const onConnection = (listener: (connected: boolean) => void): (() => void) => {
  connectionListeners.add(listener);
  return () => {
    connectionListeners.delete(listener);
  };
};

/** Ends the connection, for instance at sign-out: the next one carries the new session. */
export const reconnect = (): void => {
  socket?.disconnect();
  if (rooms.size > 0) socket?.connect();
};

/** One sample of the server's clock: when it was asked and answered (local ms) and what it said (epoch ms). */
export const sampleServerTime = async (): Promise<{
  askedAt: number;
  answeredAt: number;
  serverTime: number;
}> => {
  const opened = await connect();
  const askedAt = Date.now();
  const serverTime = (await opened.timeout(5000).emitWithAck('time')) as number;
  return { askedAt, answeredAt: Date.now(), serverTime };
};

/** Narrows a fact to a declared event. */
export const isFact = <E extends LiveEvent>(
  event: E,
  name: string,
  payload: unknown,
): payload is PayloadOf<E> => event.name === name && payload !== undefined;
