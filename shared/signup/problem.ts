// What is to be assigned: slots, people with their preferences, what is fixed and what stands.
import type { Id } from '#shared/kernel/primitives.ts';

/** A talk to be given. It wants at least `min` presenters if there are enough people, and takes `max`. */
export interface Slot {
  readonly id: Id;
  readonly meetingId: Id;
  readonly min: number;
  readonly max: number;
}

/** Somebody who presents `seats` times. */
export interface Person {
  readonly id: Id;
  readonly seats: number;
  /** Slots, the most wanted first. */
  readonly ranked: readonly Id[];
  /** Meetings that the person cannot come to. */
  readonly blocked: readonly Id[];
  readonly partnerId: Id | null;
  /** When the list was first long enough, in milliseconds; null: never. Only first come first served looks at it. */
  readonly since: number | null;
}

export interface Seat {
  readonly personId: Id;
  readonly slotId: Id;
}

export interface Problem {
  readonly slots: readonly Slot[];
  readonly people: readonly Person[];
  /** Seats that are given whatever anybody wants; they may be of people who are not among `people`, and then only take room. */
  readonly fixed: readonly Seat[];
  /** Seats as they are now. */
  readonly standing: readonly Seat[];
  /** How many slots a list should name. */
  readonly atLeast: number;
  /** Decides between what is equally good. */
  readonly seed: string;
}

export interface Method {
  /** Least sum of squared places, or least of the lowest places. */
  readonly objective: 'squared' | 'generous';
  /** Whether as few seats as possible change before anything else counts, or what stands has a small bonus only. */
  readonly keeping: 'most' | 'bonus';
}

/** What staying is worth in squared places: a move must win more than one from the second choice to the first. */
export const keepingBonus = 3;

export const seatKey = (personId: Id, slotId: Id): string => `${personId} ${slotId}`;

/** Whether a list names as many slots as it should; those on dates that the person cannot do do not count, neither for nor against. */
export const isLongEnough = (
  {
    slots,
    atLeast,
  }: Pick<Problem, 'atLeast'> & { readonly slots: readonly Pick<Slot, 'id' | 'meetingId'>[] },
  { ranked, blocked }: Pick<Person, 'ranked' | 'blocked'>,
): boolean => {
  const possible = slots.filter(({ meetingId }) => !blocked.includes(meetingId));
  const listed = possible.filter(({ id }) => ranked.includes(id)).length;
  return listed > 0 && listed >= Math.min(atLeast, possible.length);
};

/** Where a slot stands for a person. */
export interface Standing {
  /** From 1; a slot that is not listed stands behind all that are. */
  readonly place: number;
  readonly isListed: boolean;
  /** A slot that is not listed by somebody whose list is as long as it should be. */
  readonly isUnlisted: boolean;
}

/** The place that an unlisted slot counts as where places are squared: twice as low as the end of the longest list. */
const unlistedPlace = ({ people, atLeast }: Pick<Problem, 'people' | 'atLeast'>): number =>
  2 * Math.max(1, atLeast, ...people.map(({ ranked }) => ranked.length));

/**
 * Says where slots stand for people. Whoever lists fewer than there should be does not get ahead by it: to them everything else stands
 * at the next place, as if they had no more wishes.
 */
export const standingsOf = (problem: Problem): ((person: Person) => (slotId: Id) => Standing) => {
  const last = unlistedPlace(problem);
  return (person) => {
    const { ranked } = person;
    const places = new Map(ranked.map((id, at) => [id, at + 1]));
    const isComplete = isLongEnough(problem, person);
    return (slotId) => {
      const place = places.get(slotId);
      if (place !== undefined) return { place, isListed: true, isUnlisted: false };
      return { place: isComplete ? last : ranked.length + 1, isListed: false, isUnlisted: isComplete };
    };
  };
};

/** Hashes words to 32 bits (FNV-1a, with a last mix so that near words lie far apart). */
const hashOf = (words: string): number => {
  let hash = 0x811c9dc5;
  for (let at = 0; at < words.length; at++) hash = Math.imul(hash ^ words.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
};

/** The same order for the same seed, whoever else is there. */
export const seededOrder = <T extends { readonly id: Id }>(seed: string, items: readonly T[]): T[] =>
  items
    .map((item) => ({ item, key: hashOf(`${seed}\n${item.id}`) }))
    .toSorted((one, other) => one.key - other.key || (one.item.id < other.item.id ? -1 : 1))
    .map(({ item }) => item);
