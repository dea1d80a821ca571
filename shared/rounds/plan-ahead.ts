// Plans several rounds ahead for people who are all there: of all rounds together, as few repeats as possible.
import { searchAhead, type FoundAhead } from './ahead-search.ts';
import { limitsOf } from './bounds.ts';
import { at } from './cells.ts';
import type { PersonId, SizeRange } from './groups.ts';
import { countMeetings, repeatFigures } from './meetings-matrix.ts';
import type { PastRound, RepeatFigures } from './meetings-matrix.ts';
import { createRandom, type Random } from './random.ts';
import { startsOf } from './seats.ts';
import { chooseSizes } from './sizes.ts';
import type { OutOfRange } from './sizes.ts';
import { shiftPerson, shiftsOf, symmetriesOf, type Symmetry } from './symmetry.ts';

/** Random swaps for one try; each symmetry gets so many tries. */
const PROPOSALS = 60_000;
const TRIES = 4;
/** Then the most promising ones get a longer search, and so does what they found in all rounds at once. */
const PROMISING = 2;
const PROPOSALS_LONG = 1_500_000;
/** Few rounds of few people need less: swaps for each seat. */
const PROPOSALS_EACH = 3_000;

export interface AheadRequest extends SizeRange {
  /** Everybody to seat in every round, each once. */
  present: readonly PersonId[];
  /** How many rounds to plan; at least 1. */
  rounds: number;
  /** The rounds of the term so far, oldest first. */
  history: readonly PastRound[];
  seed: number;
}

/** `q` and `x` are what these rounds add to the term's figures. */
export interface AheadPlan extends RepeatFigures {
  rounds: PersonId[][][];
  outOfRange?: OutOfRange;
}

/** Rounds as the person in every seat. */
type Seated = Uint16Array[];

/**
 * Without a history everybody is alike: one round that is searched for and shifted gives the others, often without any
 * repeat where round by round many would come (20 people in fours, five rounds). What is over or missing, and every history, is
 * searched for in all rounds at once. Throws RangeError as planRound does.
 */
export function planAhead({ present, rounds, history, seed, ...range }: AheadRequest): AheadPlan {
  if (new Set(present).size !== present.length) throw new RangeError('Somebody is listed as present twice.');
  const { sizes, outOfRange } = chooseSizes(present.length, range);
  const random = createRandom(seed);
  // Numbers stand for people in an order by chance: a symmetry is the same for every class of this size.
  const people = random.shuffle(present);
  const { times } = countMeetings(people, history);
  const known = figuresOf([], people.length, sizes, times);
  const before = known.q > 0 || times.some((met) => met > 0) ? times : undefined;

  // No history: then nobody can do better than this, and there is no use in going on.
  const least = before
    ? known.q
    : limitsOf(groupsOf(Array<Uint16Array>(rounds).fill(inOrder(people.length)), sizes)).q;

  const found = before ? [] : shifted(sizes, rounds, least, random);
  let best: { seats: Seated; figures: RepeatFigures } | undefined;
  for (const start of [...found, undefined]) {
    if (best?.figures.q === least) break;
    const isBest = start?.length === rounds && figuresOf(start, people.length, sizes, times).q === least;
    const seats = isBest ? start : polish(start, sizes, rounds, before, random);
    const figures = figuresOf(seats, people.length, sizes, times);
    if (!best || figures.q < best.figures.q || (figures.q === best.figures.q && figures.x < best.figures.x))
      best = { seats, figures };
  }
  return {
    rounds: groupsOf(best?.seats ?? [], sizes).map((groups) =>
      groups.map((members) => members.map((number) => people[Number(number)] ?? '')),
    ),
    q: (best?.figures.q ?? 0) - known.q,
    x: (best?.figures.x ?? 0) - known.x,
    ...(outOfRange && { outOfRange }),
  };
}

