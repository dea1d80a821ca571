// What one has read of a document's threads, on every device: asked for once, told in batches, heard of from elsewhere.
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo } from 'react';
import { visitsEvents, visitsRoutes } from '#shared/annotations/visits.ts';
import type { ThreadView } from '#shared/annotations/views.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import type { Refusal } from '#shared/kernel/refusals.ts';
import { call } from '#client/kernel/call.ts';
import { isFact } from '#client/kernel/live.ts';
import { keyOf, queryClient } from '#client/kernel/query.ts';
import { useRoom } from '#client/kernel/use-room.ts';
import { sayRefused } from '#client/kit/say.ts';
import { sayUndoable } from '#client/kit/say-undoable.tsx';
import { createReadMarks, type ReadMarks } from './read-marks.ts';
import {
  applyRead,
  isUnreadIn,
  marksOfAll,
  readStateFrom,
  type ReadState,
  type Waiting,
} from './reading-state.ts';

const keyFor = (documentId: Id) => keyOf(visitsRoutes.beginVisit, { documentId });

const visitQuery = (documentId: Id, untold: ReadMarks['untold']) =>
  queryOptions<ReadState, Refusal>({
    queryKey: keyFor(documentId),
    queryFn: async ({ signal, queryKey }) => {
      const state = readStateFrom(await call(visitsRoutes.beginVisit, { params: { documentId } }, signal));
      // What was seen here meanwhile may not be told yet.
      return applyRead(state, [...(queryClient.getQueryData<ReadState>(queryKey)?.read ?? []), ...untold]);
    },
    staleTime: Infinity,
    structuralSharing: false,
  });

const change = (documentId: Id, how: (state: ReadState) => ReadState): void => {
  queryClient.setQueryData<ReadState>(keyFor(documentId), (state) => state && how(state));
};

export interface Unread {
  /** False until it is known: nothing is called unread before. */
  readonly isKnown: boolean;
  readonly lastVisitAt: string | null;
  isUnread(thread: ThreadView): boolean;
  /** Somebody saw what was written in a thread up to an instant. */
  sawUpTo(threadId: Id, at: string): void;
  /** All of these, but neither what is withheld still nor the replies that wait in them; can be undone. */
  markAllRead(threads: readonly ThreadView[], withheld: readonly ThreadView[], waiting: Waiting): void;
}

export const useUnread = (documentId: Id, selfId: Id): Unread => {
  const marks = useMemo(() => createReadMarks(selfId, documentId), [selfId, documentId]);
  const state = useQuery(visitQuery(documentId, marks.untold)).data;
  useEffect(() => marks.watch(), [marks]);

  useRoom('person', selfId, {
    onFact: (name, payload) => {
      if (!isFact(visitsEvents.readingChanged, name, payload) || payload.documentId !== documentId) return;
      const { read, allReadAt } = payload;
      change(documentId, (now) => ({
        ...applyRead(now, read),
        ...(allReadAt === undefined ? {} : { allReadAt }),
      }));
    },
    onGap: () => void queryClient.invalidateQueries({ queryKey: keyFor(documentId) }),
  });

  const sawUpTo = useCallback(
    (threadId: Id, at: string) => {
      const now = queryClient.getQueryData<ReadState>(keyFor(documentId));
      if (!now) return;
      const next = applyRead(now, [[threadId, at]]);
      if (next === now) return;
      queryClient.setQueryData(keyFor(documentId), next);
      marks.add(threadId, at);
    },
    [documentId, marks],
  );

  const markAllRead = useCallback(
    (threads: readonly ThreadView[], withheld: readonly ThreadView[], waiting: Waiting) => {
      const before = queryClient.getQueryData<ReadState>(keyFor(documentId));
      // What is newer than something that nobody here has seen is marked one by one.
      const { until, marks: single } = marksOfAll(threads, withheld, waiting);
      for (const [threadId, at] of single) sawUpTo(threadId, at);
      if (!before || until === '') return;
      const put = (allReadAt: string | null) => {
        change(documentId, (now) => ({ ...now, allReadAt }));
        call(visitsRoutes.markAllRead, { params: { documentId }, body: { until: allReadAt } }).catch(
          (error: unknown) => {
            change(documentId, (now) => ({ ...now, allReadAt: before.allReadAt }));
            sayRefused(error);
          },
        );
      };
      put(until);
      sayUndoable('All threads are marked as read.', () => {
        put(before.allReadAt);
      });
    },
    [documentId, sawUpTo],
  );

  return useMemo(
    () => ({
      isKnown: state !== undefined,
      lastVisitAt: state?.lastVisitAt ?? null,
      isUnread: (thread: ThreadView) => state !== undefined && isUnreadIn(state, selfId, thread),
      sawUpTo,
      markAllRead,
    }),
    [state, selfId, sawUpTo, markAllRead],
  );
};
