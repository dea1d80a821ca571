// The staff's acts: drawing groups, starting phases, changing the countdown, moving people.
import type { roundsRoutes } from '#shared/rounds/contract.ts';
import type { Handlers } from '#server/kernel/feature.ts';
import type { RoundsParts } from './parts.ts';
import { changeCountdown, draw, extending, pausing, resuming, startPhase } from './running.ts';
import { lockGroup, moveMember, swapMembers, undoMoves } from './seating.ts';
import { staffAt } from './staff-at.ts';

type Verb = 'drawRound' | 'startPhase' | 'extendPhase' | 'pausePhase' | 'resumePhase' | ByHand;
type ByHand = 'moveMember' | 'swapMembers' | 'undoMoves' | 'lockGroup' | 'unlockGroup';

/** The part of the rounds feature that runs rounds. */
export const controlHandlers = ({
  lives,
  papers,
  courses,
  clock,
}: RoundsParts): Pick<Handlers<typeof roundsRoutes>, Verb> => ({
  drawRound: async ({ actor, params: { meetingId }, body: { id } }) => {
    const meeting = await staffAt(papers, actor, meetingId);
    const seed = Math.floor(Math.random() * 2 ** 32);
    const students = await courses.membersOf(meeting.courseId, ['student']);
    const mayBeDrawn = new Set(students.map(({ personId }) => personId));
    return lives.change(meeting, async (live, readPast) => {
      draw(live, id, mayBeDrawn, meeting.settings, await readPast(), seed, clock.now());
    });
  },

  startPhase: async ({ actor, params: { meetingId, roundId }, body: { phase } }) => {
    const meeting = await staffAt(papers, actor, meetingId);
    return lives.change(meeting, (live) => {
      startPhase(live, roundId, phase, meeting.settings, clock.now());
    });
  },

  extendPhase: async ({ actor, params: { meetingId, roundId }, body: { minutes } }) => {
    const now = clock.now();
    return lives.change(await staffAt(papers, actor, meetingId), (live) => {
      changeCountdown(live, roundId, extending(minutes, now));
    });
  },

  pausePhase: async ({ actor, params: { meetingId, roundId } }) => {
    const now = clock.now();
    return lives.change(await staffAt(papers, actor, meetingId), (live) => {
      changeCountdown(live, roundId, pausing(now));
    });
  },

  resumePhase: async ({ actor, params: { meetingId, roundId } }) => {
    const now = clock.now();
    return lives.change(await staffAt(papers, actor, meetingId), (live) => {
      changeCountdown(live, roundId, resuming(now));
    });
  },

  moveMember: async ({ actor, params: { meetingId, roundId }, body }) => {
    const meeting = await staffAt(papers, actor, meetingId);
    return lives.change(meeting, async (live, readPast) => {
      moveMember(live, roundId, body, meeting.settings, await readPast());
    });
  },

  swapMembers: async ({ actor, params: { meetingId, roundId }, body: { personId, otherId } }) =>
    lives.change(await staffAt(papers, actor, meetingId), (live) => {
      swapMembers(live, roundId, personId, otherId);
    }),

  undoMoves: async ({ actor, params: { meetingId, roundId }, body: { moves } }) =>
    lives.change(await staffAt(papers, actor, meetingId), (live) => {
      undoMoves(
        live,
        roundId,
        moves.map(({ personId, ...move }) => ({ person: personId, ...move })),
      );
    }),

  lockGroup: async ({ actor, params: { meetingId, roundId, group } }) =>
    lives.change(await staffAt(papers, actor, meetingId), (live) => {
      lockGroup(live, roundId, group, true);
    }),

  unlockGroup: async ({ actor, params: { meetingId, roundId, group } }) =>
    lives.change(await staffAt(papers, actor, meetingId), (live) => {
      lockGroup(live, roundId, group, false);
    }),
});
