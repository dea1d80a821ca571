// Structured logs: who, what, from where, in UTC; secrets never enter because only named fields are written.
import pino from 'pino';

export type Log = pino.Logger;

/** A logger writing JSON lines to standard output; `silent` for tests. */
export const createLog = (level: string): Log =>
  pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime });
