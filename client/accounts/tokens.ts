// One's own tokens in the cache.
import { tokensRoutes } from '#shared/accounts/tokens.ts';
import { queryClient, reading } from '#client/kernel/query.ts';

export const tokensQuery = reading(tokensRoutes.listTokens, {});

export const refreshTokens = (): Promise<void> =>
  queryClient.invalidateQueries({ queryKey: tokensQuery.queryKey });
