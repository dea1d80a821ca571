// What every part of the reporting feature is made of, and the questions that all of them ask first.
import type { Member } from '#shared/courses/roles.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { mayReadNotes } from '#shared/rounds/rules.ts';
import type { AnnotationsPublic } from '#server/annotations/public.ts';
import { noSuch } from '#server/courses/public.ts';
import type { Actor } from '#server/kernel/actor.ts';
import type { Bus } from '#server/kernel/bus.ts';
import type { Clock } from '#server/kernel/clock.ts';
import type { Leases } from '#server/kernel/leases.ts';
import type { MeetingForMember, PapersPublic } from '#server/papers/public.ts';
import type { ClassFacts, RoundFacts, RoundsPublic } from '#server/rounds/public.ts';
import type { Records } from './records.ts';
import type { Point, ReportingStore } from './store.ts';
import type { Telling } from './telling.ts';

export interface ReportingParts {
  readonly store: ReportingStore;
  readonly records: Records;
  readonly telling: Telling;
  readonly papers: PapersPublic;
  readonly rounds: RoundsPublic;
  readonly annotations: AnnotationsPublic;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly leases: Leases;
}

/** A meeting's class as its asker may look at it. */
export interface Look {
  readonly meeting: MeetingForMember;
  readonly member: Member;
  readonly live: ClassFacts;
}

export interface GroupFacts {
  readonly round: RoundFacts;
  readonly group: RoundFacts['groups'][number];
}

/** The class of a meeting, for its members. */
export const lookAt = async (
  { papers, rounds }: Pick<ReportingParts, 'papers' | 'rounds'>,
  actor: Actor | null,
  meetingId: Id,
): Promise<Look> => {
  const meeting = await papers.meetingFor(actor, meetingId);
  return { meeting, member: meeting.member, live: await rounds.classOf(meetingId) };
};

/** A group of any round of the class by its notes; `not_found` where there is none. */
export const groupIn = ({ live }: Look, notesId: Id): GroupFacts => {
  for (const round of live.rounds) {
    const group = round.groups.find((candidate) => candidate.notesId === notesId);
    if (group) return { round, group };
  }
  throw noSuch('group');
};

/** A point that the asker may read, with its group; `not_found` for all others, also for one that is not open yet. */
export const pointIn = async (
  { records }: Pick<ReportingParts, 'records'>,
  look: Look,
  pointId: Id,
): Promise<GroupFacts & { point: Point }> => {
  const point = await records.point(look.meeting.meetingId, pointId);
  if (!point) throw noSuch('point');
  const facts = groupOfPoint(look, point);
  if (mayReadNotes(look.member, facts.group.members, facts.round.phase) !== true) throw noSuch('point');
  return { ...facts, point };
};

// A group may be gone by now, when it was merged with others: then nobody is in it.
const groupOfPoint = ({ live }: Look, point: Point): GroupFacts => {
  const round = live.rounds.find(({ id }) => id === point.roundId);
  if (!round) throw noSuch('point');
  const group = round.groups.find(({ notesId }) => notesId === point.notesId);
  return {
    round,
    group: group ?? { number: point.group, notesId: point.notesId, members: [], roles: {} },
  };
};

/** The document of an annotation that the asker may see; null without one. */
export const documentOf = async (
  annotations: AnnotationsPublic,
  actor: Actor,
  threadId: Id | null | undefined,
): Promise<{ threadId: Id | null; documentId: Id | null }> => {
  if (threadId === null || threadId === undefined) return { threadId: null, documentId: null };
  const { document } = await annotations.threadFor(actor, threadId);
  return { threadId, documentId: document.id };
};
