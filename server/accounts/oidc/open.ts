// Puts sign-ins with a provider together; without one in the settings nothing of it is there but the list of one's own.
import type { Router } from 'express';
import type { Connection } from 'mongoose';
import type { Clock } from '#server/kernel/clock.ts';
import type { OidcSettings } from '#server/kernel/env.ts';
import type { Feature } from '#server/kernel/feature.ts';
import type { Log } from '#server/kernel/log.ts';
import type { Sessions } from '#server/kernel/session.ts';
import type { AccountsDomain } from '#server/accounts/open.ts';
import { createSealed } from '#server/accounts/sealed.ts';
import { createIdentitiesFeature } from './feature.ts';
import { createIdentities } from './identities.ts';
import { openIdentitiesStore } from './identities-store.ts';
import { createProvider } from './provider.ts';
import { createOidcRouter } from './router.ts';

interface Parts extends Pick<AccountsDomain, 'store' | 'accounts' | 'admit'> {
  readonly db: Connection;
  readonly clock: Clock;
  readonly log: Log;
  readonly secret: string;
  readonly sessions: Sessions;
  /** `publicUrl`: where people reach this server, and so where the provider sends them back to. */
  readonly settings: { readonly provider: OidcSettings; readonly publicUrl: string } | undefined;
}

export interface Oidc {
  readonly feature: Feature;
  /** Null: the operator named no provider. */
  readonly router: Router | null;
}

export const openOidc = ({ db, settings, secret, ...parts }: Parts): Oidc => {
  const identities = createIdentities({
    ...parts,
    identities: openIdentitiesStore(db),
    sealed: createSealed(secret, 'identities'),
  });
  return {
    feature: createIdentitiesFeature({ identities, providerName: settings?.provider.name ?? null }),
    router: settings
      ? createOidcRouter({
          ...{ ...parts, identities, publicUrl: settings.publicUrl },
          provider: createProvider(settings.provider, parts.log),
        })
      : null,
  };
};
