// Groups are drawn for a round of the running order.
import { newId, type Id } from '#shared/kernel/primitives.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import { goesOn, planByMethod } from '#shared/rounds/method-plan.ts';
import { partsAtLeast } from '#shared/rounds/methods.ts';
import type { RoundItem } from '#shared/rounds/order.ts';
import { assignRoles } from '#shared/rounds/roles.ts';
import type { Wishes } from '#shared/rounds/wishes.ts';
import { presentPeople, sizeOf, type Past, type Terms } from './class.ts';
import type { LiveRecord, RoundRecord } from './store.ts';

/** A class has a handful of rounds; this keeps the document small. */
const roundsAtMost = 30;

/** What a draw goes by beside the class itself. */
export interface Drawing {
  readonly mayBeDrawn: ReadonlySet<Id>;
  readonly terms: Terms;
  readonly past: Past;
  readonly wishes: Wishes;
  /** What the staff named as the parts of a jigsaw; undefined: the papers. */
  readonly parts?: readonly string[] | undefined;
  /** Titles of the meeting's papers, in their order. */
  readonly titles: ReadonlyMap<Id, string>;
  readonly seed: number;
  readonly now: Date;
}

/** Puts a new round for the item into the class, with groups among those present who are students still. */
export const drawRound = (live: LiveRecord, id: Id, item: RoundItem, drawing: Drawing): void => {
  const { mayBeDrawn, terms, past, wishes, seed, now } = drawing;
  const present = presentPeople(live).filter((personId) => mayBeDrawn.has(personId));
  if (present.length < 2)
    throw refuse('unprocessable', 'too_few_people', 'Groups need at least two people who have checked in.');
  if (live.rounds.length >= roundsAtMost)
    throw refuse('unprocessable', 'too_many_rounds', `A meeting has at most ${String(roundsAtMost)} rounds.`);
  const { method } = item;
  const before = live.rounds
    .filter(({ phase }) => phase !== 'drawn')
    .map((round) => ({ ...round, method: round.method ?? 'fresh' }));
  const isGoingOn = goesOn(method, before);
  const parts = isGoingOn ? (before.at(-1)?.parts ?? []) : partsOf(item, drawing);
  if (method === 'jigsaw' && !isGoingOn) ensureParts(parts, present.length);
  const plan = planByMethod({
    ...{ present, ...sizeOf(terms), history: past.rounds, seed, ...wishes },
    ...{ method, parts: parts.length, before },
  });
  const roles = assignRoles(
    plan.groups.map(({ members }) => members),
    past.roles,
    seed,
  );
  // The first host of a table is who writes there: whoever did that least.
  const hostOf = (index: number) => plan.groups[index]?.host ?? roles[index]?.scribe;
  const round: RoundRecord = {
    id,
    itemId: item.id,
    number: live.rounds.length + 1,
    method,
    ...(method === 'jigsaw' && { parts: [...parts] }),
    paperIds: [...item.paperIds],
    phase: 'drawn',
    countdown: null,
    questions: [...item.questions],
    groups: plan.groups.map(({ number, members, part }, index) => {
      const host = method === 'cafe' ? hostOf(index) : undefined;
      return {
        ...{ number, notesId: newId(), members: [...members], roles: roles[index] ?? {} },
        ...(host !== undefined && { host }),
        ...(part !== undefined && { part }),
      };
    }),
    repeats: plan.repeats.length,
    repeated: plan.repeats,
    unmet: plan.unmet,
    drawnAt: now,
    nextGroup: Math.max(...plan.groups.map(({ number }) => number)) + 1,
  };
  live.rounds.push(round);
};

/** What the expert groups of a jigsaw read: as named by hand, or the round's papers, or the meeting's. */
const partsOf = ({ paperIds }: RoundItem, { parts, titles }: Drawing): readonly string[] =>
  parts ??
  (paperIds.length < partsAtLeast ? [...titles.keys()] : paperIds).flatMap((id) => titles.get(id) ?? []);

const ensureParts = (parts: readonly string[], people: number): void => {
  if (parts.length < partsAtLeast)
    throw refuse(
      'unprocessable',
      'no_parts',
      'A jigsaw needs two parts at least: two papers in the meeting, or the names of the parts.',
    );
  // Nobody is the only one who reads a part.
  if (people < 2 * parts.length)
    throw refuse(
      'unprocessable',
      'too_few_for_parts',
      `A jigsaw of ${String(parts.length)} parts needs at least ${String(2 * parts.length)} people who have checked in.`,
    );
};
