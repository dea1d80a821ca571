// Who is signed in, for the whole client.
import { useQuery } from '@tanstack/react-query';
import { accountsRoutes, type Self } from '#shared/accounts/contract.ts';
import { Refusal } from '#shared/kernel/refusals.ts';
import { call } from './call.ts';
import { reconnect } from './live.ts';
import { queryClient, reading } from './query.ts';

/** The query that every page starts from. */
export const sessionQuery = reading(accountsRoutes.readSession, {});

/** The signed-in person; null when signed out or not known yet. */
export const useSelf = (): Self | null => useQuery(sessionQuery).data?.self ?? null;

// Whoever becomes staff, say, with a page open may have to set a second factor up first: the session says so, and they are led there.
const hearOfDuty = (error: unknown) => {
  if (error instanceof Refusal && error.body.reason === 'second_factor_needed')
    queryClient.query({ ...sessionQuery, staleTime: 0 }).catch(() => undefined);
};
for (const cache of [queryClient.getQueryCache(), queryClient.getMutationCache()])
  cache.subscribe((event) => {
    if (event.type === 'updated' && event.action.type === 'error') hearOfDuty(event.action.error);
  });

// The session's own entry stays in the cache: whoever watches it must hear of the change.
const startOver = (self: Self | null) => {
  queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionQuery.queryKey[0] });
  queryClient.setQueryData(sessionQuery.queryKey, { self, isSetUp: true });
  reconnect();
};

/** Puts a fresh sign-in into effect: everything that was read before is forgotten. */
export const becomeSelf = (self: Self): void => {
  startOver(self);
};

const leavers = new Set<() => Promise<void>>();

/** Does something while the person is still signed in, before they sign out; a sign-out waits for it, but not for long. */
export const beforeSignOut = (act: () => Promise<void>): (() => void) => {
  leavers.add(act);
  return () => {
    leavers.delete(act);
  };
};
const patienceMs = 3000;

/** Ends the session here and on the server. */
export const signOut = async (): Promise<void> => {
  await Promise.race([
    Promise.allSettled([...leavers].map((act) => act())),
    new Promise((resolve) => setTimeout(resolve, patienceMs)),
  ]);
  await call(accountsRoutes.signOut, {});
  startOver(null);
  // People of the sample course sign in and out before there is an administrator.
  await queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey });
};
