// What the groups report, for the projector: read once by its secret link, then kept by the facts of its room.
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { reportingEvents, reportingRoutes, type News, type PointView } from '#shared/reporting/contract.ts';
import { withNews, type Known } from '#shared/reporting/news.ts';
import { call } from '#client/kernel/call.ts';
import { isFact } from '#client/kernel/live.ts';
import { keyOf, queryClient } from '#client/kernel/query.ts';
import { useRoom } from '#client/kernel/use-room.ts';

type Projected = Known<PointView>;

const asTold = (point: PointView): PointView => point;

/** Undefined until it was read once. `roundId`: the round that is on, of which points are shown. */
export const useProjectedReporting = (
  meetingId: string,
  token: string,
  roundId: string,
): Projected | undefined => {
  const input = { params: { meetingId }, query: { token } };
  const queryKey = keyOf(reportingRoutes.readProjectorReporting, input.params, input.query);
  // News may overtake the answer that is under way.
  const since = useRef<News[]>([]);
  const query = useQuery<Projected>({
    queryKey,
    queryFn: async ({ signal }) => {
      since.current = [];
      const read: Projected = await call(reportingRoutes.readProjectorReporting, input, signal);
      return since.current.reduce((known, news) => withNews(known, news, asTold), read);
    },
    refetchInterval: ({ state }) => (state.status === 'error' || state.data === undefined ? 5000 : 60_000),
  });
  const refresh = () => void queryClient.invalidateQueries({ queryKey });
  useRoom('projector', meetingId, {
    onFact: (name, payload) => {
      if (!isFact(reportingEvents.reportingProjected, name, payload)) return;
      since.current.push(payload);
      queryClient.setQueryData<Projected>(queryKey, (known) => known && withNews(known, payload, asTold));
    },
    onGap: refresh,
    onRefused: refresh,
  });
  const { data } = query;
  const isOther = data !== undefined && data.roundId !== roundId;
  useEffect(() => {
    if (isOther) void queryClient.invalidateQueries({ queryKey });
    // The key is made anew each time; what it stands for is the meeting and the token.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [isOther, roundId, meetingId, token]);
  return isOther ? undefined : data;
};
