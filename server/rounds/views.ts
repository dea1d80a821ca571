// The stored class as everybody in it sees it, and what groups wrote as reports.
import type { Id } from '#shared/kernel/primitives.ts';
import type { LiveView, Repeated, Report, RoundView } from '#shared/rounds/contract.ts';
import { groupName } from '#shared/rounds/names.ts';
import type { Repeat } from '#shared/rounds/repeats.ts';
import { presentPeople, presentRound } from './class.ts';
import type { LiveRecord, NotesTexts, RoundRecord } from './store.ts';

const formerMember = 'A former member';

const viewRound = (round: RoundRecord): RoundView => ({
  id: round.id,
  number: round.number,
  phase: round.phase,
  countdown: round.countdown,
  questions: round.questions,
  repeats: round.repeats,
  groups: round.groups.map(({ number, notesId, members, roles }) => ({
    number,
    name: groupName(number),
    notesId,
    members,
    roles,
    isLocked: round.locked?.includes(number) === true,
  })),
});

/** Without the code and the projector's link, which are the staff's. */
export const viewLive = (live: LiveRecord, names: ReadonlyMap<Id, string>, now: Date): LiveView => {
  const round = presentRound(live);
  const present = presentPeople(live);
  const people = new Set([...present, ...(round?.groups.flatMap((group) => group.members) ?? [])]);
  return {
    meetingId: live._id,
    courseId: live.courseId,
    revision: live.revision,
    present,
    names: Object.fromEntries([...people].map((id) => [id, names.get(id) ?? formerMember])),
    round: round ? viewRound(round) : null,
    saidAt: now.getTime(),
  };
};

/** Pairs who meet again, by name. */
export const viewRepeated = (repeated: readonly Repeat[], names: ReadonlyMap<Id, string>): Repeated[] => {
  const nameOf = (id: Id) => names.get(id) ?? formerMember;
  return repeated.map(({ pair, times, reason }) => ({
    pair: pair.map(nameOf),
    times,
    why: reason.why,
    who: reason.why === 'met_nearly_all' ? nameOf(reason.who) : null,
  }));
};

/** What each group of a round wrote, one text per question. */
export const viewReports = (
  round: RoundRecord,
  notes: readonly NotesTexts[],
  names: ReadonlyMap<Id, string>,
): Report[] => {
  const nameOf = (id: Id) => names.get(id) ?? formerMember;
  return round.groups.map((group) => {
    const texts = notes.find((record) => record._id === group.notesId)?.texts ?? [];
    return {
      group: group.number,
      name: groupName(group.number),
      members: group.members.map(nameOf),
      reporter: group.roles.reporter === undefined ? null : nameOf(group.roles.reporter),
      notes: round.questions.map((_, index) => texts[index] ?? ''),
    };
  });
};
