// Searches several rounds at once: some base rounds, each turned through all shifts of a symmetry.
import { at } from './cells.ts';
import type { Random } from './random.ts';
import { startsOf } from './seats.ts';
import { shiftPerson, shiftsOf, type Symmetry } from './symmetry.ts';

/** Costs are in repeats of one pair. At first a worse swap by one is taken often, in the end almost never. */
const HOT = 0.4;
const COLD = 0.15;

export interface AheadSearch {
  sizes: readonly number[];
  symmetry: Symmetry;
  /** How many base rounds; each gives as many rounds as the symmetry has shifts. */
  bases: number;
  /** times[one * people + other]: how often the two met before; only without shifts (a symmetry of order 1). */
  before?: Uint16Array;
  /** Where to begin, the person in every seat of each base round; at random when absent. */
  start?: readonly Uint16Array[];
  /** How many random swaps to consider. */
  proposals: number;
}

/** `q`: the sum over pairs of C(times met, 2) in all rounds together; `seats`: the person in every seat of each base round. */
export interface FoundAhead {
  q: number;
  seats: Uint16Array[];
}

/**
 * Under a symmetry all pairs that are shifts of each other meet equally often, so that one base round of 100 people decides
 * on 12 rounds while only some 400 classes of pairs are counted (a "cyclic" or "starter" design). Swaps within a base round are
 * accepted as in simulated annealing (Kirkpatrick, Gelatt and Vecchi, 1983), with a temperature that falls geometrically.
 */
export function searchAhead(search: AheadSearch, random: Random): FoundAhead {
  const { sizes, symmetry, bases, before, proposals } = search;
  const starts = startsOf(sizes);
  const people = at(starts, sizes.length);
  const groupAt = Uint16Array.from(sizes.flatMap((size, group) => Array<number>(size).fill(group)));
  const { classOf, worth } = classify(people, symmetry);
  const uses = new Uint16Array(worth.length);
  if (before) {
    for (let pair = 0; pair < before.length; pair += 1) {
      if (Math.floor(pair / people) < pair % people) uses[at(classOf, pair)] = at(before, pair);
    }
  }

  const seats = Array.from({ length: bases }, (_, base) =>
    search.start?.[base]
      ? search.start[base].slice()
      : Uint16Array.from(random.shuffle(Array.from({ length: people }, (_seat, person) => person))),
  );
  let q = 0;
  for (const seat of seats) {
    for (let one = 0; one < people; one += 1) q += join(seat, at(seat, one), at(groupAt, one), one, people);
  }
  let best = q;
  let bestSeats = seats.map((seat) => seat.slice());
  for (let proposal = 0; proposal < proposals && best > 0; proposal += 1) {
    const seat = seats[random.below(bases)] as Uint16Array;
    const one = random.below(people);
    const other = random.below(people);
    if (groupAt[one] === groupAt[other]) continue;
    const change = swap(seat, one, other);
    const heat = HOT * (COLD / HOT) ** (proposal / proposals);
    if (change > 0 && random.below(2 ** 20) / 2 ** 20 >= Math.exp(-change / worth.scale / heat)) {
      swap(seat, one, other);
      continue;
    }
    q += change;
    if (q >= best) continue;
    best = q;
    bestSeats = seats.map((each) => each.slice());
  }
  return { q: best, seats: bestSeats };

  /** The people of two seats change places; the change of q. */
  function swap(seat: Uint16Array, one: number, other: number): number {
    const [first, second] = [at(seat, one), at(seat, other)];
    const [from, to] = [at(groupAt, one), at(groupAt, other)];
    const gained = leave(seat, first, from, one) + leave(seat, second, to, other);
    seat[one] = second;
    seat[other] = first;
    return join(seat, second, from, one) + join(seat, first, to, other) - gained;
  }

  /** Counts a person's meetings in a group, but for the person's own seat and those from `until` on; what they add to q. */
  function join(seat: Uint16Array, person: number, group: number, own: number, until?: number): number {
    let added = 0;
    const end = at(starts, group + 1);
    for (let place = at(starts, group); place < end; place += 1) {
      if (place === own || (until !== undefined && place > own)) continue;
      const kind = at(classOf, person * people + at(seat, place));
      const used = at(uses, kind);
      uses[kind] = used + 1;
      added += worth.of(kind, used);
    }
    return added;
  }

  function leave(seat: Uint16Array, person: number, group: number, own: number): number {
    let saved = 0;
    const end = at(starts, group + 1);
    for (let place = at(starts, group); place < end; place += 1) {
      if (place === own) continue;
      const kind = at(classOf, person * people + at(seat, place));
      const used = at(uses, kind) - 1;
      uses[kind] = used;
      saved += worth.of(kind, used);
    }
    return saved;
  }
}

interface Worth {
  /** How many classes of pairs there are. */
  length: number;
  /** What a repeat of a usual class adds to q: as many pairs as there are shifts. */
  scale: number;
  /** What the next use of a class adds to q when it was used so often. */
  of(kind: number, used: number): number;
}

/** The class of every pair, and what using it costs: each pair of a class of n pairs meets (shifts / n) times per use. */
function classify(people: number, symmetry: Symmetry): { classOf: Int32Array; worth: Worth } {
  const shifts = shiftsOf(symmetry);
  const classOf = new Int32Array(people * people).fill(-1);
  const members: number[] = [];
  for (let one = 0; one < people; one += 1) {
    for (let other = one + 1; other < people; other += 1) {
      if (at(classOf, one * people + other) >= 0) continue;
      let count = 0;
      for (let shift = 0; shift < shifts; shift += 1) {
        const first = shiftPerson(symmetry, one, shift);
        const second = shiftPerson(symmetry, other, shift);
        if (at(classOf, first * people + second) < 0) count += 1;
        classOf[first * people + second] = members.length;
        classOf[second * people + first] = members.length;
      }
      members.push(count);
    }
  }
  // n (C((u + 1) k, 2) - C(u k, 2)) = n k (2 u k + k - 1) / 2 with k = shifts / n.
  const of = (kind: number, used: number): number => {
    const each = shifts / (members[kind] ?? 1);
    return (shifts * (2 * used * each + each - 1)) / 2;
  };
  return { classOf, worth: { length: members.length, scale: shifts, of } };
}
