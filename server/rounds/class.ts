// What can happen to a class, as pure changes of its record: people come and go, rounds are drawn and run.
import type { Id } from '#shared/kernel/primitives.ts';
import { newId } from '#shared/kernel/primitives.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import { ensure } from '#shared/kernel/rules.ts';
import type { Settings } from '#shared/courses/settings.ts';
import {
  extendCountdown,
  pauseCountdown,
  resumeCountdown,
  startCountdown,
  type Countdown,
} from '#shared/rounds/clock.ts';
import type { PastRound } from '#shared/rounds/meetings-matrix.ts';
import { planRound } from '#shared/rounds/plan.ts';
import { assignRoles, type GroupRoles } from '#shared/rounds/roles.ts';
import { mayStartPhase, type Phase } from '#shared/rounds/rules.ts';
import { removePerson, seatArrival, type Seating } from '#shared/rounds/seat.ts';
import type { GroupRecord, LiveRecord, RoundRecord } from './store.ts';

const minuteMs = 60_000;
/** A class has a handful of rounds; this keeps the document small. */
const roundsAtMost = 30;

/** What earlier rounds of the term tell the planner. */
export interface Past {
  readonly rounds: readonly PastRound[];
  readonly roles: readonly GroupRoles[];
}
/** A term that begins now. */
export const noPast: Past = { rounds: [], roles: [] };

type Terms = Pick<
  Settings,
  'groupMin' | 'groupMax' | 'groupMinutes' | 'classMinutes' | 'discussionQuestions'
>;

/** The last round drawn, or undefined. */
export const presentRound = (live: LiveRecord): RoundRecord | undefined => live.rounds.at(-1);

/** Who is here now. */
export const presentPeople = (live: LiveRecord): Id[] =>
  live.presence.filter((person) => person.leftAt === null).map((person) => person.personId);

const sizeOf = (terms: Terms) => ({ min: terms.groupMin, max: terms.groupMax });

// Groups keep number and notes; roles stay with who has them, and a role whose holder left goes to the next in the group.
const applySeating = (round: RoundRecord, { groups }: Seating): void => {
  round.groups = groups.map(({ id, members }): GroupRecord => {
    const before = round.groups.find((group) => group.number === id);
    const kept: GroupRoles = Object.fromEntries(
      Object.entries(before?.roles ?? {}).filter(([, person]) => members.includes(person)),
    );
    const [fresh = {}] = assignRoles([members], [kept], id);
    const taken = new Set(Object.values(kept));
    const open = Object.entries(fresh).filter(([role, person]) => !(role in kept) && !taken.has(person));
    return {
      number: id,
      notesId: before?.notesId ?? newId(),
      members: [...members],
      roles: { ...Object.fromEntries(open), ...kept },
    };
  });
  round.nextGroup = Math.max(round.nextGroup, ...round.groups.map((group) => group.number + 1));
};

const seated = (round: RoundRecord) => round.groups.map(({ number, members }) => ({ id: number, members }));

/** Only while groups form or talk does somebody who comes or goes change them. */
export const takesPeople = (round: RoundRecord | undefined): round is RoundRecord =>
  round?.phase === 'drawn' || round?.phase === 'group';

/** A person comes; during a round they are seated in the smallest group with room. Coming twice is coming once. */
export const arrive = (live: LiveRecord, personId: Id, terms: Terms, past: Past, now: Date): void => {
  const known = live.presence.find((person) => person.personId === personId);
  if (known?.leftAt === null) return;
  if (known) known.leftAt = null;
  else live.presence.push({ personId, cameAt: now, leftAt: null });
  const round = presentRound(live);
  if (!takesPeople(round) || round.groups.some((group) => group.members.includes(personId))) return;
  applySeating(
    round,
    seatArrival(seated(round), personId, { ...sizeOf(terms), history: past.rounds, nextId: round.nextGroup }),
  );
};

/** A person leaves; a group that becomes too small is filled up or joins others. */
export const depart = (live: LiveRecord, personId: Id, terms: Terms, past: Past, now: Date): void => {
  const known = live.presence.find((person) => person.personId === personId);
  if (known?.leftAt !== null) return;
  known.leftAt = now;
  const round = presentRound(live);
  if (!takesPeople(round) || !round.groups.some((group) => group.members.includes(personId))) return;
  applySeating(
    round,
    removePerson(seated(round), personId, {
      ...sizeOf(terms),
      history: past.rounds,
      nextId: round.nextGroup,
    }),
  );
};

