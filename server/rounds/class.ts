// Questions about the record of a class: who is here, which round is on, whether its groups still change.
import type { Settings } from '#shared/courses/settings.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import type { SizeRange } from '#shared/rounds/groups.ts';
import type { PastRound } from '#shared/rounds/meetings-matrix.ts';
import type { GroupRoles } from '#shared/rounds/roles.ts';
import type { LiveRecord, RoundRecord } from './store.ts';

/** What earlier rounds of the term tell the planner. */
export interface Past {
  readonly rounds: readonly PastRound[];
  readonly roles: readonly GroupRoles[];
  /** Who should sit apart, by the staff's wish. */
  readonly apart: readonly (readonly Id[])[];
}
/** A term that begins now. */
export const noPast: Past = { rounds: [], roles: [], apart: [] };

/** The settings that rounds follow. */
export type Terms = Pick<
  Settings,
  'groupMin' | 'groupMax' | 'groupMinutes' | 'classMinutes' | 'discussionQuestions'
>;

/** A round's place in the running order. */
export const itemIdOf = (round: Pick<RoundRecord, 'id' | 'itemId'>): Id => round.itemId ?? round.id;

/** The round at which the running order is, or else the last one drawn, which is over then; undefined before the first. */
export const presentRound = (live: Pick<LiveRecord, 'rounds' | 'order'>): RoundRecord | undefined =>
  live.rounds.find((round) => itemIdOf(round) === live.order?.atId) ?? live.rounds.at(-1);

/** Who is here now. */
export const presentPeople = (live: Pick<LiveRecord, 'presence'>): Id[] =>
  live.presence.filter((person) => person.leftAt === null).map((person) => person.personId);

/** The limits of a group. */
export const sizeOf = (terms: Terms): SizeRange => ({ min: terms.groupMin, max: terms.groupMax });

/** Only while groups form or talk does somebody who comes or goes change them. */
export const takesPeople = (round: RoundRecord | undefined): round is RoundRecord =>
  round?.phase === 'drawn' || round?.phase === 'group';

/** The present round, which the caller believes to be this one. */
export const roundOf = (live: LiveRecord, roundId: Id): RoundRecord => {
  const round = presentRound(live);
  if (round?.id !== roundId)
    throw refuse(
      'conflict',
      'round_over',
      'This round is not the present one any more. The page shows the class as it is now.',
    );
  return round;
};
