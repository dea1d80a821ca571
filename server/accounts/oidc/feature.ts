// One's own sign-ins with the provider.
import { identitiesRoutes } from '#shared/accounts/identities.ts';
import { feature, type Feature } from '#server/kernel/feature.ts';
import type { Identities } from './identities.ts';

interface Parts {
  readonly identities: Identities;
  /** Null: the operator named none. */
  readonly providerName: string | null;
}

/** Answers for {@link identitiesRoutes}. */
export const createIdentitiesFeature = ({ identities, providerName }: Parts): Feature =>
  feature(identitiesRoutes, {
    readSignInWays: () => Promise.resolve({ provider: providerName }),
    listIdentities: ({ actor }) => identities.list(actor.personId),
    confirmIdentity: async ({ actor, body }) => {
      await identities.confirm(actor.personId, body.confirmation);
      return identities.list(actor.personId);
    },
    removeIdentity: async ({ actor, body }) => {
      await identities.remove(actor.personId, body.id);
      return identities.list(actor.personId);
    },
  });
