// The provider of OpenID Connect: found by its address, asked for codes, and nobody else asked for anything.
import * as client from 'openid-client';
import { Strategy } from 'openid-client/passport';
import type { Request } from 'express';
import { emailSchema } from '#shared/kernel/primitives.ts';
import type { OidcSettings } from '#server/kernel/env.ts';
import type { Log } from '#server/kernel/log.ts';

/** Who came from the provider, as it says. */
export interface Profile {
  readonly issuer: string;
  readonly subject: string;
  /** Lower-case; null when it gives none, or does not vouch for it. */
  readonly email: string | null;
  readonly name: string;
}

export interface Provider {
  /** As the button calls it. */
  readonly name: string;
  /** For passport. Rejects while the provider cannot be reached; the next call asks again. */
  strategy(origin: string): Promise<Strategy>;
}

const answerSeconds = 5;
const scope = 'openid email profile';
const loopback = /^(localhost|127\.0\.0\.1|\[::1\])$/;

/** With `state` and `nonce` always, whatever the provider says of itself (RFC 9700, 2.1). */
class CodeStrategy extends Strategy {
  override authorizationRequestParams(request: Request, options: object): URLSearchParams {
    const params = new URLSearchParams(
      super.authorizationRequestParams(request, options as never) as URLSearchParams,
    );
    params.set('state', client.randomState());
    params.set('nonce', client.randomNonce());
    return params;
  }
  // By the address alone: what somebody adds to it decides nothing.
  override shouldInitiateAuthRequest(request: Request): boolean {
    return !request.path.endsWith('/callback');
  }
}

const profileOf = (tokens: client.TokenEndpointResponseHelpers): Profile => {
  const claims = tokens.claims();
  if (!claims) throw new Error('The provider sent no identity.');
  const email = emailSchema.safeParse(claims['email']);
  const text = (value: unknown) => (typeof value === 'string' ? value.trim().slice(0, 120) : '');
  const fromAddress = email.success ? (email.data.split('@')[0] ?? '') : '';
  const names = [text(claims['name']), text(claims['preferred_username']), fromAddress, 'Somebody'];
  return {
    ...{ issuer: claims.iss, subject: claims.sub },
    email: claims['email_verified'] === true && email.success ? email.data : null,
    name: names.find((name) => name !== '') ?? '',
  };
};

/** Nothing is asked before the first sign-in: the server starts and works while the provider is away. */
export const createProvider = (
  { issuer, clientId, clientSecret, name }: OidcSettings,
  log: Log,
): Provider => {
  const home = new URL(issuer);
  const allowed = new Set([home.origin]);
  // Where the metadata points to is allowed, too; redirects are followed nowhere.
  const ask: client.CustomFetch = (url, options) => {
    if (!allowed.has(new URL(url).origin))
      throw new Error(`The provider points to ${url}, which is not asked.`);
    return fetch(url, { ...options, redirect: 'manual' } as RequestInit);
  };
  const isPlain = home.protocol === 'http:' && loopback.test(home.hostname);
  const discover = async () => {
    const config = await client.discovery(home, clientId, clientSecret, undefined, {
      timeout: answerSeconds,
      [client.customFetch]: ask,
      // Plain http only to this machine itself, for tests and trials; the settings see to that.
      // eslint-disable-next-line @typescript-eslint/no-deprecated
      execute: [client.enableNonRepudiationChecks, ...(isPlain ? [client.allowInsecureRequests] : [])],
    });
    const { token_endpoint: token, jwks_uri: keys } = config.serverMetadata();
    for (const address of [token, keys]) if (address) allowed.add(new URL(address).origin);
    log.info({ issuer }, 'the provider of OpenID Connect was found');
    return config;
  };
  let found: Promise<client.Configuration> | undefined;
  return {
    name,
    strategy: async (origin) => {
      found ??= discover();
      try {
        const config = await found;
        return new CodeStrategy(
          { config, scope, callbackURL: `${origin}/sign-in/oidc/callback` },
          (tokens, done) => {
            done(null, profileOf(tokens) as never);
          },
        );
      } catch (error) {
        found = undefined;
        throw error;
      }
    },
  };
};
