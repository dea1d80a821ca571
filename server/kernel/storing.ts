// The door before every write: turns it away while the database is away or its disk is nearly full; reading only needs the database.
import type { RequestHandler } from 'express';
import type { AnyRoute } from '#shared/kernel/contract.ts';
import { databaseAway, type DatabaseWatch } from './db/away.ts';
import { diskFull, type Disk } from './disk.ts';
import type { Feature } from './feature.ts';

export interface Storing {
  /** Before whatever asks the database, sessions included: refuses at once what could only wait. */
  readonly door: RequestHandler;
  /** Throws the same refusal for a call of a route that came by another way. */
  ensure(route: AnyRoute): Promise<void>;
  /** Whether a session may be marked as used: not being marked only brings its end nearer, from 14 days on. */
  mayTouch(): boolean;
}

interface Parts {
  readonly database: DatabaseWatch;
  /** The disk that the database writes to; undefined where it is another machine's. */
  readonly disk: Disk | undefined;
  readonly features: readonly Feature[];
}

const reads = new Set(['GET', 'HEAD', 'OPTIONS', 'PROPFIND']);

/** What is stored in few bytes, or makes room: signing in and out, setting up, and taking away. */
const isSmall = (route: Pick<AnyRoute, 'method' | 'access'>) =>
  route.method === 'DELETE' || route.access === 'anyone';

/** Puts the door together. */
export const createStoring = ({ database, disk, features }: Parts): Storing => {
  const small = new Set(
    features
      .flatMap(({ routes }) => Object.values(routes))
      .filter(isSmall)
      .map(({ method, path }) => `${method} ${path}`),
  );

  const check = async (method: string, isOfFew: boolean) => {
    if (database.isAway()) throw databaseAway();
    if (!disk || reads.has(method)) return;
    const room = await disk.room();
    if (room === 'critical' || (room === 'low' && !isOfFew)) throw diskFull();
  };

  return {
    door: (request, _response, next) => {
      const { method, baseUrl, path } = request;
      // Addresses of what is open to anyone have no parameters.
      check(method, method === 'DELETE' || small.has(`${method} ${baseUrl}${path}`)).then(() => {
        next();
      }, next);
    },
    ensure: (route) => check(route.method, isSmall(route)),
    mayTouch: () => !database.isAway() && disk?.last().room !== 'critical',
  };
};
