// Everything one can do in a live class: each act answers with the class as it is then.
import { useMutation } from '@tanstack/react-query';
import { newId } from '#shared/kernel/primitives.ts';
import { roundsRoutes } from '#shared/rounds/contract.ts';
import type { LiveView } from '#shared/rounds/views.ts';
import { deskRoutes } from '#shared/rounds/desk-contract.ts';
import type { Method } from '#shared/rounds/methods.ts';
import { call } from '#client/kernel/call.ts';
import { sayRefused } from '#client/kit/say.ts';
import { keepLive } from './data.ts';
import type { PlaceChange } from './place-changes.ts';

/** The acts of one class, as promises of its new state. */
export const actsOf = (meetingId: string) => {
  const params = { meetingId };
  return {
    checkIn: (code?: string) =>
      call(roundsRoutes.checkIn, { params, body: code === undefined ? {} : { code } }),
    checkOut: () => call(roundsRoutes.checkOut, { params }),
    checkInMember: (personId: string) =>
      call(roundsRoutes.checkInMember, { params: { meetingId, personId } }),
    checkOutMember: (personId: string) =>
      call(roundsRoutes.checkOutMember, { params: { meetingId, personId } }),
    drawRound: (id = newId(), how: { method?: Method; parts?: string[] } = {}) =>
      call(roundsRoutes.drawRound, { params, body: { id, ...how } }),
    sendMessage: (text: string, minutes: number) =>
      call(deskRoutes.sendMessage, { params, body: { id: newId(), text, minutes } }),
    endMessage: (messageId: string) => call(deskRoutes.endMessage, { params: { meetingId, messageId } }),
    startPhase: (roundId: string, phase: 'group' | 'class' | 'done') =>
      call(roundsRoutes.startPhase, { params: { meetingId, roundId }, body: { phase } }),
    extendPhase: (roundId: string, minutes: number) =>
      call(roundsRoutes.extendPhase, { params: { meetingId, roundId }, body: { minutes } }),
    pausePhase: (roundId: string) => call(roundsRoutes.pausePhase, { params: { meetingId, roundId } }),
    resumePhase: (roundId: string) => call(roundsRoutes.resumePhase, { params: { meetingId, roundId } }),
    moveMember: (roundId: string, personId: string, toGroup: number) =>
      call(roundsRoutes.moveMember, { params: { meetingId, roundId }, body: { personId, toGroup } }),
    swapMembers: (roundId: string, personId: string, otherId: string) =>
      call(roundsRoutes.swapMembers, { params: { meetingId, roundId }, body: { personId, otherId } }),
    undoMoves: (roundId: string, moves: PlaceChange[]) =>
      call(roundsRoutes.undoMoves, { params: { meetingId, roundId }, body: { moves } }),
    lockGroup: (roundId: string, group: number) =>
      call(roundsRoutes.lockGroup, { params: { meetingId, roundId, group } }),
    unlockGroup: (roundId: string, group: number) =>
      call(roundsRoutes.unlockGroup, { params: { meetingId, roundId, group } }),
  };
};

/** Does acts one at a time and keeps their results; a refusal is said in a corner unless the caller shows it. */
export const useAct = (options: { isShown?: boolean } = {}) => {
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: (act: () => Promise<LiveView>) => act(),
    onSuccess: keepLive,
    onError: (refusal) => {
      if (options.isShown !== true) sayRefused(refusal);
    },
  });
  return { act: mutate, isBusy: isPending, error, reset };
};
