// Rate limits in words: so many points per key in so many seconds, refused with the time to wait.
import { AsyncLocalStorage } from 'node:async_hooks';
import {
  RateLimiterMemory,
  RateLimiterRedis,
  RateLimiterRes,
  RLWrapperTimeouts,
} from 'rate-limiter-flexible';
import { refuse } from '#shared/kernel/refusals.ts';
import type { Peers } from './peers.ts';

export interface Limit {
  /** Takes one point or refuses with `too_many`. */
  take(key: string): Promise<void>;
  /** Takes the last point back: what succeeded does not count, so that a whole class behind one address gets in. */
  giveBack(key: string): Promise<void>;
  /** Forgets a key, for instance after a successful sign-in. */
  forget(key: string): Promise<void>;
}

/** What one person changes. Who types in a group's notes without a pause sends 700 a minute; nobody needs more than this. */
export const createWritesLimit = (): Limit => createLimit(900, 60, 'changes in a short time');

const peersOf = new AsyncLocalStorage<Peers>();

/** Limits that are created while `open` runs count what all processes of a community take. */
export const countTogether = <T>(peers: Peers, open: () => Promise<T>): Promise<T> =>
  peersOf.run(peers, open);

/** A Redis that takes longer is not waited for: this process then counts alone. */
const patienceMs = 300;

/** Counts in Redis while it is there, otherwise here. */
const createCounter = (points: number, duration: number, what: string) => {
  const here = new RateLimiterMemory({ points, duration });
  const peers = peersOf.getStore();
  if (!peers?.shared) return () => here;
  const { client, prefix } = peers.shared;
  const keyPrefix = `${prefix}limit:${String(points)}/${String(duration)}:${what}`;
  const limiter = new RateLimiterRedis({
    ...{ storeClient: client, useRedisPackage: true, keyPrefix, points, duration },
  });
  const together = new RLWrapperTimeouts({ limiter, timeoutMs: patienceMs, insuranceLimiter: here });
  return () => (peers.isUp() ? together : here);
};

const nothing = new AsyncLocalStorage<true>();

/** Limits that are created while `open` runs limit nothing: for a program that its operator runs beside the servers. */
export const countNothing = <T>(open: () => Promise<T>): Promise<T> => nothing.run(true, open);

const unlimited: Limit = {
  take: () => Promise.resolve(),
  giveBack: () => Promise.resolve(),
  forget: () => Promise.resolve(),
};

/** A limit of `points` per `seconds` and key; `what` completes “Too many …”. */
export const createLimit = (points: number, seconds: number, what: string): Limit => {
  if (nothing.getStore()) return unlimited;
  const counter = createCounter(points, seconds, what);
  return {
    take: async (key) => {
      try {
        await counter().consume(key);
      } catch (error) {
        if (!(error instanceof RateLimiterRes)) throw error;
        // Counted by the clock, which may have been set back meanwhile; the point itself comes back by a timer.
        const wait = Math.min(seconds, Math.max(1, Math.ceil(error.msBeforeNext / 1000)));
        throw refuse(
          'too_many',
          'too_many',
          `Too many ${what}. Try again in ${wait < 120 ? `${String(wait)} seconds` : `${String(Math.ceil(wait / 60))} minutes`}.`,
          {
            retryAfterSeconds: wait,
          },
        );
      }
    },
    giveBack: async (key) => {
      await counter().reward(key);
    },
    forget: async (key) => {
      await counter().delete(key);
    },
  };
};
