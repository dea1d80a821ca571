// The lists of threads in a query cache: asked for once, then kept by live facts and by what changed since.
import { queryOptions, type QueryClient } from '@tanstack/react-query';
import { annotationsEvents, annotationsRoutes } from '#shared/annotations/contract.ts';
import type { QueryInputOf, ResultOf } from '#shared/kernel/contract.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import type { Refusal } from '#shared/kernel/refusals.ts';
import { isFact } from '#client/kernel/live.ts';
import type { RoomListener } from '#client/kernel/live-rooms.ts';
import { keyOf } from '#client/kernel/query.ts';
import { applyAnswer, applyChanges, applyFollow, applyUpvote, type Change, type Listing } from './listing.ts';

const route = annotationsRoutes.listThreads;
const keyFor = (documentId: Id) => keyOf(route, { documentId });
const remembered = 200;

type Ask = (
  documentId: Id,
  query: QueryInputOf<typeof route>,
  signal: AbortSignal,
) => Promise<ResultOf<typeof route>>;

/** `ask` calls the route. */
export const keepListings = (queryClient: QueryClient, ask: Ask) => {
  // A fact that comes while the list is on its way may be missing in it: the last ones are worked in again.
  const recent = new Map<Id, Change[]>();

  const changeListing = (documentId: Id, change: (listing: Listing) => Listing): void => {
    queryClient.setQueryData<Listing>(keyFor(documentId), (listing) => listing && change(listing));
  };

  /** Works a change into the list, wherever it comes from. */
  const work = (documentId: Id, change: Change): void => {
    recent.set(documentId, [...(recent.get(documentId) ?? []), change].slice(-remembered));
    changeListing(documentId, (listing) => applyChanges(listing, [change]));
  };

  /** Asks for what changed, or for everything where rights may have changed. */
  const refreshThreads = (documentId: Id, { whole = false } = {}): void => {
    if (whole) changeListing(documentId, (listing) => ({ ...listing, last: -1 }));
    void queryClient.invalidateQueries({ queryKey: keyFor(documentId) });
  };

  return {
    changeListing,
    work,
    refreshThreads,
    /** What is known of a document's threads now. */
    listingOf: (documentId: Id): Listing | undefined => queryClient.getQueryData<Listing>(keyFor(documentId)),
    threadsQuery: (documentId: Id, selfId: Id) =>
      queryOptions<Listing, Refusal>({
        queryKey: keyFor(documentId),
        queryFn: async ({ signal, queryKey }) => {
          const known = queryClient.getQueryData<Listing>(queryKey);
          const since = known && known.last >= 0 ? { since: known.last } : {};
          const answer = await ask(documentId, since, signal);
          // What was worked in while the answer was on its way is in the cache by now.
          const listing = applyAnswer(
            queryClient.getQueryData<Listing>(queryKey),
            documentId,
            selfId,
            answer,
          );
          return applyChanges(listing, recent.get(documentId) ?? []);
        },
        // Facts keep it fresh, and a gap in them asks again.
        staleTime: Infinity,
        structuralSharing: false,
      }),
    /** What a room in which the document's threads are told has to do with its list. */
    listenerFor: (documentId: Id): RoomListener & Required<Pick<RoomListener, 'onRefused'>> => ({
      onFact: (name, payload) => {
        if (
          isFact(annotationsEvents.threadPosted, name, payload) ||
          isFact(annotationsEvents.threadChanged, name, payload)
        ) {
          if (payload.documentId === documentId) work(documentId, { thread: payload });
        } else if (isFact(annotationsEvents.ownMarkChanged, name, payload)) {
          const { id, mark, given } = payload;
          if (payload.documentId === documentId)
            changeListing(documentId, (listing) =>
              mark === 'upvote' ? applyUpvote(listing, id, given) : applyFollow(listing, id, given),
            );
        } else if (
          isFact(annotationsEvents.threadRemoved, name, payload) &&
          payload.documentId === documentId
        )
          work(documentId, { removed: payload.threadId, change: payload.change });
      },
      onGap: () => {
        refreshThreads(documentId);
      },
      onRefused: () => {
        refreshThreads(documentId, { whole: true });
      },
    }),
  };
};
