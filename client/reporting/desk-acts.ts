// What the staff do about reports: each act answers with its news; a refusal is said in a corner.
import { useMutation } from '@tanstack/react-query';
import { newId } from '#shared/kernel/primitives.ts';
import { reportingRoutes, type News } from '#shared/reporting/contract.ts';
import { call } from '#client/kernel/call.ts';
import { sayRefused } from '#client/kit/say.ts';
import { keepNews } from './data.ts';

export const deskActsOf = (meetingId: string) => ({
  helped: (notesId: string) =>
    call(reportingRoutes.setGroupState, { params: { meetingId, notesId }, body: { state: 'writing' } }),
  lowerHand: (personId: string) => call(reportingRoutes.lowerHand, { params: { meetingId, personId } }),
  /** Without a group the server chooses. */
  callGroup: (roundId: string, after: string | null, group?: number) =>
    call(reportingRoutes.callGroup, {
      params: { meetingId, roundId },
      body: { id: newId(), after, ...(group !== undefined && { group }) },
    }),
  takeBackCall: (callId: string) => call(reportingRoutes.takeBackCall, { params: { meetingId, callId } }),
  markTakeaway: (pointId: string) => call(reportingRoutes.markTakeaway, { params: { meetingId, pointId } }),
  unmarkTakeaway: (pointId: string) =>
    call(reportingRoutes.unmarkTakeaway, { params: { meetingId, pointId } }),
  addTakeaway: (text: string) =>
    call(reportingRoutes.addTakeaway, { params: { meetingId }, body: { id: newId(), text } }),
  removeTakeaway: (takeawayId: string) =>
    call(reportingRoutes.removeTakeaway, { params: { meetingId, takeawayId } }),
});

/** Does acts one at a time and keeps their news. */
export const useDeskAct = () => {
  const { mutate, isPending } = useMutation({
    mutationFn: (act: () => Promise<News>) => act(),
    onSuccess: (news) => {
      keepNews(news);
    },
    onError: sayRefused,
  });
  return { act: mutate, isBusy: isPending };
};
