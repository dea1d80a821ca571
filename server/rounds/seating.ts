// People come, go and move, as pure changes of the record: while groups form or talk their seats change too.
import { newId, type Id } from '#shared/kernel/primitives.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import type { Move } from '#shared/rounds/groups.ts';
import { movePerson, swapPeople, undoMoves as takeBack } from '#shared/rounds/hands.ts';
import { handOnRoles } from '#shared/rounds/roles.ts';
import { removePerson, seatArrival, type Seating } from '#shared/rounds/seat.ts';
import { presentPeople, presentRound, roundOf, sizeOf, takesPeople, type Past, type Terms } from './class.ts';
import type { CameBy, GroupRecord, LiveRecord, RoundRecord } from './store.ts';

// Groups keep their number and their notes.
const applySeating = (round: RoundRecord, { groups }: Pick<Seating, 'groups'>): void => {
  round.groups = groups.map(({ id, members }): GroupRecord => {
    const before = round.groups.find((group) => group.number === id);
    const { host, part } = before ?? {};
    return {
      number: id,
      notesId: before?.notesId ?? newId(),
      members: [...members],
      roles: handOnRoles(members, before?.roles ?? {}, id),
      ...(host !== undefined && { host: members.includes(host) ? host : (members[0] ?? host) }),
      ...(part !== undefined && { part }),
    };
  });
  round.nextGroup = Math.max(round.nextGroup, ...round.groups.map((group) => group.number + 1));
};

const seated = (round: RoundRecord) => round.groups.map(({ number, members }) => ({ id: number, members }));

/** Who should sit apart is seated as if they had met in every round: only where there is no other place. */
const timesApart = 40;
const apartAsMet = ({ apart }: Past) =>
  apart.flatMap((people) => Array.from({ length: timesApart }, () => ({ groups: [people] })));

const seatsOf = (round: RoundRecord, past: Past) => ({
  history: [...past.rounds, ...apartAsMet(past)],
  nextId: round.nextGroup,
  locked: new Set(round.locked),
});

/** Who left during this round comes back to their group, as long as it has room; false where it has none or is gone. */
const takeBackHome = (round: RoundRecord, personId: Id, terms: Terms): boolean => {
  const home = round.gone?.find((person) => person.personId === personId)?.group;
  round.gone = round.gone?.filter((person) => person.personId !== personId) ?? [];
  const groups = seated(round);
  if (!groups.some(({ id, members }) => id === home && members.length < sizeOf(terms).max)) return false;
  applySeating(round, {
    groups: groups.map((group) =>
      group.id === home ? { ...group, members: [...group.members, personId] } : group,
    ),
  });
  return true;
};

/** A person comes; during a round they are seated in the smallest group with room. Coming twice is coming once. */
export const arrive = (
  live: LiveRecord,
  personId: Id,
  by: CameBy,
  terms: Terms,
  past: Past,
  now: Date,
): void => {
  const known = live.presence.find((person) => person.personId === personId);
  if (known?.leftAt === null) return;
  const stay = { cameAt: now, leftAt: null, by };
  if (known) {
    const { cameAt, leftAt, by: before } = known;
    known.earlier = [...(known.earlier ?? []), { cameAt, leftAt, ...(before && { by: before }) }];
    Object.assign(known, stay);
  } else live.presence.push({ personId, ...stay });
  const round = presentRound(live);
  if (!takesPeople(round) || round.groups.some((group) => group.members.includes(personId))) return;
  if (takeBackHome(round, personId, terms)) return;
  applySeating(round, seatArrival(seated(round), personId, { ...sizeOf(terms), ...seatsOf(round, past) }));
};

/** A person leaves; a group that becomes too small is filled up or joins others. */
export const depart = (live: LiveRecord, personId: Id, terms: Terms, past: Past, now: Date): void => {
  const known = live.presence.find((person) => person.personId === personId);
  if (known?.leftAt !== null) return;
  known.leftAt = now;
  const round = presentRound(live);
  const group = round?.groups.find(({ members }) => members.includes(personId))?.number;
  if (!takesPeople(round) || group === undefined) return;
  round.gone = [...(round.gone ?? []), { personId, group }];
  applySeating(
    round,
    removePerson(seated(round), personId, {
      ...sizeOf(terms),
      ...seatsOf(round, past),
    }),
  );
};

/** The present round, as long as its groups can be changed by hand, with everybody named in one of its groups. */
const openRound = (live: LiveRecord, roundId: Id, people: readonly Id[]): RoundRecord => {
  const round = roundOf(live, roundId);
  if (!takesPeople(round))
    throw refuse('conflict', 'round_reported', 'The groups of this round have finished.');
  if (people.some((personId) => !round.groups.some(({ members }) => members.includes(personId))))
    throw noSuchGroup();
  return round;
};

const noSuchGroup = () =>
  refuse('not_found', 'no_such_group', 'This person or this group is not in the round any more.');

const inGroup = (round: RoundRecord, number: number) => {
  if (!round.groups.some((group) => group.number === number)) throw noSuchGroup();
};

/** Moves a person by hand; where the sizes would not allow it, somebody of the new group comes back in exchange. */
export const moveMember = (
  live: LiveRecord,
  roundId: Id,
  { personId, toGroup }: { readonly personId: Id; readonly toGroup: number },
  terms: Terms,
  past: Past,
): void => {
  const round = openRound(live, roundId, [personId]);
  inGroup(round, toGroup);
  applySeating(
    round,
    movePerson(seated(round), personId, toGroup, { ...sizeOf(terms), history: past.rounds }),
  );
};

/** Two people change places. */
export const swapMembers = (live: LiveRecord, roundId: Id, personId: Id, otherId: Id): void => {
  const round = openRound(live, roundId, [personId, otherId]);
  applySeating(round, swapPeople(seated(round), personId, otherId));
};

/** Everybody named goes back to where they were; refused when one of them has moved on meanwhile. */
export const undoMoves = (live: LiveRecord, roundId: Id, moves: readonly Move[]): void => {
  const round = openRound(live, roundId, []);
  const undone = takeBack(seated(round), moves);
  if (!undone)
    throw refuse(
      'conflict',
      'moved_on',
      'The groups have changed meanwhile, so this cannot be taken back. Move people by hand.',
    );
  applySeating(round, undone);
};

/** A locked group is left alone by comings and goings as long as the others can take them. */
export const lockGroup = (live: LiveRecord, roundId: Id, number: number, isLocked: boolean): void => {
  const round = openRound(live, roundId, []);
  inGroup(round, number);
  const others = (round.locked ?? []).filter((group) => group !== number);
  round.locked = isLocked ? [...others, number].sort((one, other) => one - other) : others;
};

/** A round that is taken up again: who has left meanwhile leaves their group, who came is seated. Groups are not drawn anew. */
export const reseat = (live: LiveRecord, mayBeSeated: ReadonlySet<Id>, terms: Terms, past: Past): void => {
  const round = presentRound(live);
  if (!takesPeople(round)) return;
  const here = new Set(presentPeople(live).filter((personId) => mayBeSeated.has(personId)));
  const members = () => new Set(round.groups.flatMap((group) => group.members));
  for (const personId of members())
    if (!here.has(personId))
      applySeating(
        round,
        removePerson(seated(round), personId, { ...sizeOf(terms), ...seatsOf(round, past) }),
      );
  for (const personId of here)
    if (!members().has(personId))
      applySeating(
        round,
        seatArrival(seated(round), personId, { ...sizeOf(terms), ...seatsOf(round, past) }),
      );
};
