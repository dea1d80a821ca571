// Items by what they belong to.

/** In their order under each key; one pass. An item stands under every key it is given, and nowhere when it is given none. */
export const gatherByEach = <T, K>(items: Iterable<T>, keysOf: (item: T) => Iterable<K>): Map<K, T[]> => {
  const gathered = new Map<K, T[]>();
  for (const item of items)
    for (const key of keysOf(item)) {
      const known = gathered.get(key);
      if (known) known.push(item);
      else gathered.set(key, [item]);
    }
  return gathered;
};

/** As {@link gatherByEach}, with one key each; undefined: it belongs to nothing. */
export const gatherBy = <T, K>(items: Iterable<T>, keyOf: (item: T) => K | undefined): Map<K, T[]> =>
  gatherByEach(items, (item) => {
    const key = keyOf(item);
    return key === undefined ? [] : [key];
  });
