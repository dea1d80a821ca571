// What other domains may ask about a class: who is here, its rounds, and who may show it on the wall.
import type { Id } from '#shared/kernel/primitives.ts';
import type { Actor } from '#server/kernel/actor.ts';
import { byId, createBatch } from '#server/kernel/db/batch.ts';
import type { MeetingForMember, PapersPublic } from '#server/papers/public.ts';
import { presentPeople, presentRound } from './class.ts';
import type { PastClasses } from './past-classes.ts';
import type { Projector } from './projector.ts';
import { staffAt } from './staff-at.ts';
import type { RoundRecord, RoundsStore } from './store.ts';

/** A round with its groups; `number` of a group is its identity within the round. */
export type RoundFacts = Readonly<
  Pick<RoundRecord, 'id' | 'number' | 'phase' | 'questions' | 'groups' | 'drawnAt' | 'paperIds'>
>;

/** A class as it is now, without its code and its secrets. */
export interface ClassFacts {
  /** Who is here. */
  readonly present: readonly Id[];
  /** When those who are here came last. */
  readonly presentSince: ReadonlyMap<Id, Date>;
  /** As they were drawn. */
  readonly rounds: readonly RoundFacts[];
  /** The one that is on, or else was last; undefined before the first. */
  readonly presentRound: RoundFacts | undefined;
}

export type { PastClass } from './past-classes.ts';

/** `classOf` checks no rights: for use after `papers.meetingFor`. */
export interface RoundsPublic extends PastClasses {
  /** A class that nobody has looked at yet is empty. */
  classOf(meetingId: Id): Promise<ClassFacts>;
  /** The meeting, for its staff; refused for everybody else. */
  staffAt(actor: Actor | null, meetingId: Id): Promise<MeetingForMember>;
  /** Whether a token opens the projector of a meeting. */
  readonly mayProject: Projector['mayShow'];
}

interface Parts {
  readonly store: RoundsStore;
  readonly papers: PapersPublic;
  readonly projector: Projector;
  readonly past: PastClasses;
}

/** The only door to this domain. */
export const openRoundsPublic = ({ store, papers, projector, past }: Parts): RoundsPublic => {
  const lives = createBatch(async (ids) =>
    byId(await store.lives.find({ _id: { $in: ids } }, { presence: 1, rounds: 1, order: 1 }).lean()),
  );
  return {
    ...past,
    classOf: async (meetingId) => {
      const live = await lives(meetingId);
      if (!live) return { present: [], presentSince: new Map(), rounds: [], presentRound: undefined };
      const present = presentPeople(live);
      const here = new Set(present);
      return {
        present,
        presentSince: new Map(
          live.presence
            .filter(({ personId }) => here.has(personId))
            .map(({ personId, cameAt }) => [personId, cameAt]),
        ),
        rounds: live.rounds,
        presentRound: presentRound(live),
      };
    },
    staffAt: (actor, meetingId) => staffAt(papers, actor, meetingId),
    mayProject: projector.mayShow,
  };
};
