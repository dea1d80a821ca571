// Runs operations on the same thing one after the other, and operations on different things side by side.

/** Each call waits for the earlier ones with the same key; a failed one does not stop the next. */
export const createSerial = () => {
  const tails = new Map<string, Promise<unknown>>();
  return async <T>(key: string, operation: () => Promise<T>): Promise<T> => {
    const before = tails.get(key) ?? Promise.resolve();
    const mine = before.then(operation, operation);
    const tail = mine.catch(() => undefined);
    tails.set(key, tail);
    try {
      return await mine;
    } finally {
      if (tails.get(key) === tail) tails.delete(key);
    }
  };
};
