// A split of people into groups of given sizes, as numbered seats, in which two people change places at once.
import { at } from './cells.ts';
import type { Random } from './random.ts';

/** The seats of group g are starts[g] to starts[g + 1] - 1; `personAt[seat]` and `seatOf[person]` are each other's inverse. */
export interface Seats {
  readonly starts: Uint16Array;
  readonly groupOf: Uint16Array;
  readonly personAt: Uint16Array;
  readonly seatOf: Uint16Array;
  /** Two people change places; nothing happens when they share a group. */
  swap(one: number, other: number): void;
}

/** The first seat of every group, and one past the last. */
export function startsOf(sizes: readonly number[]): Uint16Array {
  const starts = new Uint16Array(sizes.length + 1);
  sizes.forEach((size, group) => {
    starts[group + 1] = at(starts, group) + size;
  });
  return starts;
}

/**
 * Seats everybody at random; who is `fixed` sits in that group (undefined or -1: anywhere).
 * Throws RangeError when more people are fixed in a group than it seats.
 */
export function seatAtRandom(sizes: readonly number[], random: Random, fixed?: Int32Array): Seats {
  const starts = startsOf(sizes);
  const count = at(starts, sizes.length);
  const groupOf = new Uint16Array(count);
  const left = [...sizes];
  const free: number[] = [];
  for (let person = 0; person < count; person += 1) {
    const group = fixed?.[person] ?? -1;
    if (group < 0) free.push(person);
    else {
      groupOf[person] = group;
      left[group] = (left[group] ?? 0) - 1;
    }
  }
  if (left.some((size) => size < 0)) throw new RangeError('More people are fixed in a group than it seats.');
  const places = random.shuffle(left.flatMap((size, group) => Array<number>(size).fill(group)));
  free.forEach((person, index) => (groupOf[person] = places[index] ?? 0));

  const personAt = new Uint16Array(count);
  const seatOf = new Uint16Array(count);
  const next = starts.slice();
  for (let person = 0; person < count; person += 1) {
    const group = at(groupOf, person);
    const seat = at(next, group);
    next[group] = seat + 1;
    personAt[seat] = person;
    seatOf[person] = seat;
  }

  function swap(one: number, other: number): void {
    const [from, to] = [at(groupOf, one), at(groupOf, other)];
    if (from === to) return;
    const [seat, otherSeat] = [at(seatOf, one), at(seatOf, other)];
    groupOf[one] = to;
    groupOf[other] = from;
    seatOf[one] = otherSeat;
    seatOf[other] = seat;
    personAt[otherSeat] = one;
    personAt[seat] = other;
  }

  return { starts, groupOf, personAt, seatOf, swap };
}
