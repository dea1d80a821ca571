// Into how many groups, and of which sizes, a number of people can be split.
import type { SizeRange } from './groups.ts';

/** With fewer groups than this the class hears too few voices, and pairs must meet again too soon. */
const ENOUGH_GROUPS = 4;

/**
 * Why no split keeps to the range: fewer people than one group needs, or a number between two multiples
 * (5 people in groups of 3 to 4). `proposals` are the nearest splits, best first.
 */
export interface OutOfRange {
  reason: 'too_few_people' | 'no_valid_split';
  proposals: number[][];
}

export interface SizePlan {
  /** Largest first, differing by at most one; empty when nobody is there. */
  sizes: number[];
  /** Present exactly when `sizes` does not keep to the range; `sizes` is then the first proposal. */
  outOfRange?: OutOfRange;
}

/** All group counts that keep to the range, ascending: g with ceil(people / max) <= g <= floor(people / min). */
export function possibleGroupCounts(people: number, range: SizeRange): number[] {
  checkRange(range);
  const { fewest, most } = countLimits(people, range);
  return Array.from({ length: Math.max(0, most - fewest + 1) }, (_, step) => fewest + step);
}

/**
 * The sizes to draw: as few groups as the range allows, but four where it allows four (12 people as 3 x 4 force
 * repeated pairs in three rounds, as 4 x 3 they do not). Out of range: the nearest sizes and the reason.
 */
export function chooseSizes(people: number, range: SizeRange): SizePlan {
  checkRange(range);
  if (people === 0) return { sizes: [] };
  const { fewest, most } = countLimits(people, range);
  if (fewest <= most) return { sizes: evenSizes(people, Math.max(fewest, Math.min(ENOUGH_GROUPS, most))) };

  // Nothing between `most` (groups too large) and `fewest` (groups too small) is possible, so these are nearest.
  const proposals = [...new Set([Math.max(1, most), fewest])]
    .map((count) => evenSizes(people, count))
    .filter((sizes) => people === 1 || !sizes.includes(1))
    .sort((one, other) => outside(one, range) - outside(other, range) || one.length - other.length);
  const reason = people < range.min ? 'too_few_people' : 'no_valid_split';
  return { sizes: proposals[0] ?? [people], outOfRange: { reason, proposals } };
}

/** How many people too many or too few all groups have together; 0 means that all keep to the range. */
export function outside(sizes: readonly number[], { min, max }: SizeRange): number {
  return sizes.reduce((sum, size) => sum + Math.max(0, min - size, size - max), 0);
}

function countLimits(people: number, { min, max }: SizeRange): { fewest: number; most: number } {
  return { fewest: Math.ceil(people / max), most: Math.floor(people / min) };
}

/** Sizes of so many groups, largest first, differing by at most one. */
export function evenSizes(people: number, groups: number): number[] {
  return Array.from({ length: groups }, (_, place) => Math.ceil((people - place) / groups));
}

function checkRange({ min, max }: SizeRange): void {
  if (Number.isInteger(min) && Number.isInteger(max) && 2 <= min && min <= max) return;
  throw new RangeError(`Group sizes must be whole numbers with 2 <= min <= max, not ${min} to ${max}.`);
}
