// Chance that can be repeated: the same seed gives the same numbers.

/** Numbers from 0 to below 1 (Lehmer, modulus 2^31 - 1). `seed`: a whole number above 0. */
export const createChance = (seed: number) => {
  let state = seed % 2147483647;
  const next = () => (state = (state * 48271) % 2147483647) / 2147483647;
  return {
    next,
    /** True so often. */
    happens: (share: number) => next() < share,
    pick: <T>(items: readonly T[]): T | undefined => items[Math.floor(next() * items.length)],
  };
};
export type Chance = ReturnType<typeof createChance>;
