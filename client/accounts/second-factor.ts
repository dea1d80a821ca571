// The query for one's own second factor.
import { secondFactorRoutes } from '#shared/accounts/second-factor.ts';
import { queryClient, reading } from '#client/kernel/query.ts';

export const secondFactorQuery = reading(secondFactorRoutes.readSecondFactor, {});

export const refreshSecondFactor = (): Promise<void> =>
  queryClient.invalidateQueries({ queryKey: secondFactorQuery.queryKey });
