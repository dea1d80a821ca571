// Leases: what only one process may do at a time, by the database's clock, and taken over soon when that process dies.
import { randomUUID } from 'node:crypto';
import type { Connection } from 'mongoose';
import { isDuplicate } from './db/collection.ts';
import type { Log } from './log.ts';

/** A lease that is not renewed for so long (ms) is anybody's; with a look each second it is taken over within 5 s. */
const lastsMs = 3000;
const everyMs = 1000;

interface LeaseRecord {
  /** `kind:id`. */
  _id: string;
  owner: string;
  until: Date;
}

export interface Lease {
  /** Aborted when the lease was lost: the database was away for too long, or this process stood still. */
  readonly signal: AbortSignal;
  /** Lets others have it. May be called twice. */
  end(): Promise<void>;
}

export interface Leases {
  /** Of this process, for this run. */
  readonly owner: string;
  /** Null while another process, or another call of this one, has it. */
  take(name: string): Promise<Lease | null>;
  /**
   * Does `work` as the only one who does; undefined where somebody does it already. What fails because this process stops is
   * taken up by another.
   */
  during<T>(name: string, work: (signal: AbortSignal) => Promise<T>): Promise<T | undefined>;
  /** Whether this process has it, as far as it knows. */
  has(name: string): boolean;
  /** Whether anybody has a lease whose name begins like this. */
  isAnyHeld(begin: string): Promise<boolean>;
  /** Whether no other process uses this database. */
  isAlone(): Promise<boolean>;
  /** Called with the id of each lease of this kind that a process left behind when it died or stopped; again until one ends it. */
  onAbandoned(kind: string, takeUp: (id: string) => void | Promise<void>): void;
  /** Says that this process is there, and looks each second for what others have left. */
  start(): Promise<void>;
  /** From now on what fails is left to another process, and nothing of theirs is taken up. */
  retire(): void;
  /** Leaves what is still held to others, at once. */
  close(): Promise<void>;
}

const soon = { $add: ['$$NOW', lastsMs] };
const isOver = { $expr: { $lte: ['$until', '$$NOW'] } };
const isHeld = { $expr: { $gt: ['$until', '$$NOW'] } };
/** All names that begin so. */
const beginning = (begin: string) => ({ $gte: begin, $lt: `${begin}\uffff` });

/** Opens the collection `leases`. The clocks of processes differ, so every time in it is the database's own (`$$NOW`). */
export const createLeases = (db: Connection, log: Log): Leases => {
  const leases = db.collection<LeaseRecord>('leases');
  // The number of the process is for people who look.
  const owner = `${String(process.pid)} ${randomUUID()}`;
  // `until` by this machine's monotonic clock, and never later than in the database.
  const held = new Map<string, { readonly lost: AbortController; until: number }>();
  const asked = new Set<string>();
  const takers = new Map<string, (id: string) => void | Promise<void>>();
  let isStarted = false;
  let isRetired = false;
  let ticking: Promise<void> | undefined;

  const lose = (name: string) => {
    held.get(name)?.lost.abort();
    held.delete(name);
  };

  const renew = async () => {
    const names = [...held.keys()];
    if (names.length === 0) return;
    const until = performance.now() + lastsMs;
    const mine = { _id: { $in: names }, owner };
    await leases.updateMany(mine, [{ $set: { until: soon } }]);
    const still = new Set(
      (await leases.find(mine, { projection: { _id: 1 } }).toArray()).map(({ _id }) => _id),
    );
    for (const name of names) {
      const one = held.get(name);
      if (one && still.has(name)) one.until = until;
      // Ended and taken anew meanwhile: that one is younger.
      else if (one && one.until < until) lose(name);
    }
  };

  const lookForAbandoned = async () => {
    for (const { _id: name } of await leases.find(isOver).toArray()) {
      const colon = name.indexOf(':');
      const takeUp = takers.get(name.slice(0, colon));
      // It only kept others from something, which nobody has to go on with.
      if (!takeUp) await leases.deleteOne({ _id: name, ...isOver });
      else if (!held.has(name) && !asked.has(name))
        void (async () => {
          await takeUp(name.slice(colon + 1));
        })().catch((error: unknown) => {
          log.error({ lease: name, error: String(error) }, 'taking up what another process left failed');
        });
    }
  };

  const tick = async () => {
    try {
      await renew();
      if (isStarted && !isRetired) await lookForAbandoned();
    } catch {
      // The database is away, and says so elsewhere.
    }
    // What could not be renewed in time is not ours any more.
    for (const [name, { until }] of held) if (until <= performance.now()) lose(name);
  };
  const timer = setInterval(() => {
    if (held.size > 0 || isStarted)
      ticking ??= tick().finally(() => {
        ticking = undefined;
      });
  }, everyMs).unref();

  const take: Leases['take'] = async (name) => {
    if (held.has(name) || asked.has(name)) return null;
    asked.add(name);
    const isFree = { $or: [{ $eq: ['$owner', owner] }, { $lte: ['$until', '$$NOW'] }] };
    const until = performance.now() + lastsMs;
    try {
      const now = await leases.findOneAndUpdate(
        { _id: name },
        // A missing time is before every other.
        [
          {
            $set: { owner: { $cond: [isFree, owner, '$owner'] }, until: { $cond: [isFree, soon, '$until'] } },
          },
        ],
        { upsert: true, returnDocument: 'after' },
      );
      if (now?.owner !== owner) return null;
    } catch (error) {
      // Two who made it in the same moment: the other one has it.
      if (isDuplicate(error)) return null;
      throw error;
    } finally {
      asked.delete(name);
    }
    const lost = new AbortController();
    held.set(name, { lost, until });
    return {
      signal: lost.signal,
      end: async () => {
        if (held.get(name)?.lost !== lost) return;
        held.delete(name);
        await leases.deleteOne({ _id: name, owner });
      },
    };
  };

  return {
    owner,
    take,
    has: (name) => held.has(name),
    during: async (name, work) => {
      const lease = await take(name);
      if (!lease) return undefined;
      let isLeft = false;
      try {
        return await work(lease.signal);
      } catch (error) {
        isLeft = isRetired;
        throw error;
      } finally {
        if (!isLeft) await lease.end();
      }
    },
    isAnyHeld: async (begin) => (await leases.findOne({ _id: beginning(begin), ...isHeld })) !== null,
    isAlone: async () =>
      (await leases.findOne({ _id: beginning('process:'), owner: { $ne: owner }, ...isHeld })) === null,
    onAbandoned: (kind, takeUp) => {
      takers.set(kind, takeUp);
    },
    start: async () => {
      await take(`process:${owner}`);
      isStarted = true;
    },
    retire: () => {
      isRetired = true;
    },
    close: async () => {
      isRetired = true;
      clearInterval(timer);
      await ticking;
      const names = [...held.keys()];
      for (const name of names) lose(name);
      if (names.length === 0) return;
      // Not deleted, so that whoever looks next goes on with it. Without a database it is over in a moment anyway.
      const over = { $set: { until: new Date(0) } };
      await leases.updateMany({ _id: { $in: names }, owner }, over).catch(() => undefined);
    },
  };
};
