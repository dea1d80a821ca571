// The only socket: joins rooms, hands out facts in order, and notices what was missed.
import {
  roomName,
  type LiveEvent,
  type LivePresence,
  type PayloadOf,
  type SaidOf,
} from '#shared/kernel/contract.ts';
import type { Point } from '#shared/kernel/live.ts';
import { createLiveClient } from './live-client.ts';
import type { RoomListener } from './live-rooms.ts';

export type { RoomListener } from './live-rooms.ts';

const client = createLiveClient({
  open: async (auth) => {
    // Loaded with the first room: a visitor who is not signed in has none.
    const { io } = await import('socket.io-client');
    if (typeof document !== 'undefined') {
      document.addEventListener('visibilitychange', () => {
        if (document.visibilityState === 'visible') void client.wake();
      });
      window.addEventListener('online', () => {
        void client.wake();
      });
    }
    return io({
      path: '/live',
      transports: ['websocket'],
      auth,
      // A server that comes back is not met by a whole class in one moment: 0.3 to 1.7 s, later up to 4 s.
      reconnectionDelay: 1000,
      reconnectionDelayMax: 2500,
      randomizationFactor: 0.7,
    });
  },
});

/** Sends a call over the connection: see call-live.ts, which is for pages. */
export const sendCall = client.call;

export const { carryTicket, onConnection, reconnect, sampleServerTime } = client;

/** Listens to a room until the returned function is called. */
export const joinRoom = (kind: string, id: string, listener: RoomListener): (() => void) =>
  client.joinRoom(roomName(kind, id), listener);

/** Says in an open room where one is, now and after each new connection; null: no longer to be seen there. */
export const sayHere = <P extends LivePresence>({ room }: P, id: string, said: SaidOf<P> | null): void => {
  client.here(roomName(room, id), said);
};

/** Points in an open room: parts of the width and height of what it looks at; null: no longer. */
export const pointIn = (kind: string, id: string, at: Point): void => {
  client.point(roomName(kind, id), at);
};

/** Hears where somebody points in an open room, until the returned function is called. */
export const onPointIn = (kind: string, id: string, listener: (at: Point) => void): (() => void) =>
  client.onPoint(roomName(kind, id), listener);

/** Narrows a fact to a declared event. */
export const isFact = <E extends LiveEvent>(
  event: E,
  name: string,
  payload: unknown,
): payload is PayloadOf<E> => event.name === name && payload !== undefined;
