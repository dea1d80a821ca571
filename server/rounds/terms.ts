// One student's term in class as the staff see it: attendance, whom they met, roles, what they reported last.
import type { Id } from '#shared/kernel/primitives.ts';
import type { TermOfPerson } from '#shared/rounds/desk-contract.ts';
import { groupName } from '#shared/rounds/names.ts';
import { ROLES } from '#shared/rounds/roles.ts';
import type { AccountsPublic } from '#server/accounts/public.ts';
import type { Notes } from './notes.ts';
import type { RoundsStore } from './store.ts';

const reportsAtMost = 3;
const charactersShown = 240;

const shortened = (text: string) =>
  text.length <= charactersShown ? text : `${text.slice(0, charactersShown).trimEnd()}…`;

interface Parts {
  readonly store: RoundsStore;
  readonly notes: Notes;
  readonly accounts: AccountsPublic;
}

/** Reads it for one person of a course; the caller has asked the rule. */
export const readTerm = async (
  { store, notes, accounts }: Parts,
  courseId: Id,
  personId: Id,
): Promise<TermOfPerson> => {
  const classes = await store.lives.find({ courseId }, { presence: 1, rounds: 1 }).lean();
  const held = classes.filter(({ presence }) => presence.length > 0);
  const own = classes
    .flatMap(({ rounds }) => rounds)
    .filter(({ phase }) => phase !== 'drawn')
    .flatMap((round) => round.groups.map((group) => ({ ...group, round })))
    .filter(({ members }) => members.includes(personId))
    .sort((one, other) => other.round.drawnAt.getTime() - one.round.drawnAt.getTime());

  const times = new Map<Id, number>();
  for (const { members } of own)
    for (const other of members) if (other !== personId) times.set(other, (times.get(other) ?? 0) + 1);
  const reported = own.filter(({ roles }) => roles.reporter === personId).slice(0, reportsAtMost);
  const [names, written] = await Promise.all([
    accounts.namesOf([personId, ...times.keys()]),
    notes.listOfRounds(reported.map(({ round }) => round.id)),
  ]);
  const nameOf = (id: Id) => names.get(id) ?? 'A former member';
  const textOf = (notesId: Id) =>
    written
      .find(({ _id }) => _id === notesId)
      ?.texts.filter((text) => text.trim() !== '')
      .join(' · ') ?? '';
  const [reporter = 0, scribe = 0, timekeeper = 0] = ROLES.map(
    (role) => own.filter(({ roles }) => roles[role] === personId).length,
  );
  return {
    ...{ personId, name: nameOf(personId) },
    classes: held.length,
    attended: held.filter(({ presence }) => presence.some((stay) => stay.personId === personId)).length,
    roles: { reporter, scribe, timekeeper },
    met: [...times]
      .map(([id, count]) => ({ name: nameOf(id), times: count }))
      .sort((one, other) => other.times - one.times || one.name.localeCompare(other.name)),
    reports: reported.map(({ round, number, notesId }) => ({
      at: round.drawnAt.toISOString(),
      group: groupName(number),
      text: shortened(textOf(notesId)),
    })),
  };
};
