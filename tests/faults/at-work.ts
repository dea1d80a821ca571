// Keeps workers at work in the background until they are told to stop.
import type { Tally } from './persist.ts';
import type { Worker } from './workers.ts';

export interface AtWork {
  /** Resolves when so many more writes were acknowledged. */
  untilMore(count: number): Promise<void>;
  /** Lets everybody finish what they are at. */
  stop(): Promise<void>;
}

const patienceMs = 60_000;

export const keepAtWork = (workers: readonly Worker[], tally: Tally): AtWork => {
  let isOver = false;
  const working = workers.map(async (worker) => {
    while (!isOver) await worker.act();
  });
  return {
    untilMore: async (count) => {
      const goal = tally.acknowledged + count;
      const end = performance.now() + patienceMs;
      while (tally.acknowledged < goal) {
        if (performance.now() > end)
          throw new Error(
            `Nobody gets on: ${JSON.stringify([...tally.refusals])}, ${tally.wrong.join('; ')}`,
          );
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    stop: async () => {
      isOver = true;
      await Promise.all(working);
    },
  };
};
