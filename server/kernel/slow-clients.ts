// Ends what holds a connection without using it: headers or bodies that trickle, answers that nobody takes, connections without end.
import { createServer, type RequestListener, type Server } from 'node:http';

/** In milliseconds, but for the number of connections. */
export interface Patience {
  /** Until all headers of a request are there. */
  readonly headersMs: number;
  /** Until the whole request is there: 100 MB over 1 Mbit/s take a quarter of an hour. */
  readonly requestMs: number;
  /** Without a byte in either direction while a request is under way. */
  readonly silenceMs: number;
  /** Between two requests of one connection: longer than the minute for which proxies keep theirs. */
  readonly idleMs: number;
  readonly connections: number;
}

const usual: Patience = {
  headersMs: 20_000,
  requestMs: 15 * 60_000,
  silenceMs: 90_000,
  idleMs: 65_000,
  connections: 20_000,
};

/** An HTTP server with these limits; WebSockets have their own (backlog.ts). */
export const createPatientServer = (app: RequestListener, patience: Partial<Patience> = {}): Server => {
  const { headersMs, requestMs, silenceMs, idleMs, connections } = { ...usual, ...patience };
  const server = createServer(
    {
      headersTimeout: headersMs,
      requestTimeout: requestMs,
      keepAliveTimeout: idleMs,
      connectionsCheckingInterval: Math.min(5000, headersMs / 2),
    },
    app,
  );
  server.maxConnections = connections;
  // Node ends such a connection where nobody listens to `timeout`.
  server.setTimeout(silenceMs);
  return server;
};
