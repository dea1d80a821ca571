// The staff's acts without a look at the running order: drawing groups, starting phases, changing the countdown, moving people.
import { newId, type Id } from '#shared/kernel/primitives.ts';
import type { roundsRoutes } from '#shared/rounds/contract.ts';
import type { LiveView } from '#shared/rounds/views.ts';
import type { OrderAct } from '#shared/rounds/order-acts.ts';
import type { Actor } from '#server/kernel/actor.ts';
import type { Handlers } from '#server/kernel/feature.ts';
import { second } from './order-control.ts';
import { orderRecordOf } from './order-record.ts';
import type { RoundsParts } from './parts.ts';
import { prepareDrawing } from './prepare-drawing.ts';
import { changeCountdown, drawNow, sign, startPhase, wasDone } from './running.ts';
import { lockGroup, moveMember, swapMembers, undoMoves } from './seating.ts';
import { staffAt } from './staff-at.ts';

type Verb = 'drawRound' | 'startPhase' | 'extendPhase' | 'pausePhase' | 'resumePhase' | ByHand;
type ByHand = 'moveMember' | 'swapMembers' | 'undoMoves' | 'lockGroup' | 'unlockGroup';

/** The part of the rounds feature that runs single rounds. */
export const controlHandlers = (parts: RoundsParts): Pick<Handlers<typeof roundsRoutes>, Verb> => {
  const { lives, papers, accounts, clock } = parts;

  const changeTime = async (
    actor: Actor,
    { meetingId, roundId }: { readonly meetingId: Id; readonly roundId: Id },
    act: OrderAct,
  ): Promise<LiveView> => {
    const now = clock.now();
    return lives.change(await staffAt(papers, actor, meetingId), (live) => {
      changeCountdown(live, roundId, act, now);
      sign(live, { id: newId(), by: actor.personId, did: 'changed the time' });
    });
  };

  return {
    drawRound: async ({ actor, params: { meetingId }, body: { id, turn, method, parts: named } }) => {
      const meeting = await staffAt(papers, actor, meetingId);
      return lives.change(meeting, async (live, readPast) => {
        if (wasDone(live, id)) return;
        if (turn !== undefined && orderRecordOf(live).turn !== turn)
          throw await second(live, accounts, actor.personId);
        drawNow(live, id, { ...(await prepareDrawing(parts, meeting, readPast)), parts: named }, method);
        sign(live, { id, by: actor.personId, did: 'drew groups' });
      });
    },

    startPhase: async ({ actor, params: { meetingId, roundId }, body: { phase } }) =>
      lives.change(await staffAt(papers, actor, meetingId), (live) => {
        if (startPhase(live, roundId, phase, clock.now()))
          sign(live, { id: newId(), by: actor.personId, did: 'went on' });
      }),

    extendPhase: ({ actor, params, body: { minutes } }) =>
      changeTime(actor, params, { do: 'extend', minutes }),
    pausePhase: ({ actor, params }) => changeTime(actor, params, { do: 'pause' }),
    resumePhase: ({ actor, params }) => changeTime(actor, params, { do: 'resume' }),

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
  };
};
