// Lets a closing server end: connections that never asked for anything at once, slow ones after a while.
import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';

// A stalled download or upload must not keep the process from ending.
const patienceMs = 10_000;

/** Watches from now on. The answer ends what holds the server open while `close` runs. */
export const watchConnections = (server: Server): ((close: () => Promise<unknown>) => Promise<void>) => {
  // Browsers open connections ahead of need; `server.close` would wait a minute for each of them.
  const silent = new Set<Socket>();
  server.on('connection', (socket) => {
    silent.add(socket);
    socket.once('close', () => silent.delete(socket));
  });
  const hear = ({ socket }: IncomingMessage) => {
    silent.delete(socket);
  };
  server.on('request', hear).on('upgrade', hear);
  return async (close) => {
    for (const socket of silent) socket.destroy();
    const alarm = setTimeout(() => {
      server.closeAllConnections();
    }, patienceMs);
    await close().finally(() => {
      clearTimeout(alarm);
    });
  };
};
