// A document's threads in the cache: read once, then kept up to date by live facts and by what changed since.
import { queryOptions, useQuery } from '@tanstack/react-query';
import { annotationsEvents, annotationsRoutes } from '#shared/annotations/contract.ts';
import { isStaff, type Member } from '#shared/courses/roles.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import type { Refusal } from '#shared/kernel/refusals.ts';
import { call } from '#client/kernel/call.ts';
import { isFact } from '#client/kernel/live.ts';
import { keyOf, queryClient } from '#client/kernel/query.ts';
import { useRoom } from '#client/kernel/use-room.ts';
import { applyAnswer, applyChanges, type Change, type Listing } from './listing.ts';

const route = annotationsRoutes.listThreads;
const keyFor = (documentId: Id) => keyOf(route, { documentId });

// A fact that comes while the list is on its way may be missing in it: the last ones are worked in again.
const recent = new Map<Id, Change[]>();
const remembered = 200;

/** Works a change into the list, wherever it comes from. */
export const work = (documentId: Id, change: Change): void => {
  recent.set(documentId, [...(recent.get(documentId) ?? []), change].slice(-remembered));
  changeListing(documentId, (listing) => applyChanges(listing, [change]));
};

export const changeListing = (documentId: Id, change: (listing: Listing) => Listing): void => {
  queryClient.setQueryData<Listing>(keyFor(documentId), (listing) => listing && change(listing));
};

/** What is known of a document's threads now. */
export const listingOf = (documentId: Id): Listing | undefined =>
  queryClient.getQueryData<Listing>(keyFor(documentId));

/** Asks for what changed, or for everything where rights may have changed. */
export const refreshThreads = (documentId: Id, { whole = false } = {}): void => {
  if (whole) changeListing(documentId, (listing) => ({ ...listing, last: -1 }));
  void queryClient.invalidateQueries({ queryKey: keyFor(documentId) });
};

const threadsQuery = (documentId: Id, selfId: Id) =>
  queryOptions<Listing, Refusal>({
    queryKey: keyFor(documentId),
    queryFn: async ({ signal, queryKey }) => {
      const known = queryClient.getQueryData<Listing>(queryKey);
      const since = known && known.last >= 0 ? { since: known.last } : {};
      const answer = await call(route, { params: { documentId }, query: since }, signal);
      // What was worked in while the answer was on its way is in the cache by now.
      const listing = applyAnswer(queryClient.getQueryData<Listing>(queryKey), documentId, selfId, answer);
      return applyChanges(listing, recent.get(documentId) ?? []);
    },
    // Facts keep it fresh, and a gap in them asks again.
    staleTime: Infinity,
    structuralSharing: false,
  });

/** The threads of a document as one person sees them, live while mounted. */
export const useThreads = (documentId: Id, member: Member) => {
  const query = useQuery(threadsQuery(documentId, member.personId));
  const { groupId = null, gate = null } = query.data ?? {};
  const listener = {
    onFact: (name: string, payload: unknown) => {
      if (
        isFact(annotationsEvents.threadPosted, name, payload) ||
        isFact(annotationsEvents.threadChanged, name, payload)
      ) {
        if (payload.documentId === documentId) work(documentId, { thread: payload });
      } else if (isFact(annotationsEvents.threadRemoved, name, payload) && payload.documentId === documentId)
        work(documentId, { removed: payload.threadId, change: payload.change });
    },
    onGap: () => {
      refreshThreads(documentId);
    },
    onRefused: () => {
      refreshThreads(documentId, { whole: true });
    },
  };
  const staff = isStaff(member);
  // Nobody stands at a door that is closed to them; what opens it is a new answer to the query.
  const isOpen = query.data !== undefined && gate === null;
  useRoom('documentStaff', staff && isOpen ? documentId : undefined, listener);
  useRoom('document', !staff && isOpen ? documentId : undefined, listener);
  useRoom('readingGroup', isOpen && groupId !== null ? groupId : undefined, listener);
  useRoom('person', member.personId, { ...listener, onRefused: () => undefined });
  return query;
};
