// Says to whoever supervises the server whether it lives, and whether it should be sent people.
import { type RequestHandler } from 'express';
import { STATES, type Connection } from 'mongoose';
import type { Room } from './disk.ts';

export interface Health {
  /** `/healthz`: the process answers, and `ok` says whether it is connected to its database. A restart helps where this fails. */
  readonly live: RequestHandler;
  /**
   * `/readyz`: 200 while the database answers and nobody has asked the server to end, otherwise 503. A disk without room is a
   * warning there: people can still read.
   */
  readonly ready: RequestHandler;
  /** From now on `/readyz` says no, so that a balancer sends nobody here any more. */
  retire(): void;
}

const patienceMs = 2000;

/** Health of a server on `db`, and of the disk it writes to. */
export const createHealth = (db: Connection, room: () => Promise<Room>): Health => {
  let isRetired = false;
  const isConnected = () => db.readyState === STATES.connected;
  const databaseAnswers = async () => {
    if (!isConnected() || !db.db) return false;
    const alarm = new Promise<false>((resolve) => setTimeout(resolve, patienceMs, false).unref());
    const answer = db.db.command({ ping: 1 }).then(
      () => true,
      () => false,
    );
    return Promise.race([answer, alarm]);
  };
  return {
    live: (_request, response) => {
      response.setHeader('Cache-Control', 'no-store').json({ ok: isConnected() });
    },
    ready: async (_request, response) => {
      const reasons = [
        ...(isRetired ? ['closing'] : []),
        ...((await databaseAnswers()) ? [] : ['database_away']),
      ];
      const warnings = (await room().catch(() => 'enough')) === 'enough' ? {} : { warnings: ['disk_full'] };
      response
        .setHeader('Cache-Control', 'no-store')
        .status(reasons.length === 0 ? 200 : 503)
        .json({ ok: reasons.length === 0, reasons, ...warnings });
    },
    retire: () => {
      isRetired = true;
    },
  };
};
