// Shows a query in all its states, so that no page forgets loading or refusal.
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Refusal } from '#shared/kernel/refusals.ts';
import { LoadingLines, RefusedState } from './States.tsx';

interface Props<T> {
  readonly query: UseQueryResult<T, Refusal>;
  /** In the shape of what comes; lines of text by default. */
  readonly loading?: ReactNode;
  readonly children: (data: T) => ReactNode;
}

/** Data that is there stays shown while it is refetched, also when refetching fails. */
export const Query = <T,>({ query, loading, children }: Props<T>) => {
  if (query.data !== undefined) return children(query.data);
  if (query.error) return <RefusedState refusal={query.error} onRetry={() => void query.refetch()} />;
  return loading ?? <LoadingLines />;
};
