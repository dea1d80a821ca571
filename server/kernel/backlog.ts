// How much waits to be sent to a socket, and the end of connections that take it too slowly.
import type { Server, Socket } from 'socket.io';
import type { Log } from './log.ts';

/** Of what waits for one client (bytes). It comes back and says where it was; what it missed is then fetched. */
const backlogAtMost = 4 * 1024 * 1024;
const lookEveryMs = 1000;

interface Raw {
  readonly bufferedAmount: number;
  terminate(): void;
}

/** The WebSocket under a connection; the types of engine.io keep it to themselves. */
const rawOf = (socket: Socket): Raw | undefined => (socket.conn.transport as { socket?: Raw }).socket;

/** Bytes that are not yet with the network: those of the WebSocket, and packets that wait for their turn before it. */
export const backlogOf = (socket: Socket): number => {
  const waiting = (socket.conn as unknown as { writeBuffer?: readonly { data?: unknown }[] }).writeBuffer;
  let bytes = rawOf(socket)?.bufferedAmount ?? 0;
  for (const { data } of waiting ?? []) bytes += typeof data === 'string' ? data.length : 0;
  return bytes;
};

/** Ends connections whose backlog has grown beyond the limit; returns how to stop. */
export const endSlowSockets = (io: Server, log: Log): (() => void) => {
  const timer = setInterval(() => {
    for (const socket of io.sockets.sockets.values()) {
      const bytes = backlogOf(socket);
      if (bytes <= backlogAtMost) continue;
      log.warn({ bytes }, 'a live connection takes what is told too slowly: ended');
      // Not closed in good order: the goodbye would wait behind all that is not taken.
      rawOf(socket)?.terminate();
    }
  }, lookEveryMs).unref();
  return () => {
    clearInterval(timer);
  };
};
