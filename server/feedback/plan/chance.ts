// Chance for drawing pairs, the same again for the same seed, so that a draw can be repeated and looked into.

export interface Chance {
  /** From 0 to below 1. */
  next(): number;
  /** A shuffled copy. */
  shuffle<T>(items: readonly T[]): T[];
}

/** Hashes a name to a number (FNV-1a). */
const numberOf = (seed: string): number => {
  let hash = 0x811c9dc5;
  for (const letter of seed) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  return hash >>> 0;
};

/** Seeded by any string (mulberry32). */
export const chanceFrom = (seed: string): Chance => {
  let state = numberOf(seed);
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const shuffle = <T>(items: readonly T[]): T[] => {
    const copy = [...items];
    for (let last = copy.length - 1; last > 0; last--) {
      const other = Math.floor(next() * (last + 1));
      [copy[last], copy[other]] = [copy[other] as T, copy[last] as T];
    }
    return copy;
  };
  return { next, shuffle };
};
