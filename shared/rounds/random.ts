// Seeded randomness, so that a drawn round can be drawn again and checked.

export interface Random {
  /** A whole number in [0, limit), every one equally likely; `limit` is 1 to 2^32. */
  below(limit: number): number;
  /** A new array with the same items, every order equally likely. */
  shuffle<T>(items: readonly T[]): T[];
}

/**
 * The generator sfc32 ("small fast counter", Chris Doty-Humphrey, PractRand, public domain): 128 bits of state,
 * period at least 2^32. Any finite number is a seed; what counts are its lowest 32 bits.
 */
export function createRandom(seed: number): Random {
  let a = 0x9e3779b9;
  let b = 0x243f6a88;
  let c = seed >>> 0;
  let counter = 1;

  function next(): number {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }
  // The author's advice: fifteen steps until seeds that differ in one bit give unrelated numbers.
  for (let step = 0; step < 15; step += 1) next();

  function below(limit: number): number {
    // A plain remainder would favour small numbers: numbers from the incomplete last stretch are drawn again.
    const fair = 0x1_0000_0000 - (0x1_0000_0000 % limit);
    let value = next();
    while (value >= fair) value = next();
    return value % limit;
  }

  function shuffle<T>(items: readonly T[]): T[] {
    // Fisher and Yates, in Durstenfeld's form.
    const mixed = [...items];
    for (let last = mixed.length - 1; last > 0; last -= 1) {
      const other = below(last + 1);
      [mixed[last], mixed[other]] = [mixed[other] as T, mixed[last] as T];
    }
    return mixed;
  }

  return { below, shuffle };
}
