// Groups are drawn for a round of the running order.
import { newId, type Id } from '#shared/kernel/primitives.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import type { RoundItem } from '#shared/rounds/order.ts';
import { planRound } from '#shared/rounds/plan.ts';
import { assignRoles } from '#shared/rounds/roles.ts';
import { presentPeople, sizeOf, type Past, type Terms } from './class.ts';
import type { LiveRecord, RoundRecord } from './store.ts';

/** A class has a handful of rounds; this keeps the document small. */
const roundsAtMost = 30;

/** What a draw goes by beside the class itself. */
export interface Drawing {
  readonly mayBeDrawn: ReadonlySet<Id>;
  readonly terms: Terms;
  readonly past: Past;
  readonly seed: number;
  readonly now: Date;
}

/** Puts a new round for the item into the class, with groups among those present who are students still. */
export const drawRound = (live: LiveRecord, id: Id, item: RoundItem, drawing: Drawing): void => {
  const { mayBeDrawn, terms, past, seed, now } = drawing;
  const present = presentPeople(live).filter((personId) => mayBeDrawn.has(personId));
  if (present.length < 2)
    throw refuse('unprocessable', 'too_few_people', 'Groups need at least two people who have checked in.');
  if (live.rounds.length >= roundsAtMost)
    throw refuse('unprocessable', 'too_many_rounds', `A meeting has at most ${String(roundsAtMost)} rounds.`);
  const plan = planRound({ present, ...sizeOf(terms), history: past.rounds, seed });
  const roles = assignRoles(plan.groups, past.roles, seed);
  const round: RoundRecord = {
    id,
    itemId: item.id,
    number: live.rounds.length + 1,
    method: item.method,
    paperIds: [...item.paperIds],
    phase: 'drawn',
    countdown: null,
    questions: [...item.questions],
    groups: plan.groups.map((members, number) => ({
      number,
      notesId: newId(),
      members,
      roles: roles[number] ?? {},
    })),
    repeats: plan.repeats.length,
    repeated: plan.repeats,
    drawnAt: now,
    nextGroup: plan.groups.length,
  };
  live.rounds.push(round);
};
