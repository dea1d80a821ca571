// Rate limits in words: so many points per key in so many seconds, refused with the time to wait.
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { refuse } from '#shared/kernel/refusals.ts';

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

/** A limit of `points` per `seconds` and key; `what` completes “Too many …”. */
export const createLimit = (points: number, seconds: number, what: string): Limit => {
  const limiter = new RateLimiterMemory({ points, duration: seconds });
  return {
    take: async (key) => {
      try {
        await limiter.consume(key);
      } catch (error) {
        if (!(error instanceof RateLimiterRes)) throw error;
        const wait = Math.max(1, Math.ceil(error.msBeforeNext / 1000));
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
      await limiter.reward(key);
    },
    forget: async (key) => {
      await limiter.delete(key);
    },
  };
};
