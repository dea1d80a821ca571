// Rounds are drawn and run, as pure changes of the record: phases and their countdown.
import { newId, type Id } from '#shared/kernel/primitives.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import { ensure } from '#shared/kernel/rules.ts';
import {
  extendCountdown,
  pauseCountdown,
  resumeCountdown,
  startCountdown,
  type Countdown,
} from '#shared/rounds/clock.ts';
import { planRound } from '#shared/rounds/plan.ts';
import { assignRoles } from '#shared/rounds/roles.ts';
import { mayStartPhase, type Phase } from '#shared/rounds/rules.ts';
import { presentPeople, presentRound, roundOf, sizeOf, type Past, type Terms } from './class.ts';
import type { LiveRecord } from './store.ts';

const minuteMs = 60_000;
/** A class has a handful of rounds; this keeps the document small. */
const roundsAtMost = 30;

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
    repeated: plan.repeats,
    drawnAt: now,
    nextGroup: plan.groups.length,
  });
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
