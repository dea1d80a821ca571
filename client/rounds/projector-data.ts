// What the projector shows, by its secret link: read once, then kept by the facts of its room.
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { roundsEvents, roundsRoutes } from '#shared/rounds/contract.ts';
import type { LiveView } from '#shared/rounds/views.ts';
import type { ResultOf } from '#shared/kernel/contract.ts';
import { call } from '#client/kernel/call.ts';
import { carryTicket, isFact } from '#client/kernel/live.ts';
import { queryClient, reading } from '#client/kernel/query.ts';
import { useRoom } from '#client/kernel/use-room.ts';
import { guessServerTime } from '#client/kernel/server-clock.ts';
import { newerOf } from './data.ts';

export type ProjectorView = ResultOf<typeof roundsRoutes.readProjector>;

export const useProjector = (meetingId: string, token: string) => {
  const input = { params: { meetingId }, query: { token } };
  // Facts overtake answers that are under way: of two states the one with the higher revision is shown.
  const told = useRef<LiveView | null>(null);
  const options = {
    ...reading(roundsRoutes.readProjector, input),
    queryFn: async ({ signal }: { signal: AbortSignal }) => {
      const read = await call(roundsRoutes.readProjector, input, signal);
      return { ...read, live: newerOf(read.live, told.current) };
    },
  };
  const refresh = () => void queryClient.invalidateQueries({ queryKey: options.queryKey });
  // Before the room is joined: effects run in their order.
  useEffect(() => {
    carryTicket(token);
  }, [token]);
  useRoom('projector', meetingId, {
    onFact: (name, payload) => {
      if (name === roundsEvents.reportsChanged.name) refresh();
      if (!isFact(roundsEvents.projectorChanged, name, payload)) return;
      const { live } = payload;
      told.current = newerOf(live, told.current);
      const known = queryClient.getQueryData(options.queryKey);
      if (!known || known.live.revision > live.revision) return;
      queryClient.setQueryData(options.queryKey, { ...known, live });
      // A new phase brings or ends reports; those who come and go do not.
      if (known.live.round?.phase !== live.round?.phase || known.live.round?.id !== live.round?.id) refresh();
    },
    onGap: refresh,
    onRefused: refresh,
  });
  const query = useQuery({
    ...options,
    // It keeps going when the Wi-Fi does not, and finds back by itself.
    refetchInterval: ({ state }) => (state.status === 'error' || state.data === undefined ? 5000 : 60_000),
  });
  const saidAt = query.data?.live.saidAt;
  useEffect(() => {
    if (saidAt !== undefined) guessServerTime(saidAt);
  }, [saidAt]);
  return query;
};
