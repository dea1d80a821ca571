// What one has read of a document's threads, on every device: asked for once, told in batches, heard of from elsewhere.
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef } from 'react';
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
import {
  applyRead,
  isUnreadIn,
  newestOf,
  readStateFrom,
  type ReadMark,
  type ReadState,
} from './reading-state.ts';

/** What was read is told after so long, together. */
const batchMs = 1500;
/** As many as one call may tell. */
const batchAtMost = 500;

const keyFor = (documentId: Id) => keyOf(visitsRoutes.beginVisit, { documentId });

const visitQuery = (documentId: Id) =>
  queryOptions<ReadState, Refusal>({
    queryKey: keyFor(documentId),
    queryFn: async ({ signal, queryKey }) => {
      const state = readStateFrom(await call(visitsRoutes.beginVisit, { params: { documentId } }, signal));
      // What was seen here meanwhile may not be told yet.
      return applyRead(state, [...(queryClient.getQueryData<ReadState>(queryKey)?.read ?? [])]);
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
  /** All of these; can be undone. */
  markAllRead(threads: readonly ThreadView[]): void;
}

export const useUnread = (documentId: Id, selfId: Id): Unread => {
  const state = useQuery(visitQuery(documentId)).data;
  const pending = useRef(new Map<Id, string>());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const tell = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = undefined;
    const marks: ReadMark[] = [...pending.current];
    pending.current.clear();
    for (let from = 0; from < marks.length; from += batchAtMost) {
      const threads = marks.slice(from, from + batchAtMost).map(([id, at]): [Id, string] => [id, at]);
      // Untold, they are unread again on the next visit: nothing is lost, and nobody needs to hear of it.
      call(visitsRoutes.markRead, { params: { documentId }, body: { threads } }).catch(() => undefined);
    }
  }, [documentId]);

  useEffect(() => {
    const onHide = () => {
      if (document.visibilityState === 'hidden') tell();
    };
    document.addEventListener('visibilitychange', onHide);
    return () => {
      document.removeEventListener('visibilitychange', onHide);
      tell();
    };
  }, [tell]);

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
      pending.current.set(threadId, at);
      timer.current ??= setTimeout(tell, batchMs);
    },
    [documentId, tell],
  );

  const markAllRead = useCallback(
    (threads: readonly ThreadView[]) => {
      const before = queryClient.getQueryData<ReadState>(keyFor(documentId));
      const until = threads.map(newestOf).reduce((a, b) => (a > b ? a : b), '');
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
    [documentId],
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
