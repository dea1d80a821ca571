// Tells many changes at once: the first of a burst starts a moment of waiting, at whose end all are told together.

/** Runs `tell` once at the end of `ms` milliseconds after the first call with a key; the last call of the burst wins. */
export const createTogether = (ms: number) => {
  const waiting = new Map<string, () => void>();
  return (key: string, tell: () => void): void => {
    if (!waiting.has(key))
      setTimeout(() => {
        const last = waiting.get(key);
        waiting.delete(key);
        last?.();
      }, ms).unref();
    waiting.set(key, tell);
  };
};
