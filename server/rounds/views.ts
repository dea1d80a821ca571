// The stored class as everybody in it sees it, and what groups wrote as reports.
import type { Id } from '#shared/kernel/primitives.ts';
import type { LiveView, Repeated, Report, RoundView, Unmet } from '#shared/rounds/views.ts';
import { groupName } from '#shared/rounds/names.ts';
import type { Repeat } from '#shared/rounds/repeats.ts';
import { itemIdOf, presentPeople, presentRound } from './class.ts';
import { messageNow } from './messages.ts';
import { orderOf, orderRecordOf } from './order-record.ts';
import type { UnmetWish } from '#shared/rounds/wishes.ts';
import type { LiveRecord, NotesTexts, RoundRecord } from './store.ts';

const formerMember = 'A former member';

const viewRound = (round: RoundRecord): RoundView => ({
  id: round.id,
  number: round.number,
  itemId: itemIdOf(round),
  method: round.method ?? 'fresh',
  paperIds: round.paperIds ?? [],
  phase: round.phase,
  countdown: round.countdown,
  questions: round.questions,
  repeats: round.repeats,
  groups: round.groups.map(({ number, notesId, members, roles, host, part }) => ({
    number,
    name: groupName(number),
    notesId,
    members,
    roles,
    isLocked: round.locked?.includes(number) === true,
    ...(host !== undefined && { host }),
    ...(part !== undefined && { part: round.parts?.[part] ?? '' }),
  })),
});

/** The papers that the running order names. */
export const papersIn = (live: LiveRecord): Id[] => [
  ...new Set(
    orderOf(live).items.flatMap((item) =>
      item.kind === 'presentation' ? [item.paperId] : item.kind === 'round' ? item.paperIds : [],
    ),
  ),
];

const viewOrder = (live: LiveRecord, titles: ReadonlyMap<Id, string>): LiveView['order'] => {
  const { items, atId, stages, skipped } = orderOf(live);
  const { turn, planRevision } = orderRecordOf(live);
  return {
    items: items.map((item) =>
      item.kind === 'round'
        ? { ...item, paperIds: [...item.paperIds], questions: [...item.questions] }
        : item,
    ),
    stages: Object.fromEntries(
      Object.entries(stages).flatMap(([id, stage]) => (stage ? [[id, { ...stage }]] : [])),
    ),
    ...{ atId, skipped: [...skipped], turn, planRevision },
    roundNumbers: Object.fromEntries(live.rounds.map((round) => [itemIdOf(round), round.number])),
    titles: Object.fromEntries(titles),
  };
};

/** Without the code and the projector's link, which are the staff's. */
export const viewLive = (
  live: LiveRecord,
  { names, titles, now }: { names: ReadonlyMap<Id, string>; titles: ReadonlyMap<Id, string>; now: Date },
): LiveView => {
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
    order: viewOrder(live, titles),
    message: messageNow(live, now),
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

/** Pairs whose wish was not met, by name. */
export const viewUnmet = (unmet: readonly UnmetWish[], names: ReadonlyMap<Id, string>): Unmet[] =>
  unmet.map(({ wish, pair }) => ({ wish, pair: pair.map((id) => names.get(id) ?? formerMember) }));

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
