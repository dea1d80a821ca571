// Who is signed in, for the whole client.
import { useQuery } from '@tanstack/react-query';
import { accountsRoutes, type Self } from '#shared/accounts/contract.ts';
import { call } from './call.ts';
import { reconnect } from './live.ts';
import { queryClient, reading } from './query.ts';

/** The query that every page starts from. */
export const sessionQuery = reading(accountsRoutes.readSession, {});

/** The signed-in person; null when signed out or not known yet. */
export const useSelf = (): Self | null => useQuery(sessionQuery).data?.self ?? null;

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

/** Ends the session here and on the server. */
export const signOut = async (): Promise<void> => {
  await call(accountsRoutes.signOut, {});
  startOver(null);
  // People of the sample course sign in and out before there is an administrator.
  await queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey });
};
