// One socket and its rooms: opens it with the first room, and finds out whether it still lives when the page wakes up.
import type { Socket } from 'socket.io-client';
import type { Fact, Joined, LiveAnswer, LiveCall, Point, PresenceNews } from '#shared/kernel/live.ts';
import { createRooms, type RoomListener } from './live-rooms.ts';

interface Options {
  /** Makes the socket; called once. `auth` is asked at each connection. */
  open(auth: (give: (data: object) => void) => void): Promise<Socket>;
  /** How long an answer may take (ms). */
  readonly joinMs?: number;
  readonly pingMs?: number;
  readonly retryMs?: number;
  readonly sayMs?: number;
}

const jitterMs = 500;

export const createLiveClient = ({
  open,
  joinMs = 10_000,
  pingMs = 3000,
  retryMs = 1000,
  sayMs = 600,
}: Options) => {
  const connectionListeners = new Set<(connected: boolean) => void>();
  const pointListeners = new Map<string, Set<(at: Point) => void>>();
  let socket: Socket | undefined;
  let opening: Promise<Socket> | undefined;
  let ticket: string | undefined;
  let verifying = false;

  const rooms = createRooms(
    {
      isUp: () => socket?.connected === true,
      join: async (request) => {
        if (!socket) throw new Error('There is no connection');
        return (await socket.timeout(joinMs).emitWithAck('join', request)) as Joined;
      },
      leave: (room) => {
        if (socket?.connected) socket.emit('leave', room);
      },
      here: (room, detail) => {
        if (socket?.connected) socket.emit('here', { room, detail });
      },
    },
    { retryMs, sayMs },
  );

  const tellConnection = (connected: boolean) => {
    for (const listener of connectionListeners) listener(connected);
  };

  const begin = async (): Promise<Socket> => {
    const opened = await open((give) => {
      give(ticket === undefined ? {} : { ticket });
    });
    socket = opened;
    return opened
      .on('connect', () => {
        tellConnection(true);
        rooms.joinAll({ anew: true });
      })
      .on('disconnect', (why) => {
        tellConnection(false);
        // The server ended it because rights changed: come back and be asked again, not all at the same moment.
        if (why === 'io server disconnect')
          setTimeout(
            () => {
              opened.connect();
            },
            200 + Math.random() * jitterMs,
          );
      })
      .on('fact', (fact: Fact) => {
        rooms.hear(fact);
      })
      .on('cleared', (name: string) => {
        rooms.knock(name);
      })
      .on('point', (name: string, at: Point) => {
        for (const listener of pointListeners.get(name) ?? []) listener(at);
      })
      .on('presence', (news: PresenceNews) => {
        rooms.hearPresence(news);
      });
  };
  const connect = () => (opening ??= begin());

  const again = () => {
    socket?.disconnect();
    if (!rooms.isEmpty()) socket?.connect();
  };

  return {
    /** Listens to a room until the returned function is called. */
    joinRoom: (name: string, listener: RoomListener): (() => void) => {
      const close = rooms.open(name, listener);
      // Ended while no room was open, for instance at a sign-in: nobody else begins it again.
      void connect().then((opened) => {
        if (!opened.active) opened.connect();
      });
      return close;
    },
    /** Says something of oneself in an open room; null takes it back. */
    here: rooms.here,
    /** Points in an open room; what cannot be sent now is not sent at all. */
    point: (room: string, at: Point): void => {
      if (socket?.connected) socket.volatile.emit('point', { room, at });
    },
    /** Hears where somebody points in a room that is open. */
    onPoint: (room: string, listener: (at: Point) => void): (() => void) => {
      const listeners = pointListeners.get(room) ?? new Set();
      pointListeners.set(room, listeners.add(listener));
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) pointListeners.delete(room);
      };
    },
    /** Opens the connection with a secret link's token instead of a session. */
    carryTicket: (token: string): void => {
      if (ticket === token) return;
      ticket = token;
      again();
    },
    /** The server's answer to a call; undefined where there is no connection, rejects when no answer comes. */
    call: async (asked: LiveCall): Promise<LiveAnswer | undefined> =>
      socket?.connected
        ? ((await socket.timeout(joinMs).emitWithAck('call', asked)) as LiveAnswer)
        : undefined,
    /** Hears when the live connection comes and goes. */
    onConnection: (listener: (connected: boolean) => void): (() => void) => {
      connectionListeners.add(listener);
      return () => {
        connectionListeners.delete(listener);
      };
    },
    /** Ends the connection, for instance at sign-out: the next one carries the new session. */
    reconnect: again,
    /**
     * The device slept or was without network: a connection may look alive that is dead. One question shows it; a living one
     * is asked for what was missed, a dead one is begun anew.
     */
    wake: async (): Promise<void> => {
      if (!socket?.active || verifying) return;
      verifying = true;
      const asked = socket;
      try {
        if (!asked.connected) {
          // It waits before its next try: now is the time, though not for everybody in the same moment.
          await new Promise((resolve) => setTimeout(resolve, Math.random() * jitterMs));
          if (socket.disconnected) again();
          return;
        }
        const { id } = asked;
        try {
          await asked.timeout(pingMs).emitWithAck('time');
          rooms.joinAll({ anew: false });
        } catch {
          // Unless it noticed by itself meanwhile.
          if (asked.id === id) again();
        }
      } finally {
        verifying = false;
      }
    },
    /** One sample of the server's clock: when it was asked and answered (local ms) and what it said (epoch ms). */
    sampleServerTime: async (): Promise<{ askedAt: number; answeredAt: number; serverTime: number }> => {
      const opened = await connect();
      const askedAt = Date.now();
      const serverTime = (await opened.timeout(5000).emitWithAck('time')) as number;
      return { askedAt, answeredAt: Date.now(), serverTime };
    },
  };
};
