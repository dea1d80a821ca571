// Packs several whole costs, each counting before all that follow, into as few exact numbers as possible.

/** One level of a cost: what a single arc has of it, at most. */
export interface Level {
  readonly most: number;
}

const bitsOfANumber = 52;

export interface Packing {
  readonly words: number;
  /** A cost per level becomes a cost per word. */
  pack(costs: readonly number[]): number[];
}

/**
 * Levels share a word as the digits of a number share it. A digit must never run over into the next: a path visits each of the
 * `slots` at most once and so has at most `slots * most` of a level, there or back; a potential is made of three such sums, a
 * reduced cost of two potentials, and two distances are compared, so that 16 times as much never comes up. Throws where a
 * single level has no room in a number.
 */
export const packLevels = (levels: readonly Level[], slots: number): Packing => {
  const places: { word: number; factor: number }[] = [];
  let word = 0;
  let used = 0;
  // From the last level of a word upwards the factors grow, so words are laid out first.
  const widths = levels.map(({ most }) => Math.ceil(Math.log2(16 * slots * Math.max(1, most) + 32)));
  const wordOf = widths.map((width) => {
    if (width > bitsOfANumber) throw new RangeError('These costs are too large to be counted exactly');
    if (used + width > bitsOfANumber) {
      word += 1;
      used = 0;
    }
    used += width;
    return word;
  });
  for (let level = levels.length - 1; level >= 0; level--) {
    const below = places[level + 1];
    const isFirstFromBelow = below?.word !== wordOf[level];
    places[level] = {
      word: wordOf[level] ?? 0,
      factor: isFirstFromBelow || !below ? 1 : below.factor * 2 ** (widths[level + 1] ?? 0),
    };
  }
  return {
    words: word + 1,
    pack: (costs) => {
      const packed = new Array<number>(word + 1).fill(0);
      places.forEach((at, level) => {
        packed[at.word] = (packed[at.word] ?? 0) + (costs[level] ?? 0) * at.factor;
      });
      return packed;
    },
  };
};
