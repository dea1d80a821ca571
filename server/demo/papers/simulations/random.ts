// Repeatable randomness for the simulations: mulberry32 and draws from it.

/** Draws numbers in [0, 1); the same seed gives the same sequence. */
export type Random = () => number;
export type Points = [number, number][];
/** Series by name, in the order of the legend. */
export type Result = Record<string, Points>;

/** Mulberry32, Tommy Ettinger's 32-bit generator (public domain). */
export function rng(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** A whole number below n. */
export const below = (random: Random, n: number) => Math.floor(random() * n);

/** One of n nodes other than oneself. */
export function peer(random: Random, n: number, self: number): number {
  const other = below(random, n - 1);
  return other >= self ? other + 1 : other;
}

/** An exponential variate with mean 1. */
export const exponential = (random: Random) => -Math.log(1 - random());

/** A standard normal variate (Box and Muller's cosine branch). */
export const normal = (random: Random) =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** The element at an index that is known to be in range. */
export function at(list: ArrayLike<number>, index: number): number {
  const value = list[index];
  if (value === undefined) throw new RangeError(`No element ${index}.`);
  return value;
}

export const mean = (list: readonly number[]) => list.reduce((sum, x) => sum + x, 0) / list.length;
