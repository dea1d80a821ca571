// A talk's show in the client: read once, then kept by the facts of its room; pointers come beside them.
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Id } from '#shared/kernel/primitives.ts';
import type { Point } from '#shared/kernel/live.ts';
import { presentationsEvents } from '#shared/presentations/contract.ts';
import { presentingEvents, presentingRoutes as routes, type ShowView } from '#shared/presenting/contract.ts';
import { questionsEvents, questionsRoutes } from '#shared/presenting/questions.ts';
import { papersEvents } from '#shared/papers/contract.ts';
import { carryTicket, isFact, onPointIn } from '#client/kernel/live.ts';
import { keyOf, queryClient, reading } from '#client/kernel/query.ts';
import { guessServerTime } from '#client/kernel/server-clock.ts';
import { useRoom } from '#client/kernel/use-room.ts';

interface Of {
  readonly meetingId: Id;
  readonly paperId: Id;
}

const stageQuery = (of: Of) => reading(routes.readStage, { params: of });
const showNowQuery = (meetingId: Id) => reading(routes.readShowNow, { params: { meetingId } });
export const notesQuery = (of: Of) => reading(routes.listNotes, { params: of });

/** Puts a newer state of a show in place; an older one, which took a slower way, is dropped. */
export const keepShow = (show: ShowView): void => {
  const { meetingId, paperId } = show;
  queryClient.setQueryData(stageQuery({ meetingId, paperId }).queryKey, (stage) =>
    !stage || (stage.show && stage.show.revision > show.revision) ? stage : { ...stage, show },
  );
};

const useSaidAt = (saidAt: number | undefined) => {
  useEffect(() => {
    if (saidAt !== undefined) guessServerTime(saidAt);
  }, [saidAt]);
};

const deckNews: readonly string[] = [
  presentationsEvents.talksChanged.name,
  papersEvents.documentRead.name,
  papersEvents.meetingsChanged.name,
];

/** A talk as it is now. */
export const useStage = (of: Of) => {
  const query = useQuery(stageQuery(of));
  const refresh = () => void queryClient.invalidateQueries({ queryKey: stageQuery(of).queryKey });
  useRoom('stage', of.meetingId, {
    onFact: (name, payload) => {
      if (isFact(presentingEvents.showChanged, name, payload)) keepShow(payload);
      if (isFact(questionsEvents.questionMarked, name, payload) && payload.paperId === of.paperId)
        void queryClient.invalidateQueries({ queryKey: keyOf(questionsRoutes.listQuestionMarks) });
    },
    onGap: refresh,
  });
  useRoom('course', query.data?.courseId, {
    onFact: (name) => {
      if (deckNews.includes(name)) refresh();
    },
    onGap: () => undefined,
  });
  useSaidAt(query.data?.saidAt);
  return query;
};

/** The talk that is on in a meeting. */
export const useShowNow = (meetingId: Id) => {
  const { queryKey } = showNowQuery(meetingId);
  const refresh = () => void queryClient.invalidateQueries({ queryKey });
  useRoom('stage', meetingId, {
    onFact: (name, payload) => {
      if (!isFact(presentingEvents.showChanged, name, payload)) return;
      const known = queryClient.getQueryData(queryKey)?.show;
      // Of a page that is turned nothing is shown here.
      if (known?.paperId !== payload.paperId || known.phase !== payload.phase) refresh();
    },
    onGap: refresh,
  });
  return useQuery(showNowQuery(meetingId));
};

/** A pointer that was not heard of for so long is gone: what takes it away may have been lost. */
const pointerMs = 1500;

/** Where somebody points in a room; null: nobody does. */
export const usePointer = (kind: 'stage' | 'projector', meetingId: Id): Point => {
  const [at, setAt] = useState<Point>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const unlisten = onPointIn(kind, meetingId, (point) => {
      clearTimeout(timer);
      setAt(point);
      timer = setTimeout(() => {
        setAt(null);
      }, pointerMs);
    });
    return () => {
      clearTimeout(timer);
      unlisten();
    };
  }, [kind, meetingId]);
  return at;
};

/** What the room sees of the talk that is on, by the projector's secret. */
export const useProjectedShow = (meetingId: Id, token: string) => {
  const options = reading(routes.readProjectedShow, { params: { meetingId }, query: { token } });
  const { queryKey } = options;
  const refresh = () => void queryClient.invalidateQueries({ queryKey });
  // Before the room is joined: effects run in their order.
  useEffect(() => {
    carryTicket(token);
  }, [token]);
  useRoom('projector', meetingId, {
    onFact: (name, payload) => {
      if (name === presentingEvents.questionsProjected.name) refresh();
      if (!isFact(presentingEvents.showProjected, name, payload)) return;
      const known = queryClient.getQueryData(queryKey);
      const isSame = known?.show?.paperId === payload.paperId && payload.phase !== 'ended';
      if (known && isSame && (known.show?.revision ?? 0) < payload.revision)
        queryClient.setQueryData(queryKey, { ...known, show: payload });
      const isScreenSame = JSON.stringify(known?.show?.onScreen) === JSON.stringify(payload.onScreen);
      if (!isSame || !isScreenSame) refresh();
    },
    onGap: refresh,
    onRefused: refresh,
  });
  const query = useQuery({
    ...options,
    refetchInterval: ({ state }) => (state.status === 'error' ? 5000 : 60_000),
  });
  useSaidAt(query.data?.saidAt);
  return query;
};
