// What an assignment came to, in numbers.
import type { Id } from '#shared/kernel/primitives.ts';
import { gatherBy } from '#shared/kernel/gather.ts';
import { seatKey, standingsOf, type Problem, type Seat } from './problem.ts';

export interface Figures {
  /** How many seats of people with a list were given. */
  readonly ranked: number;
  readonly firstChoices: number;
  /** Of the seats that were listed; null: there are none. */
  readonly averagePlace: number | null;
  /** Seats at the first place, at the second place, and so on. */
  readonly places: readonly number[];
  /** Seats in slots that somebody with a long enough list did not list. */
  readonly unlisted: number;
  /** Seats of people who listed too little, in slots that they did not list. */
  readonly withoutList: number;
  /** Seats that nobody could be given, over all people. */
  readonly unseated: number;
  /** Presenters missing to every slot's `min`, over all slots. */
  readonly short: number;
  /** Seats that stand and are given up. */
  readonly moved: number;
  /** The sum of squared places: what squared ranks make as small as possible, with {@link Method} `keeping` aside. */
  readonly points: number;
}

/** Counts. Seats of people who are not among `problem.people` only take room. */
export const figuresOf = (problem: Problem, seats: readonly Seat[]): Figures => {
  const standings = standingsOf(problem);
  const own = gatherBy(seats, ({ personId }) => personId);
  const kept = new Set(seats.map(({ personId, slotId }) => seatKey(personId, slotId)));
  const places: number[] = [];
  let [unlisted, withoutList, unseated, points, sum] = [0, 0, 0, 0, 0];
  for (const person of problem.people) {
    const standingOf = standings(person);
    const given = own.get(person.id) ?? [];
    unseated += Math.max(0, person.seats - given.length);
    for (const { slotId } of given) {
      const { place, isListed, isUnlisted } = standingOf(slotId);
      points += place ** 2;
      if (isUnlisted) unlisted += 1;
      else if (!isListed) withoutList += 1;
      else {
        while (places.length < place) places.push(0);
        places[place - 1] = (places[place - 1] ?? 0) + 1;
        sum += place;
      }
    }
  }
  const held = gatherBy(seats, ({ slotId }) => slotId);
  const listed = places.reduce((all, some) => all + some, 0);
  return {
    ranked: listed + unlisted,
    firstChoices: places[0] ?? 0,
    averagePlace: listed === 0 ? null : sum / listed,
    places,
    ...{ unlisted, withoutList, unseated, points },
    short: problem.slots.reduce(
      (all, { id, min, max }) => all + Math.max(0, Math.min(min, max) - (held.get(id)?.length ?? 0)),
      0,
    ),
    moved: problem.standing.filter(({ personId, slotId }) => !kept.has(seatKey(personId, slotId))).length,
  };
};

/** The ids of two people, in a set order. */
export const pairOf = (one: Id, other: Id): readonly [Id, Id] => (one < other ? [one, other] : [other, one]);
