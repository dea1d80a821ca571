// Reads through TanStack Query: one cache entry per route and input, refusals not retried.
import { QueryClient, queryOptions } from '@tanstack/react-query';
import type { ResultOf, Route } from '#shared/kernel/contract.ts';
import { Refusal } from '#shared/kernel/refusals.ts';
import { call, type InputOf } from './call.ts';

/** The cache key of a read; pass only the route and its params to match every query of it. */
export const keyOf = (route: Pick<Route, 'path'>, params?: unknown, query?: unknown): readonly unknown[] =>
  [route.path, params, query].filter((part) => part !== undefined);

/** Options for `useQuery`: `useQuery(reading(papersRoutes.readMeeting, { params: { meetingId } }))`. */
export const reading = <T extends Route>(route: T, input: InputOf<T>) =>
  queryOptions<ResultOf<T>, Refusal>({
    queryKey: keyOf(route, input.params, input.query),
    queryFn: ({ signal }) => call(route, input, signal),
  });

/** As {@link reading}, for a form over what is read: anew each time, and not exchanged under the hands of whoever changes it. */
export const readingToChange = <T extends Route>(route: T, input: InputOf<T>) => {
  const { queryKey, queryFn } = reading(route, input);
  return queryOptions<ResultOf<T>, Refusal>({
    queryKey: [...queryKey, 'to change'],
    ...(queryFn && { queryFn }),
    ...{ staleTime: Infinity, gcTime: 0, refetchOnReconnect: false },
  });
};

/** Worth asking again at once: the network or the server was away. */
const isAway = (error: unknown): boolean => !(error instanceof Refusal) || error.body.code === 'unavailable';

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      retry: (count, error) => count < 3 && isAway(error),
      throwOnError: false,
    },
    // A command that cannot be sent says so at once instead of waiting in silence for the network.
    mutations: { retry: false, networkMode: 'always' },
  },
});
