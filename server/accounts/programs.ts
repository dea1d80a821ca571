// One's own tokens for programs, through the API.
import { tokensRoutes } from '#shared/accounts/tokens.ts';
import { feature, type Feature } from '#server/kernel/feature.ts';
import { createLimit } from '#server/kernel/limits.ts';
import type { Tokens } from './tokens.ts';

/** Answers for {@link tokensRoutes}. */
export const createProgramsFeature = (tokens: Tokens): Feature => {
  const creations = createLimit(30, 60 * 60, 'new tokens in a short time');
  return feature(tokensRoutes, {
    listTokens: ({ actor }) => tokens.list(actor.personId),
    createToken: async ({ actor, body }) => {
      await creations.take(actor.personId);
      return tokens.create(actor.personId, body);
    },
    revokeToken: async ({ actor, params: { tokenId } }) => {
      await tokens.revoke(actor.personId, tokenId);
      return undefined;
    },
  });
};
