// Pieces of a record as they are told: stays, points, groups with who sat in them.
import type { RecordedGroup, RecordedPoint, StayView } from '#shared/meeting-record/contract.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { groupName } from '#shared/rounds/names.ts';
import { ROLES, type GroupRoles, type Role } from '#shared/rounds/roles.ts';
import type { Reported } from '#server/reporting/public.ts';
import type { PastClass } from '#server/rounds/public.ts';

type Presence = PastClass['presence'][number];
type Round = PastClass['rounds'][number];
type Group = Round['groups'][number];

export type Names = ReadonlyMap<Id, string>;

/** Whose account is gone. */
export const nameIn = (names: Names, personId: Id): string => names.get(personId) ?? 'A former member';

const viewStay = ({ cameAt, leftAt, by }: Pick<Presence, 'cameAt' | 'leftAt' | 'by'>): StayView => ({
  cameAt: cameAt.toISOString(),
  leftAt: leftAt?.toISOString() ?? null,
  by: by ?? null,
});

/** In their order. */
export const viewStays = (presence: Presence): StayView[] =>
  [...(presence.earlier ?? []), presence].map(viewStay);

export const viewPoint = (point: Reported['points'][number]): RecordedPoint => ({
  ...{ id: point.id, question: point.question, text: point.text, votes: point.votes },
  ...{ threadId: point.threadId, documentId: point.documentId },
  isTakeaway: point.takeawayAt !== null,
});

/** The roles of a person in a group, in the order of roles. */
export const rolesOf = (roles: GroupRoles, personId: Id): Role[] =>
  ROLES.filter((role) => roles[role] === personId);

/** A group that the asker may read, or with `texts` null one of which they only know who sat there. */
export const viewGroup = (
  round: Round,
  group: Group,
  { names, texts, reported }: { names: Names; texts: readonly string[] | null; reported: Reported },
): RecordedGroup => {
  const called = reported.calls
    .filter(({ roundId }) => roundId === round.id)
    .findIndex(({ group: number }) => number === group.number);
  return {
    number: group.number,
    name: groupName(group.number),
    seats: group.members.map((personId) => ({
      personId,
      name: nameIn(names, personId),
      roles: rolesOf(group.roles, personId),
    })),
    notes: texts && round.questions.map((_, index) => texts[index] ?? ''),
    points: texts
      ? reported.points.filter(({ notesId }) => notesId === group.notesId).map((point) => viewPoint(point))
      : [],
    calledAs: called === -1 ? null : called + 1,
  };
};
