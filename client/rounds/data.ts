// The live class in the client: read once, then kept by the facts of its room.
import { queryOptions, useQuery } from '@tanstack/react-query';
import type { Refusal } from '#shared/kernel/refusals.ts';
import { roundsEvents, roundsRoutes } from '#shared/rounds/contract.ts';
import type { DeskView, LiveView } from '#shared/rounds/views.ts';
import { call } from '#client/kernel/call.ts';
import { isFact } from '#client/kernel/live.ts';
import { keyOf, queryClient, reading } from '#client/kernel/query.ts';
import { useRoom } from '#client/kernel/use-room.ts';
import { guessServerTime } from '#client/kernel/server-clock.ts';

/** Of two states of a class the later one. */
export const newerOf = (live: LiveView, known: LiveView | null): LiveView =>
  known !== null && known.revision > live.revision ? known : live;

const liveQuery = (meetingId: string) =>
  queryOptions<LiveView, Refusal>({
    queryKey: keyOf(roundsRoutes.readLive, { meetingId }),
    queryFn: async ({ signal }) => {
      const live = await call(roundsRoutes.readLive, { params: { meetingId } }, signal);
      guessServerTime(live.saidAt);
      // A fact may have overtaken this answer.
      return newerOf(
        live,
        queryClient.getQueryData<LiveView>(keyOf(roundsRoutes.readLive, { meetingId })) ?? null,
      );
    },
  });
export const deskQuery = (meetingId: string) => reading(roundsRoutes.readDesk, { params: { meetingId } });
export const recordQuery = (meetingId: string) => reading(roundsRoutes.listRounds, { params: { meetingId } });

/** Puts a newer state of the class in place; an older one, which took a slower way, is dropped. */
export const keepLive = (live: LiveView): void => {
  queryClient.setQueryData(liveQuery(live.meetingId).queryKey, (known) => newerOf(live, known ?? null));
};

/** Shows items of the running order that are on their way to the server. */
export const keepItems = ({ meetingId }: LiveView, items: LiveView['order']['items']): void => {
  queryClient.setQueryData(liveQuery(meetingId).queryKey, (known) =>
    known ? { ...known, order: { ...known.order, items } } : known,
  );
};

/** Asks for the class again: what is shown may not be so. */
export const lookAgain = (meetingId: string): void => {
  void queryClient.invalidateQueries({ queryKey: liveQuery(meetingId).queryKey });
};

/** The running order for a page outside the class: whoever reads it there is not in the room. */
export const usePlan = (meetingId: string) => useQuery({ ...liveQuery(meetingId), refetchInterval: 30_000 });

/** The class as it is now. `onPresence` hears who has the page open. */
export const useLive = (meetingId: string, onPresence?: (people: Iterable<string>) => void) => {
  const query = useQuery(liveQuery(meetingId));
  useRoom('meeting', meetingId, {
    onFact: (name, payload) => {
      if (isFact(roundsEvents.liveChanged, name, payload)) keepLive(payload.live);
    },
    onGap: () => {
      void queryClient.invalidateQueries({ queryKey: liveQuery(meetingId).queryKey });
    },
    onPresence: ({ people }) => {
      onPresence?.(people.keys());
    },
  });
  return query;
};

/** The staff's desk: code, projector link, and how much each group has written. */
export const useDesk = (meetingId: string) => {
  const { queryKey } = deskQuery(meetingId);
  useRoom('desk', meetingId, {
    onFact: (name, payload) => {
      if (!isFact(roundsEvents.groupWrote, name, payload)) return;
      queryClient.setQueryData(
        queryKey,
        (desk: DeskView | undefined) =>
          desk && {
            ...desk,
            pulses: [...desk.pulses.filter(({ notesId }) => notesId !== payload.notesId), payload],
          },
      );
    },
    onGap: () => {
      void queryClient.invalidateQueries({ queryKey });
    },
  });
  return useQuery(deskQuery(meetingId));
};

/** What groups have written so far, asked for again every `everyMs` while it is shown; without it once. */
export const useRecord = (meetingId: string, everyMs?: number) =>
  useQuery({ ...recordQuery(meetingId), refetchInterval: everyMs ?? false });
