// A provider of OpenID Connect on a free port, with real keys and real tokens; whoever is named next signs in without a page.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
// @ts-expect-error It has no types of its own.
import { Provider as Untyped } from 'oidc-provider';
import type { Client } from './client.ts';

interface Provider {
  callback(): (request: IncomingMessage, response: ServerResponse) => unknown;
  interactionFinished(request: IncomingMessage, response: ServerResponse, result: object): Promise<void>;
  Grant: new (of: object) => { addOIDCScope(scope: string): void; save(): Promise<string> };
}
const Provider = Untyped as new (issuer: string, configuration: object) => Provider;

export interface Somebody {
  readonly sub: string;
  readonly email: string;
  readonly isVerified?: boolean;
  readonly name?: string;
}

export interface TestProvider {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Whoever comes next is this person, as where they are signed in there already. */
  expect(somebody: Somebody): void;
  /** Follows a sign-in from the address it begins at to the callback, as this person; answers with the callback's address. */
  walk(begin: string, somebody: Somebody): Promise<string>;
  close(): Promise<void>;
}

const clientId = 'paperround';
const clientSecret = 'a secret between the two of us';

/** `redirectUri`: where it sends people back to. `port` 0 is any that is free. */
export const startOidcProvider = async (redirectUri: string, port = 0): Promise<TestProvider> => {
  let next: Somebody | undefined;
  const known = new Map<string, Somebody>();
  const listening = createServer();
  await new Promise<void>((resolve) => listening.listen(port, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${String((listening.address() as AddressInfo).port)}`;
  const provider: Provider = new Provider(issuer, {
    clients: [
      {
        ...{ client_id: clientId, client_secret: clientSecret, redirect_uris: [redirectUri] },
        ...{ grant_types: ['authorization_code'], response_types: ['code'] },
      },
    ],
    claims: { email: ['email', 'email_verified'], profile: ['name'] },
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
    findAccount: (_context: unknown, sub: string) => {
      const { email, isVerified = true, name = 'Ada Lindqvist' } = known.get(sub) ?? { email: '' };
      return { accountId: sub, claims: () => ({ sub, email, email_verified: isVerified, name }) };
    },
    loadExistingGrant: async (context: {
      oidc: { client: { clientId: string }; session: { accountId: string } };
    }) => {
      const { client, session } = context.oidc;
      const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope('openid email profile');
      await grant.save();
      return grant;
    },
  });
  listening.on('request', (request, response) => {
    if (!request.url?.startsWith('/interaction/')) {
      void provider.callback()(request, response);
      return;
    }
    if (next) known.set(next.sub, next);
    void provider.interactionFinished(request, response, { login: { accountId: next?.sub ?? '' } });
  });
  return {
    ...{ issuer, clientId, clientSecret },
    expect: (somebody) => {
      next = somebody;
    },
    walk: async (begin, somebody) => {
      next = somebody;
      const jar = new Map<string, string>();
      let address = begin;
      while (address.startsWith(issuer)) {
        const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
        const response = await fetch(address, { headers: { cookie }, redirect: 'manual' });
        for (const line of response.headers.getSetCookie()) {
          const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
          jar.set(name, value);
        }
        const location = response.headers.get('location');
        if (location === null) throw new Error(`${String(response.status)} ${await response.text()}`);
        address = new URL(location, address).href;
      }
      return address;
    },
    close: () =>
      new Promise((resolve) => {
        listening.closeAllConnections();
        listening.close(() => {
          resolve();
        });
      }),
  };
};

/** A browser that keeps its cookie and does not follow: answers with the status and where it is sent. */
export const go = async (client: Client, address: string) => {
  const { pathname, search } = new URL(address, 'http://here');
  const response = await client.raw('GET', pathname + search);
  return { status: response.status, to: response.headers.get('location') ?? '' };
};
