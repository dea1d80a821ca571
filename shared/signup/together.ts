// Wishes to present together, honoured where nobody else pays for it with more than a place or two.
import type { Id } from '#shared/kernel/primitives.ts';
import { figuresOf, pairOf } from './figures.ts';
import { seededOrder, type Method, type Person, type Problem, type Seat } from './problem.ts';
import { seatAll } from './seat-all.ts';

export interface Together {
  readonly seats: readonly Seat[];
  readonly honoured: readonly (readonly [Id, Id])[];
  readonly missed: readonly (readonly [Id, Id])[];
}

/** So many of the slots that both listed are tried for a pair. */
const slotsPerPair = 3;
/** For all pairs together: each try costs a whole assignment, and whoever asked waits. 20 for 200 people and 60 slots, never more than 100. */
const triesFor = ({ people, slots }: Problem): number =>
  Math.min(100, Math.ceil(240_000 / (people.length * slots.length)));

/** Pairs who wish for each other. */
const pairsOf = (people: readonly Person[]): [Person, Person][] => {
  const byId = new Map(people.map((person) => [person.id, person]));
  return people.flatMap((person): [Person, Person][] => {
    const partner = person.partnerId === null ? undefined : byId.get(person.partnerId);
    return partner?.partnerId === person.id && person.id < partner.id ? [[person, partner]] : [];
  });
};

const placesIn = ({ ranked }: Person) => new Map(ranked.map((id, at) => [id, at + 1]));

/** Where both could sit, the best for the two of them first: a slot that both listed, on no date that one of them has blocked. */
const choicesOf = (problem: Problem, fixed: readonly Seat[], pair: readonly [Person, Person]) => {
  const [one, other] = pair.map(placesIn);
  const pinned = (person: Person) => fixed.filter(({ personId }) => personId === person.id);
  return seededOrder(problem.seed, problem.slots)
    .flatMap((slot) => {
      const places = [one?.get(slot.id), other?.get(slot.id)];
      const inSlot = fixed.filter(({ slotId }) => slotId === slot.id);
      const newcomers = pair.filter(({ id }) => !inSlot.some(({ personId }) => personId === id));
      const isOpen =
        inSlot.length + newcomers.length <= slot.max &&
        newcomers.every(
          (person) =>
            !person.blocked.includes(slot.meetingId) &&
            pinned(person).length < person.seats &&
            !pinned(person).some(({ slotId }) =>
              problem.slots.some(({ id, meetingId }) => id === slotId && meetingId === slot.meetingId),
            ),
        );
      const [a, b] = places;
      if (!isOpen || a === undefined || b === undefined) return [];
      return [
        { cost: a ** 2 + b ** 2, seats: newcomers.map(({ id }) => ({ personId: id, slotId: slot.id })) },
      ];
    })
    .toSorted((first, second) => first.cost - second.cost)
    .slice(0, slotsPerPair);
};

/**
 * Takes the pairs one after the other, those who rank a common slot highest first. Pairs who sit together anyway stay so.
 * For every other pair the best slots that both listed are tried in turn: both are put there and everybody else is assigned
 * anew. The first that costs nobody a seat or a listed slot, leaves no slot shorter and, with `keeping: 'most'`, moves nobody but
 * the two, is taken. So a wish may cost others some places, and the result is the best one for the wishes that were granted.
 */
export const seatTogether = (problem: Problem, method: Method): Together => {
  let held: readonly Seat[] = problem.fixed;
  let seats: readonly Seat[] = seatAll(problem, method);
  const honoured: (readonly [Id, Id])[] = [];
  const missed: (readonly [Id, Id])[] = [];
  const sitsIn = (person: Person, slotId: Id) =>
    seats.some((seat) => seat.personId === person.id && seat.slotId === slotId);
  const cost = (pair: readonly Person[], some: readonly Seat[]) => {
    const { unlisted, unseated, short } = figuresOf(problem, some);
    const isOther = ({ personId }: Seat) => !pair.some(({ id }) => id === personId);
    const { moved } = figuresOf({ ...problem, standing: problem.standing.filter(isOther) }, some);
    return [unseated, short, unlisted, method.keeping === 'most' ? moved : 0];
  };
  const hold = (more: readonly Seat[]) => {
    const fresh = more.filter(
      ({ personId, slotId }) => !held.some((seat) => seat.personId === personId && seat.slotId === slotId),
    );
    held = [...held, ...fresh];
  };

  const pairs = pairsOf(problem.people)
    .map((pair) => ({ pair, best: choicesOf(problem, held, pair)[0]?.cost ?? Infinity }))
    .toSorted((one, other) => one.best - other.best || (one.pair[0].id < other.pair[0].id ? -1 : 1));
  let tries = triesFor(problem);
  for (const { pair } of pairs) {
    const [one, other] = pair;
    const common = problem.slots.find(({ id }) => sitsIn(one, id) && sitsIn(other, id));
    let isDone = common !== undefined;
    if (common) hold(pair.map(({ id }) => ({ personId: id, slotId: common.id })));
    else {
      const before = cost(pair, seats);
      for (const choice of choicesOf(problem, held, pair)) {
        if (tries-- <= 0) break;
        const tried = seatAll({ ...problem, fixed: [...held, ...choice.seats] }, method);
        isDone = cost(pair, tried).every((some, at) => some <= (before[at] ?? 0));
        if (!isDone) continue;
        seats = tried;
        hold(choice.seats);
        break;
      }
    }
    (isDone ? honoured : missed).push(pairOf(one.id, other.id));
  }
  return { seats, honoured, missed };
};