/** Rounds from base rounds and their shifts, best first; fewer or more than asked are cut or filled up. */
function shifted(sizes: readonly number[], rounds: number, least: number, random: Random): Seated[] {
  const people = sizes.reduce((sum, size) => sum + size, 0);
  const shapes = shapesOf(rounds).flatMap(({ order, bases }) =>
    symmetriesOf(people, order).map((symmetry) => ({ symmetry, bases, isEnough: order * bases >= rounds })),
  );
  const found: { shape: (typeof shapes)[number]; q: number; seats: Seated }[] = [];
  for (const shape of shapes) {
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      const best = searchAhead({ sizes, ...shape, proposals: PROPOSALS }, random);
      found.push({ shape, ...best });
      if (best.q <= least && shape.isEnough) return [unfold(best, shape.symmetry).slice(0, rounds)];
    }
  }
  // Rounds that are still missing would bring repeats of their own, so the two kinds are not compared.
  const promising = [true, false].flatMap((isEnough) =>
    shapes
      .filter((shape) => shape.isEnough === isEnough)
      .map((shape) => fewest(found.filter((one) => one.shape === shape)))
      .toSorted((one, other) => one.q - other.q)
      .slice(0, PROMISING),
  );
  return promising.map((short) => {
    const long = searchAhead({ sizes, ...short.shape, proposals: PROPOSALS_LONG }, random);
    return unfold(long.q < short.q ? long : short, short.shape.symmetry).slice(0, rounds);
  });
}

/** The first with the lowest q; there is at least one. */
function fewest<T extends { q: number }>(found: readonly T[]): T {
  return found.reduce((best, one) => (one.q < best.q ? one : best));
}

/** Orders of a symmetry with their number of base rounds: exactly as many rounds as asked first, then one more or fewer. */
function shapesOf(rounds: number): { order: number; bases: number }[] {
  return Array.from({ length: rounds }, (_, index) => rounds + 1 - index)
    .map((order) => ({ order, bases: Math.round(rounds / order) }))
    .filter(({ order, bases }) => order > 1 && bases > 0 && off(order * bases) <= 1)
    .toSorted((one, other) => off(one.order * one.bases) - off(other.order * other.bases));

  function off(planned: number): number {
    return Math.abs(planned - rounds);
  }
}

/** Every base round in all its shifts. */
function unfold({ seats }: FoundAhead, symmetry: Symmetry): Seated {
  return seats.flatMap((seat) =>
    Array.from({ length: shiftsOf(symmetry) }, (_, shift) =>
      seat.map((person) => shiftPerson(symmetry, person, shift)),
    ),
  );
}

/** Searches all rounds at once, without symmetry. */
function polish(
  start: Seated | undefined,
  sizes: readonly number[],
  rounds: number,
  before: Uint16Array | undefined,
  random: Random,
): Seated {
  const people = sizes.reduce((sum, size) => sum + size, 0);
  const symmetry = { factors: [1], orbits: people, fixed: 0 };
  const proposals = Math.min(PROPOSALS_LONG, PROPOSALS_EACH * people * rounds);
  return searchAhead(
    {
      ...{ sizes, symmetry, bases: rounds, proposals },
      ...(before && { before }),
      ...(start && { start }),
    },
    random,
  ).seats;
}

function figuresOf(
  seats: Seated,
  people: number,
  sizes: readonly number[],
  before: Uint16Array,
): RepeatFigures {
  const matrix = countMeetings(
    Array.from(inOrder(people), String),
    groupsOf(seats, sizes).map((groups) => ({ groups })),
  );
  return repeatFigures({ ...matrix, times: matrix.times.map((met, pair) => met + at(before, pair)) });
}

function inOrder(people: number): Uint16Array {
  return Uint16Array.from({ length: people }, (_, person) => person);
}

/** The numbers of the people in each group of each round. */
function groupsOf(seats: Seated, sizes: readonly number[]): string[][][] {
  const starts = startsOf(sizes);
  return seats.map((seat) =>
    sizes.map((size, group) =>
      Array.from(seat.subarray(at(starts, group), at(starts, group) + size), String),
    ),
  );
}
