// Gives everybody their seats at the least cost: the network of people, meetings and slots, and the flow through it.
import { gatherBy } from '#shared/kernel/gather.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { costsOf } from './costs.ts';
import { createFlow } from './flow.ts';
import {
  seatKey,
  seededOrder,
  type Method,
  type Person,
  type Problem,
  type Seat,
  type Slot,
} from './problem.ts';

interface Open {
  readonly person: Person;
  readonly seats: number;
  readonly slots: readonly Slot[];
}

/** Who still needs seats, and which slots are open to them: not where they are already, nobody twice in a meeting, never on a blocked date. */
const openOf = ({ people, fixed }: Problem, slots: readonly Slot[]): Open[] => {
  const taken = gatherBy(fixed, ({ personId }) => personId);
  const meetingOf = new Map(slots.map(({ id, meetingId }) => [id, meetingId]));
  return people.flatMap((person) => {
    const own = taken.get(person.id) ?? [];
    const shut = new Set<Id | undefined>([
      ...person.blocked,
      ...own.map(({ slotId }) => meetingOf.get(slotId)),
    ]);
    const seats = person.seats - own.length;
    return seats > 0 ? [{ person, seats, slots: slots.filter(({ meetingId }) => !shut.has(meetingId)) }] : [];
  });
};

/**
 * All seats, the fixed ones first. As many seats as possible are given; of those ways, those that leave the fewest slots short of
 * their `min`; of those, the cheapest by {@link costsOf}. Equally good ones: the seed's choice.
 */
export const seatAll = (problem: Problem, method: Method): Seat[] => {
  const slots = seededOrder(problem.seed, problem.slots);
  const open = seededOrder(
    problem.seed,
    openOf(problem, slots).map((one) => ({ ...one, id: one.person.id })),
  );
  const costs = costsOf(problem, method);
  const kept = new Set(problem.standing.map(({ personId, slotId }) => seatKey(personId, slotId)));
  const fixedIn = gatherBy(problem.fixed, ({ slotId }) => slotId);

  // Source, sink, slots, people; and for who presents more than once a node for each meeting.
  const [source, sink, firstSlot, firstPerson] = [0, 1, 2, 2 + slots.length];
  const nodeOf = new Map(slots.map(({ id }, at) => [id, firstSlot + at]));
  const meetings = new Set(slots.map(({ meetingId }) => meetingId)).size;
  const several = open.filter(({ seats }) => seats > 1).length;
  const choices = open.reduce((sum, one) => sum + one.slots.length, 0);
  const flow = createFlow(
    firstPerson + open.length + several * meetings,
    open.length + several * meetings + choices + 2 * slots.length,
    costs.words,
  );

  let nextNode = firstPerson + open.length;
  const arcs: (Seat & { readonly arc: number })[] = [];
  open.forEach(({ person, seats, slots: choice }, at) => {
    const node = firstPerson + at;
    flow.addArc(source, node, seats, costs.none);
    const costOf = costs.of(person);
    const throughMeeting = new Map<Id, number>();
    for (const { id: slotId, meetingId } of choice) {
      let from = node;
      if (seats > 1) {
        from = throughMeeting.get(meetingId) ?? nextNode++;
        if (!throughMeeting.has(meetingId)) flow.addArc(node, from, 1, costs.none);
        throughMeeting.set(meetingId, from);
      }
      const cost = costOf(slotId, kept.has(seatKey(person.id, slotId)));
      arcs.push({
        personId: person.id,
        slotId,
        arc: flow.addArc(from, nodeOf.get(slotId) ?? sink, 1, cost),
      });
    }
  });
  for (const { id, min, max } of slots) {
    const [node, filled] = [nodeOf.get(id) ?? sink, fixedIn.get(id)?.length ?? 0];
    const needed = Math.max(0, Math.min(min, max) - filled);
    flow.addArc(node, sink, needed, costs.none);
    flow.addArc(node, sink, Math.max(0, max - filled - needed), costs.extra);
  }
  flow.send(source, sink);
  const given = arcs.filter(({ arc }) => flow.along(arc) > 0);
  return [...problem.fixed, ...given.map(({ personId, slotId }) => ({ personId, slotId }))];
};
