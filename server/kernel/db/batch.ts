// What many requests want of the database at once, put together: one query for all that comes while the one before it runs.
import DataLoader from 'dataloader';

/** What one query is asked for at most. */
const togetherAtMost = 500;

/** Answers each with what `run` has at its place, or throws the error there. One batch runs at a time. */
export const createQueue = <T extends object, R>(
  run: (items: readonly T[]) => Promise<readonly (R | Error)[]>,
): ((item: T) => Promise<R>) => {
  let before: Promise<unknown> = Promise.resolve();
  const loader = new DataLoader<T, R>(
    (items) => {
      const done = run(items);
      before = done.catch(() => undefined);
      return done;
    },
    {
      ...{ cache: false, maxBatchSize: togetherAtMost },
      batchScheduleFn: (send) => {
        void before.then(send);
      },
    },
  );
  return (item) => loader.load(item);
};

/**
 * Answers with what `load` finds under a key, or null. Nothing is kept: a query is sent after it was asked for, so that it is
 * never older than the question. Those who ask for the same key get the same object; it is not theirs to change.
 */
export const createBatch = <V>(
  load: (keys: string[]) => Promise<ReadonlyMap<string, V>>,
): ((key: string) => Promise<V | null>) => {
  const ask = createQueue<{ readonly key: string }, V | null>(async (asked) => {
    const values = await load([...new Set(asked.map(({ key }) => key))]);
    return asked.map(({ key }) => values.get(key) ?? null);
  });
  return (key) => ask({ key });
};

/** Documents by their `_id`, for {@link createBatch}. */
export const byId = <T extends { readonly _id: string }>(found: readonly T[]): ReadonlyMap<string, T> =>
  new Map(found.map((one) => [one._id, one]));
