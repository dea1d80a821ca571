// First come, first served: what a sign-up sheet would have done. For comparison only.
import type { Id } from '#shared/kernel/primitives.ts';
import type { Problem, Seat } from './problem.ts';

/**
 * Everybody in the order in which they had their list takes the best seat that is free, over and over until nobody needs one; whoever
 * finds none of theirs takes the first free one.
 */
export const firstCome = ({ slots, people, fixed }: Problem): Seat[] => {
  const seats: Seat[] = [...fixed];
  const room = new Map(slots.map(({ id, max }) => [id, max]));
  const busy = new Map(people.map(({ id, blocked }) => [id, new Set(blocked)]));
  const missing = new Map(people.map(({ id, seats: wanted }) => [id, wanted]));
  const meetingOf = new Map(slots.map(({ id, meetingId }) => [id, meetingId]));
  const note = (personId: Id, slotId: Id) => {
    const meetingId = meetingOf.get(slotId);
    room.set(slotId, (room.get(slotId) ?? 0) - 1);
    missing.set(personId, (missing.get(personId) ?? 0) - 1);
    if (meetingId !== undefined) busy.get(personId)?.add(meetingId);
  };
  for (const { personId, slotId } of fixed) note(personId, slotId);
  const queue = people.toSorted(
    (one, other) => (one.since ?? Infinity) - (other.since ?? Infinity) || (one.id < other.id ? -1 : 1),
  );
  for (let found = true; found;) {
    found = false;
    for (const { id: personId, ranked } of queue) {
      if ((missing.get(personId) ?? 0) <= 0) continue;
      const isFree = (slotId: Id) =>
        (room.get(slotId) ?? 0) > 0 && busy.get(personId)?.has(meetingOf.get(slotId) ?? '') === false;
      const slotId = ranked.find(isFree) ?? slots.find(({ id }) => isFree(id))?.id;
      if (slotId === undefined) continue;
      seats.push({ personId, slotId });
      note(personId, slotId);
      found = true;
    }
  }
  return seats;
};