/** Draws groups among those present who are students still. A round that has not started is replaced; a running one must end first. */
export const draw = (
  live: LiveRecord,
  id: Id,
  mayBeDrawn: ReadonlySet<Id>,
  terms: Terms,
  past: Past,
  seed: number,
  now: Date,
): void => {
  if (live.rounds.some((round) => round.id === id)) return;
  const last = presentRound(live);
  if (last?.phase === 'group' || last?.phase === 'class')
    throw refuse('conflict', 'round_running', 'A round is running. End it before you draw the next one.');
  const present = presentPeople(live).filter((personId) => mayBeDrawn.has(personId));
  if (present.length < 2)
    throw refuse('unprocessable', 'too_few_people', 'Groups need at least two people who have checked in.');
  if (last?.phase === 'drawn') live.rounds.pop();
  if (live.rounds.length >= roundsAtMost)
    throw refuse('unprocessable', 'too_many_rounds', `A meeting has at most ${String(roundsAtMost)} rounds.`);
  const plan = planRound({ present, ...sizeOf(terms), history: past.rounds, seed });
  const roles = assignRoles(plan.groups, past.roles, seed);
  live.rounds.push({
    id,
    number: live.rounds.length + 1,
    phase: 'drawn',
    countdown: null,
    questions: [...terms.discussionQuestions],
    groups: plan.groups.map((members, number) => ({
      number,
      notesId: newId(),
      members,
      roles: roles[number] ?? {},
    })),
    repeats: plan.repeats.length,
    drawnAt: now,
    nextGroup: plan.groups.length,
  });
};

const roundOf = (live: LiveRecord, roundId: Id): RoundRecord => {
  const round = presentRound(live);
  if (round?.id !== roundId)
    throw refuse(
      'conflict',
      'round_over',
      'This round is not the present one any more. The page shows the class as it is now.',
    );
  return round;
};

/** Starts a phase with its full length; starting the phase that runs already changes nothing. */
export const startPhase = (
  live: LiveRecord,
  roundId: Id,
  phase: Exclude<Phase, 'drawn'>,
  terms: Terms,
  now: Date,
): void => {
  const round = roundOf(live, roundId);
  if (round.phase === phase) return;
  ensure(mayStartPhase(round.phase, phase));
  round.phase = phase;
  const minutes = phase === 'group' ? terms.groupMinutes : terms.classMinutes;
  round.countdown = phase === 'done' ? null : startCountdown(minutes * minuteMs, now.getTime());
};

/** Changes the running countdown; refused when nothing runs. */
export const changeCountdown = (
  live: LiveRecord,
  roundId: Id,
  change: (countdown: Countdown) => Countdown,
): void => {
  const round = roundOf(live, roundId);
  if (!round.countdown) throw refuse('conflict', 'nothing_runs', 'No phase is running now.');
  round.countdown = change(round.countdown);
};

/** The three changes of a countdown. */
export const extending = (minutes: number, now: Date) => (countdown: Countdown) =>
  extendCountdown(countdown, minutes * minuteMs, now.getTime());
export const pausing = (now: Date) => (countdown: Countdown) => pauseCountdown(countdown, now.getTime());
export const resuming = (now: Date) => (countdown: Countdown) => resumeCountdown(countdown, now.getTime());

/** Moves a person by hand, whatever the sizes become; nobody is left alone. */
export const moveMember = (live: LiveRecord, roundId: Id, personId: Id, toGroup: number): void => {
  const round = roundOf(live, roundId);
  if (!takesPeople(round))
    throw refuse('conflict', 'round_reported', 'The groups of this round have finished.');
  const from = round.groups.find((group) => group.members.includes(personId));
  const to = round.groups.find((group) => group.number === toGroup);
  if (!from || !to)
    throw refuse('not_found', 'no_such_group', 'This person or this group is not in the round any more.');
  if (from === to) return;
  if (from.members.length === 2)
    throw refuse(
      'unprocessable',
      'left_alone',
      'This would leave somebody alone. Move the other person first.',
    );
  const groups = seated(round).map((group) => ({
    id: group.id,
    members:
      group.id === from.number
        ? group.members.filter((member) => member !== personId)
        : group.id === toGroup
          ? [...group.members, personId]
          : group.members,
  }));
  applySeating(round, { groups, moves: [{ person: personId, from: from.number, to: toGroup }] });
};
