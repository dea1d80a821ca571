// Knows when the database has been away for so long that nobody should wait for it any more.
import { STATES, type Connection } from 'mongoose';
import { refuse, type Refusal } from '#shared/kernel/refusals.ts';
import type { Log } from '#server/kernel/log.ts';

export interface DatabaseWatch {
  /** True from two seconds after the database was lost until it is back. A shorter absence is waited for. */
  isAway(): boolean;
  close(): void;
}

const patienceMs = 2000;
const retryAfterSeconds = 5;

/** The refusal while the database is away. */
export const databaseAway = (): Refusal =>
  refuse(
    'unavailable',
    'database_away',
    'The server cannot reach its database. It keeps trying, and what you type is kept on this device until then.',
    { retryAfterSeconds },
  );

// All that the driver throws when it cannot reach the server, or lost it on the way (also those made for waiting in its pool).
const lost =
  /^(Mongo(ose)?ServerSelectionError|Mongo\w*Network\w*Error|MongoPool\w+Error|PoolClearedOnNetworkError|MongoNotConnectedError|MongoTopologyClosedError|MongoWaitQueueTimeoutError|MongoClientClosedError)$/;
// ShutdownInProgress, PrimarySteppedDown, NotWritablePrimary, InterruptedAtShutdown, InterruptedDueToReplStateChange, NotPrimaryNoSecondaryOk
const leaving = new Set([91, 189, 10107, 11600, 11602, 13435]);

// Of a socket that ended while it was written to; the driver lets them through as they are.
const broken = new Set(['EPIPE', 'ECONNRESET', 'ECONNREFUSED', 'ENOENT']);

/** Whether an error says that the database cannot be reached now; what was asked for may have been done all the same. */
export const isDatabaseLost = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  const { name, code, syscall } = error as Error & { code?: unknown; syscall?: unknown };
  return (
    lost.test(name) ||
    leaving.has(Number(code)) ||
    // What the database refuses has a number; what broke off has none.
    (name === 'MongoBulkWriteError' && typeof code !== 'number') ||
    (/^(write|read|connect)$/.test(String(syscall)) && broken.has(String(code)))
  );
};

/** Watches a connection, whose driver asks every two seconds whether the database is there, and logs when it goes and comes. */
export const watchDatabase = (db: Connection, log: Log): DatabaseWatch => {
  let since = db.readyState === STATES.connected ? undefined : performance.now();
  const onLost = () => {
    if (since !== undefined) return;
    since = performance.now();
    log.error('the database is away; requests are answered with 503 until it is back');
  };
  const onBack = () => {
    if (since === undefined) return;
    log.warn({ ms: Math.round(performance.now() - since) }, 'the database is back');
    since = undefined;
  };
  const events = [
    ['disconnected', onLost],
    ['connected', onBack],
    ['reconnected', onBack],
  ] as const;
  for (const [event, listener] of events) db.on(event, listener);
  return {
    isAway: () => since !== undefined && performance.now() - since > patienceMs,
    close: () => {
      for (const [event, listener] of events) db.off(event, listener);
    },
  };
};
