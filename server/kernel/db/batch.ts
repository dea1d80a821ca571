// Reads of single documents that many requests want at once, put together: one query for all that are asked for while the one before it runs.
import DataLoader from 'dataloader';

/** Keys of one query at most. */
const keysAtMost = 500;

/**
 * Answers with what `load` finds under a key, or null. Nothing is kept: a query is sent after it was asked for, so that it is
 * never older than the question. Those who ask for the same key get the same object; it is not theirs to change.
 */
export const createBatch = <V>(
  load: (keys: string[]) => Promise<ReadonlyMap<string, V>>,
): ((key: string) => Promise<V | null>) => {
  let before: Promise<unknown> = Promise.resolve();
  const loader = new DataLoader<string, V | null>(
    async (keys) => {
      const found = load([...new Set(keys)]);
      before = found.catch(() => undefined);
      const values = await found;
      return keys.map((key) => values.get(key) ?? null);
    },
    {
      ...{ cache: false, maxBatchSize: keysAtMost },
      batchScheduleFn: (send) => {
        void before.then(send);
      },
    },
  );
  return (key) => loader.load(key);
};

/** Documents by their `_id`, for {@link createBatch}. */
export const byId = <T extends { readonly _id: string }>(found: readonly T[]): ReadonlyMap<string, T> =>
  new Map(found.map((one) => [one._id, one]));
