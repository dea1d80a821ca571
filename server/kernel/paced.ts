// Work that is done together at a pace: what comes in a short time is one run, and runs never overlap.

interface Waiting<T, R> {
  readonly item: T;
  readonly resolve: (result: R) => void;
  readonly reject: (error: unknown) => void;
}

export interface Paced<T, R> {
  /** Waits for the run that takes it; rejects with the error at its place, or with that of the whole run. */
  add(item: T): Promise<R>;
  /** A run soon, even if nothing is added. */
  nudge(): void;
  /** When no run is under way. What the caller does at once then sees no half-done work. */
  rested(): Promise<void>;
}

interface Options<T, R> {
  /** From the beginning of one run to that of the next at least. */
  readonly ms: number;
  run(items: readonly T[]): Promise<readonly (R | Error)[]>;
  /** Between the answers and the next run; must not fail. */
  after(): Promise<void>;
}

/** Starts a run at once where the last one began at least `ms` ago, else when that time is over. */
export const createPaced = <T, R>({ ms, run, after }: Options<T, R>): Paced<T, R> => {
  let waiting: Waiting<T, R>[] = [];
  let running: Promise<void> | undefined;
  let isDue = false;
  let begunAt = -Infinity;

  const go = async () => {
    const taken = waiting;
    waiting = [];
    begunAt = performance.now();
    try {
      const results = await run(taken.map(({ item }) => item));
      for (const [index, { resolve, reject }] of taken.entries()) {
        const result = results[index];
        if (result instanceof Error) reject(result);
        else resolve(result as R);
      }
    } catch (error) {
      for (const { reject } of taken) reject(error);
    }
    await after();
  };
  const begin = () => {
    isDue = false;
    running = go().finally(() => {
      running = undefined;
      if (waiting.length > 0) nudge();
    });
  };
  const nudge = () => {
    if (isDue || running) return;
    isDue = true;
    const wait = begunAt + ms - performance.now();
    if (wait <= 0) queueMicrotask(begin);
    else setTimeout(begin, wait);
  };
  return {
    add: (item) =>
      new Promise((resolve, reject) => {
        waiting.push({ item, resolve, reject });
        nudge();
      }),
    nudge,
    rested: async () => {
      while (running) await running;
    },
  };
};
