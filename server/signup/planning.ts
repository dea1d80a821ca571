// Looking at an assignment before it is published: the same for the same seed, with figures and reasons; nothing changes.
import { createHash } from 'node:crypto';
import type { Id } from '#shared/kernel/primitives.ts';
import { gatherBy } from '#shared/kernel/gather.ts';
import { assign, type Assignment } from '#shared/signup/assign.ts';
import type { Choice, Preview } from '#shared/signup/contract.ts';
import { figuresOf } from '#shared/signup/figures.ts';
import { firstCome } from '#shared/signup/first-come.ts';
import { seatKey, standingsOf, type Problem } from '#shared/signup/problem.ts';
import type { SignupParts } from './parts.ts';
import type { PlanRecord, SignupRecord } from './store.ts';
import { gatherFacts, problemOf, type TalkNow } from './world.ts';

export interface Planned {
  readonly problem: Problem;
  readonly assignment: Assignment;
  /** What publishing writes: the open talks with all their presenters, those who stay first and in their order. */
  readonly seats: PlanRecord['seats'];
  readonly fingerprint: string;
}

const seatsOf = ({ slots }: Problem, { seats }: Assignment, talks: readonly TalkNow[]) => {
  const bySlot = gatherBy(seats, ({ slotId }) => slotId);
  const talkOf = new Map(talks.map((talk) => [talk.paperId, talk]));
  return slots.map(({ id, meetingId }) => {
    const given = (bySlot.get(id) ?? []).map(({ personId }) => personId);
    const stay = (talkOf.get(id)?.presenterIds ?? []).filter((personId) => given.includes(personId));
    return {
      ...{ meetingId, paperId: id },
      presenterIds: [...stay, ...given.filter((personId) => !stay.includes(personId)).toSorted()],
    };
  });
};

/** The assignment as things are now. */
export const planFor = async (
  parts: SignupParts,
  signup: SignupRecord,
  { objective, keeping, seed }: Choice,
): Promise<Planned> => {
  const facts = await gatherFacts(parts, signup);
  const problem = problemOf(facts, keeping, seed);
  const assignment = assign(problem, { objective, keeping });
  const seats = seatsOf(problem, assignment, facts.talks);
  const fingerprint = createHash('sha256').update(JSON.stringify(seats)).digest('base64url');
  return { problem, assignment, seats, fingerprint };
};

/** A plan with the names of people, for staff. */
export const viewPlan = async (
  { accounts }: Pick<SignupParts, 'accounts'>,
  { problem, assignment, fingerprint }: Planned,
  { objective, keeping }: Choice,
): Promise<Preview> => {
  const { seats, figures, why, honoured, missed } = assignment;
  const everybody = [...problem.people.map(({ id }) => id), ...seats.map(({ personId }) => personId)];
  const names = await accounts.namesOf(everybody);
  const person = (id: Id) => ({ id, name: names.get(id) ?? 'A former member' });
  const keysOf = (some: Problem['fixed']) =>
    new Set(some.map(({ personId, slotId }) => seatKey(personId, slotId)));
  const [standing, fixed, now] = [keysOf(problem.standing), keysOf(problem.fixed), keysOf(seats)];
  const standings = standingsOf(problem);
  const wishes = new Map(problem.people.map((one) => [one.id, standings(one)]));
  const others = (['squared', 'generous'] as const).map((one) =>
    one === objective ? figures : assign(problem, { objective: one, keeping }).figures,
  );
  const [squared = figures, generous = figures] = others;
  return {
    seats: seats.map(({ personId, slotId }) => {
      const wish = wishes.get(personId)?.(slotId);
      const key = seatKey(personId, slotId);
      return {
        person: person(personId),
        paperId: slotId,
        place: wish?.isListed === true ? wish.place : null,
        isNew: wish !== undefined && !standing.has(key),
        isPinned: wish !== undefined && fixed.has(key),
        isGuest: wish === undefined,
      };
    }),
    given: problem.standing
      .filter(({ personId, slotId }) => !now.has(seatKey(personId, slotId)))
      .map(({ personId, slotId }) => ({ person: person(personId), paperId: slotId })),
    figures,
    why: why.map(({ personId, ...reasons }) => ({ ...reasons, person: person(personId) })),
    together: [
      ...honoured.map((pair) => ({ people: pair.map(person), isHonoured: true })),
      ...missed.map((pair) => ({ people: pair.map(person), isHonoured: false })),
    ],
    others: { squared, generous, firstCome: figuresOf(problem, firstCome(problem)) },
    fingerprint,
  };
};
