// Finds for every character of the old text where it went in the new one, from passages that occur exactly once in both.

/** For each character its place in the other text, or -1. */
export interface Alignment {
  readonly toNew: Int32Array;
  readonly toOld: Int32Array;
}

/** Characters of a passage that, found once in either text, is the same passage: some four words. */
const seedLength = 24;
/** Only every so many passages of the old text are tried; what lies between is reached by growing. */
const stride = 6;

interface Seen {
  old: number;
  new: number;
}

const twice = -2;
const nowhere = -1;

/** Where each tried passage of `old` stands in either text: `nowhere`, an offset, or `twice`. */
function seedsOf(old: string, fresh: string): Seen[] {
  const seeds = new Map<string, Seen>();
  for (let at = 0; at + seedLength <= old.length; at += stride)
    seeds.set(old.slice(at, at + seedLength), { old: nowhere, new: nowhere });
  const look = (text: string, side: keyof Seen) => {
    for (let at = 0; at + seedLength <= text.length; at++) {
      const seed = seeds.get(text.slice(at, at + seedLength));
      if (seed) seed[side] = seed[side] === nowhere ? at : twice;
    }
  };
  look(old, 'old');
  look(fresh, 'new');
  return [...seeds.values()].filter((seed) => seed.old >= 0 && seed.new >= 0);
}

/** Both texts comparable. Takes time and room in proportion to their lengths. */
export function align(old: string, fresh: string): Alignment {
  const toNew = new Int32Array(old.length).fill(-1);
  const toOld = new Int32Array(fresh.length).fill(-1);
  const isFree = (o: number, n: number) => toNew[o] === -1 && toOld[n] === -1;
  const put = (o: number, n: number) => {
    toNew[o] = n;
    toOld[n] = o;
  };
  const seeds = seedsOf(old, fresh);
  for (const seed of seeds)
    for (let i = 0; i < seedLength; i++)
      if (isFree(seed.old + i, seed.new + i)) put(seed.old + i, seed.new + i);
  // Grown only after all seeds stand: what is certain is not taken by what is merely equal.
  for (const seed of seeds) {
    for (let [o, n] = [seed.old + seedLength, seed.new + seedLength]; old[o] !== undefined; o++, n++) {
      if (toNew[o] === n) break;
      if (old[o] !== fresh[n] || !isFree(o, n)) break;
      put(o, n);
    }
    for (let [o, n] = [seed.old - 1, seed.new - 1]; o >= 0 && n >= 0; o--, n--) {
      if (toNew[o] === n) break;
      if (old[o] !== fresh[n] || !isFree(o, n)) break;
      put(o, n);
    }
  }
  return { toNew, toOld };
}
