// Who got no slot of their list, or no slot at all, and why.
import type { Id } from '#shared/kernel/primitives.ts';
import { gatherBy } from '#shared/kernel/gather.ts';
import { isLongEnough, standingsOf, type Person, type Problem, type Seat } from './problem.ts';

/** Of the slots on a person's list: on dates they cannot do, full, or open but somebody was needed elsewhere. They add up to `listed`. */
export interface Why {
  readonly personId: Id;
  /** The slot that was given; null: none. */
  readonly slotId: Id | null;
  readonly listed: number;
  readonly blocked: number;
  readonly full: number;
  readonly open: number;
  /** How many people listed one of those that are full, and how many places they have together. */
  readonly wantedBy: number;
  readonly placesIn: number;
  /** The staff had fixed the seat. */
  readonly isFixed: boolean;
  /** The list is shorter than asked for. */
  readonly isShort: boolean;
}

/** One line for each unlisted seat and for each person who lacks a seat, in the order of `people`. */
export const explain = (problem: Problem, seats: readonly Seat[]): Why[] => {
  const standings = standingsOf(problem);
  const held = gatherBy(seats, ({ slotId }) => slotId);
  const own = gatherBy(seats, ({ personId }) => personId);
  const slotOf = new Map(problem.slots.map((slot) => [slot.id, slot]));
  const fixed = new Set(problem.fixed.map(({ personId, slotId }) => `${personId} ${slotId}`));

  const why = (person: Person, slotId: Id | null): Why => {
    const mine = new Set((own.get(person.id) ?? []).map((seat) => seat.slotId));
    const listed = person.ranked.flatMap((id) => slotOf.get(id) ?? []).filter(({ id }) => !mine.has(id));
    const blocked = listed.filter(({ meetingId }) => person.blocked.includes(meetingId));
    const possible = listed.filter((slot) => !blocked.includes(slot));
    const full = possible.filter(({ id, max }) => (held.get(id)?.length ?? 0) >= max);
    const fullIds = new Set(full.map(({ id }) => id));
    return {
      personId: person.id,
      slotId,
      listed: listed.length,
      blocked: blocked.length,
      full: full.length,
      open: possible.length - full.length,
      wantedBy: problem.people.filter(({ ranked }) => ranked.some((id) => fullIds.has(id))).length,
      placesIn: full.reduce((sum, { max }) => sum + max, 0),
      isFixed: slotId !== null && fixed.has(`${person.id} ${slotId}`),
      isShort: !isLongEnough(problem, person),
    };
  };
  return problem.people.flatMap((person) => {
    const given = own.get(person.id) ?? [];
    const standingOf = standings(person);
    return [
      ...given.flatMap(({ slotId }) => (standingOf(slotId).isListed ? [] : [why(person, slotId)])),
      ...(given.length < person.seats ? [why(person, null)] : []),
    ];
  });
};
