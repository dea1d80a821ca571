// Somebody who reads a document over a bad network: the client's own live connection and list of threads, without its pages.
import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { io } from 'socket.io-client';
import { annotationsRoutes } from '#shared/annotations/contract.ts';
import { isStaff, type Role } from '#shared/courses/roles.ts';
import { roomName } from '#shared/kernel/contract.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { keepListings } from '#client/annotations/kept-listings.ts';
import { createLiveClient } from '#client/kernel/live-client.ts';
import type { PersonClient } from '#tests/support/app.ts';
import type { Chance } from '#tests/support/chance.ts';

interface Options {
  readonly person: PersonClient;
  readonly role: Role;
  readonly documentId: Id;
  /** Where the live connection is. */
  readonly url: string;
  readonly chance: Chance;
}

const slowestMs = 60;

/** As `useThreads` joins and keeps them, on a device of its own. */
export const readChaotically = ({ person, role, documentId, url, chance }: Options) => {
  const pause = () => new Promise((resolve) => setTimeout(resolve, chance.next() * slowestMs));
  const queryClient = new QueryClient({ defaultOptions: { queries: { retryDelay: 20 } } });
  const listings = keepListings(queryClient, async (id, query) => {
    await pause();
    const answer = await person.call(annotationsRoutes.listThreads, { params: { documentId: id }, query });
    await pause();
    return answer;
  });
  const live = createLiveClient({
    open: (auth) =>
      Promise.resolve(
        io(url, {
          path: '/live',
          transports: ['websocket'],
          forceNew: true,
          extraHeaders: person.headers(),
          auth,
          reconnectionDelay: 20,
          reconnectionDelayMax: 60,
        }),
      ),
    joinMs: 400,
    pingMs: 400,
    retryMs: 20,
  });

  const observer = new QueryObserver(queryClient, listings.threadsQuery(documentId, person.personId));
  const listener = listings.listenerFor(documentId);
  const open = new Map<string, () => void>();
  const follow = () => {
    const listing = listings.listingOf(documentId);
    const isOpen = listing?.gate === null;
    const group = listing?.groupId ?? null;
    const wanted = [
      ...(isOpen ? [roomName(isStaff({ role }) ? 'documentStaff' : 'document', documentId)] : []),
      ...(isOpen && group !== null ? [roomName('readingGroup', group)] : []),
    ];
    for (const name of wanted) if (!open.has(name)) open.set(name, live.joinRoom(name, listener));
    for (const [name, close] of open)
      if (!wanted.includes(name)) {
        open.delete(name);
        close();
      }
  };
  const unsubscribe = observer.subscribe(follow);
  const leave = live.joinRoom(roomName('person', person.personId), {
    ...listener,
    onRefused: () => undefined,
  });
  return {
    person,
    role,
    live,
    listing: () => listings.listingOf(documentId),
    isAsking: () => queryClient.isFetching() > 0,
    close: () => {
      unsubscribe();
      for (const close of [leave, ...open.values()]) close();
      live.reconnect();
      queryClient.clear();
    },
  };
};
