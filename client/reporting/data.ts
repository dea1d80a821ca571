// What groups report, in the client: read once, then kept by the facts of the rooms.
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { Refusal } from '#shared/kernel/refusals.ts';
import type { ResultOf } from '#shared/kernel/contract.ts';
import { reportingEvents, reportingRoutes, type News } from '#shared/reporting/contract.ts';
import { withNews, type Known } from '#shared/reporting/news.ts';
import { isOpenToClass } from '#shared/reporting/rules.ts';
import type { RoundView } from '#shared/rounds/views.ts';
import { call } from '#client/kernel/call.ts';
import { isFact, type RoomListener } from '#client/kernel/live.ts';
import { keyOf, queryClient } from '#client/kernel/query.ts';
import { useRoom } from '#client/kernel/use-room.ts';

type OwnPoint = ResultOf<typeof reportingRoutes.readReporting>['points'][number];
/** What this person knows of the present round's reports. */
export type Reporting = Known<OwnPoint>;

/** A whole class that refetches at once does so within this time. */
const spreadMs = 800;
/** Several reasons to ask within this time are one. */
const togetherMs = 100;

const reportingQuery = (meetingId: string) =>
  queryOptions<Reporting, Refusal>({
    queryKey: keyOf(reportingRoutes.readReporting, { meetingId }),
    queryFn: ({ signal }) => call(reportingRoutes.readReporting, { params: { meetingId } }, signal),
  });

const waiting = new Set<string>();
const refresh = (meetingId: string) => {
  if (waiting.has(meetingId)) return;
  waiting.add(meetingId);
  setTimeout(() => {
    waiting.delete(meetingId);
    void queryClient.invalidateQueries({ queryKey: reportingQuery(meetingId).queryKey });
  }, togetherMs);
};

/** Works news into what is known; `voted` says what one has just done oneself. */
export const keepNews = (news: News, voted?: { pointId: string; isMine: boolean }): void => {
  queryClient.setQueryData(reportingQuery(news.meetingId).queryKey, (known) => {
    if (!known) return known;
    const next = withNews(known, news, (point) => ({ ...point, isMine: false }));
    if (!voted) return next;
    const points = next.points.map((point) =>
      point.id === voted.pointId ? { ...point, isMine: voted.isMine } : point,
    );
    return { ...next, points };
  });
};

const told = [
  reportingEvents.reportingChanged,
  reportingEvents.reportingAtDesk,
  reportingEvents.groupReporting,
];

/** Which rooms tell it: staff hear everything at the desk, a group hears of itself before the class does. */
export interface Ears {
  readonly isStaff?: boolean;
  /** One's own group, in whatever phase. */
  readonly notesId?: string | undefined;
}

/** What is reported in the present round, as far as one may know. */
export const useReporting = (meetingId: string, round: RoundView | null, ears: Ears) => {
  const listener: RoomListener = {
    onFact: (name, payload) => {
      for (const event of told) if (isFact(event, name, payload)) keepNews(payload);
    },
    onGap: () => {
      refresh(meetingId);
    },
  };
  useRoom('meeting', ears.isStaff === true ? undefined : meetingId, listener);
  useRoom('desk', ears.isStaff === true ? meetingId : undefined, listener);
  useRoom('notes', ears.notesId, listener);
  const query = useQuery(reportingQuery(meetingId));
  // Another round, or its reports open to the class: what may be known now is asked for.
  const knownRound = query.data?.roundId;
  const isOpen = round !== null && isOpenToClass(round.phase);
  const roundId = round?.id;
  const mine = ears.notesId;
  const place = `${roundId ?? ''} ${String(isOpen)} ${mine ?? ''}`;
  const asked = useRef(place);
  useEffect(() => {
    const isOther = knownRound !== undefined && roundId !== undefined && knownRound !== roundId;
    if (asked.current === place && !isOther) return;
    asked.current = place;
    const timer = setTimeout(
      () => {
        refresh(meetingId);
      },
      isOther ? 0 : Math.random() * spreadMs,
    );
    return () => {
      clearTimeout(timer);
    };
  }, [meetingId, roundId, place, knownRound]);
  return query;
};
