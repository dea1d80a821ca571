// People come, go and move, as pure changes of the record: while groups form or talk their seats change too.
import { newId, type Id } from '#shared/kernel/primitives.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import { handOnRoles } from '#shared/rounds/roles.ts';
import { removePerson, seatArrival, type Seating } from '#shared/rounds/seat.ts';
import { presentRound, roundOf, sizeOf, takesPeople, type Past, type Terms } from './class.ts';
import type { GroupRecord, LiveRecord, RoundRecord } from './store.ts';

// Groups keep their number and their notes.
const applySeating = (round: RoundRecord, { groups }: Seating): void => {
  round.groups = groups.map(({ id, members }): GroupRecord => {
    const before = round.groups.find((group) => group.number === id);
    return {
      number: id,
      notesId: before?.notesId ?? newId(),
      members: [...members],
      roles: handOnRoles(members, before?.roles ?? {}, id),
    };
  });
  round.nextGroup = Math.max(round.nextGroup, ...round.groups.map((group) => group.number + 1));
};

const seated = (round: RoundRecord) => round.groups.map(({ number, members }) => ({ id: number, members }));

/** A person comes; during a round they are seated in the smallest group with room. Coming twice is coming once. */
export const arrive = (live: LiveRecord, personId: Id, terms: Terms, past: Past, now: Date): void => {
  const known = live.presence.find((person) => person.personId === personId);
  if (known?.leftAt === null) return;
  if (known) known.leftAt = null;
  else live.presence.push({ personId, cameAt: now, leftAt: null });
  const round = presentRound(live);
  if (!takesPeople(round) || round.groups.some((group) => group.members.includes(personId))) return;
  applySeating(
    round,
    seatArrival(seated(round), personId, { ...sizeOf(terms), history: past.rounds, nextId: round.nextGroup }),
  );
};

/** A person leaves; a group that becomes too small is filled up or joins others. */
export const depart = (live: LiveRecord, personId: Id, terms: Terms, past: Past, now: Date): void => {
  const known = live.presence.find((person) => person.personId === personId);
  if (known?.leftAt !== null) return;
  known.leftAt = now;
  const round = presentRound(live);
  if (!takesPeople(round) || !round.groups.some((group) => group.members.includes(personId))) return;
  applySeating(
    round,
    removePerson(seated(round), personId, {
      ...sizeOf(terms),
      history: past.rounds,
      nextId: round.nextGroup,
    }),
  );
};

/** Moves a person by hand, whatever the sizes become; nobody is left alone. */
export const moveMember = (live: LiveRecord, roundId: Id, personId: Id, toGroup: number): void => {
  const round = roundOf(live, roundId);
  if (!takesPeople(round))
    throw refuse('conflict', 'round_reported', 'The groups of this round have finished.');
  const from = round.groups.find((group) => group.members.includes(personId));
  const to = round.groups.find((group) => group.number === toGroup);
  if (!from || !to)
    throw refuse('not_found', 'no_such_group', 'This person or this group is not in the round any more.');
  if (from === to) return;
  if (from.members.length === 2)
    throw refuse(
      'unprocessable',
      'left_alone',
      'This would leave somebody alone. Move the other person first.',
    );
  const groups = seated(round).map((group) => ({
    id: group.id,
    members:
      group.id === from.number
        ? group.members.filter((member) => member !== personId)
        : group.id === toGroup
          ? [...group.members, personId]
          : group.members,
  }));
  applySeating(round, { groups, moves: [{ person: personId, from: from.number, to: toGroup }] });
};
