// Signing in with a provider, against a real one on this machine: known, new and to be confirmed; what a careful stranger tries.
import { afterAll, expect, test } from '@jest/globals';
import { Secret, TOTP } from 'otpauth';
import { accountsRoutes } from '#shared/accounts/contract.ts';
import { identitiesRoutes } from '#shared/accounts/identities.ts';
import { secondFactorRoutes } from '#shared/accounts/second-factor.ts';
import { newId } from '#shared/kernel/primitives.ts';
import { readEnvironment } from '#server/kernel/env.ts';
import { startApp } from '#tests/support/app.ts';
import type { Client } from '#tests/support/client.ts';
import { freePort } from '#tests/support/server.ts';
import { go, startOidcProvider, type Somebody } from '#tests/support/oidc-provider.ts';

// People reach the server at an address that only the provider is told: the browsers of this test go there by themselves.
const publicUrl = 'http://papers.example.org';
const callback = `${publicUrl}/sign-in/oidc/callback`;
const provider = await startOidcProvider(callback);
afterAll(() => provider.close());
const { issuer, clientId, clientSecret } = provider;
const settings = { issuer, clientId, clientSecret, name: 'Example University' };
const app = await startApp({ oidc: { provider: settings, publicUrl } });
// Its provider comes late.
const latePort = await freePort();
const lonely = await startApp({
  ...{ database: app.database, filesDir: app.filesDir },
  oidc: { provider: { ...settings, issuer: `http://127.0.0.1:${String(latePort)}` }, publicUrl },
});
const people = app.db.collection<{ _id: string; isDisabled: boolean }>('people');
const password = 'seven quiet herons';

const begin = (client: Client, query = '') => go(client, `/sign-in/oidc${query}`);
const selfOf = async (client: Client) => (await client.call(accountsRoutes.readSession)).self;
const newbody = (): Somebody => ({ sub: newId(), email: `${newId()}@example.org` });
/** The whole way, as `somebody` at the provider. */
const signIn = async (client: Client, somebody: Somebody, query = '') => {
  const begun = await begin(client, query);
  return go(client, await provider.walk(begun.to, somebody));
};
const claimed = async () => {
  const person = await app.app.accounts.createPerson({ name: 'Ada', email: `${newId()}@example.org` });
  const client = app.visitor();
  const token = await app.app.accounts.createLink('claim', person.id);
  await client.call(accountsRoutes.useLink, { body: { token, password } });
  return { ...person, client };
};

test('whoever is new gets an account, and is the same person the next time', async () => {
  const [client, ada] = [app.visitor(), newbody()];
  expect((await client.call(identitiesRoutes.readSignInWays)).provider).toBe('Example University');
  const begun = await begin(client);
  const asked = new URL(begun.to);
  expect(asked.origin).toBe(issuer);
  expect(Object.fromEntries(asked.searchParams)).toMatchObject({
    ...{ response_type: 'code', code_challenge_method: 'S256', redirect_uri: callback },
    ...{ state: expect.stringMatching(/.{20}/), nonce: expect.stringMatching(/.{20}/) },
  });
  const before = client.headers()['cookie'];
  const back = await go(client, await provider.walk(begun.to, ada));
  expect(back).toEqual({ status: 303, to: '/' });
  expect(client.headers()['cookie']).not.toBe(before);
  const self = await selfOf(client);
  expect(self).toMatchObject({ name: 'Ada Lindqvist', email: ada.email });
  const elsewhere = app.visitor();
  await signIn(elsewhere, { ...ada, email: `${newId()}@example.org` }, '?to=/courses/x');
  expect((await selfOf(elsewhere))?.id).toBe(self?.id);
});

test('an address that has an account is never joined without its owner', async () => {
  const { client: owner, email, id } = await claimed();
  const [stranger, somebody] = [app.visitor(), { sub: newId(), email }];
  const back = await signIn(stranger, somebody);
  expect(back.to).toMatch(/^\/sign-in\/confirm#./);
  expect(await selfOf(stranger)).toBeNull();
  const confirmation = back.to.split('#')[1] ?? '';
  const confirm = (client: Client, sent = confirmation) =>
    client.call(identitiesRoutes.confirmIdentity, { body: { confirmation: sent } });
  await expect(confirm(stranger)).rejects.toMatchObject({ body: { code: 'signed_out' } });
  await expect(confirm((await claimed()).client)).rejects.toMatchObject({
    body: { reason: 'other_account' },
  });
  await expect(confirm(owner, `${confirmation.slice(0, -3)}AAA`)).rejects.toMatchObject({
    body: { reason: 'confirmation_over' },
  });
  expect(await confirm(owner)).toMatchObject([{ email }]);
  await signIn(stranger, somebody);
  expect((await selfOf(stranger))?.id).toBe(id);
  const late = (await signIn(app.visitor(), { sub: newId(), email })).to.split('#')[1] ?? '';
  app.clock.advance(31);
  await expect(confirm(owner, late)).rejects.toMatchObject({ body: { reason: 'confirmation_over' } });
});

test('an address that the provider does not vouch for opens nothing', async () => {
  const client = app.visitor();
  expect((await signIn(client, { ...newbody(), isVerified: false })).to).toBe('/sign-in#problem=unverified');
  expect(await selfOf(client)).toBeNull();
});

test('joined from one’s account, and taken away, but never the last way in', async () => {
  const { client, id } = await claimed();
  const other = newbody();
  expect((await signIn(client, other, '?link=1&to=/account')).to).toBe('/account');
  expect((await selfOf(client))?.id).toBe(id);
  const [identity] = await client.call(identitiesRoutes.listIdentities);
  expect(identity).toMatchObject({ email: other.email });
  const second = await claimed();
  expect((await signIn(second.client, other, '?link=1')).to).toBe('/account#problem=taken');
  expect((await selfOf(second.client))?.id).toBe(second.id);
  const body = { id: identity?.id ?? '' };
  await expect(second.client.call(identitiesRoutes.removeIdentity, { body })).rejects.toMatchObject({
    body: { reason: 'no_such_identity' },
  });
  expect(await client.call(identitiesRoutes.removeIdentity, { body })).toEqual([]);
  const fresh = app.visitor();
  await signIn(fresh, newbody());
  const [only] = await fresh.call(identitiesRoutes.listIdentities);
  await expect(
    fresh.call(identitiesRoutes.removeIdentity, { body: { id: only?.id ?? '' } }),
  ).rejects.toMatchObject({ body: { reason: 'last_way_in' } });
});

test('a closed account stays closed, and a second factor is asked for here, too', async () => {
  const [client, ada] = [app.visitor(), newbody()];
  await signIn(client, ada);
  const { secret } = await client.call(secondFactorRoutes.beginSecondFactor, { body: {} });
  const codeNow = () =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: app.clock.now().getTime() });
  await client.call(secondFactorRoutes.confirmSecondFactor, { body: { code: codeNow() } });
  app.clock.advance(0.5);
  const again = app.visitor();
  expect((await signIn(again, ada)).to).toBe('/sign-in/code');
  expect(await selfOf(again)).toBeNull();
  await again.call(secondFactorRoutes.finishSignIn, { body: { code: codeNow() } });
  const self = await selfOf(again);
  expect(self?.email).toBe(ada.email);
  await people.updateOne({ _id: self?.id ?? '' }, { $set: { isDisabled: true } });
  expect((await signIn(app.visitor(), ada)).to).toBe('/sign-in#problem=closed');
});

test('a callback counts once, in the browser that began, as it was begun', async () => {
  const failed = { status: 303, to: '/sign-in#problem=failed' };
  const client = app.visitor();
  const way = await provider.walk((await begin(client)).to, newbody());
  const changed = (name: string, value: string) => {
    const address = new URL(way);
    address.searchParams.set(name, value);
    return address.href;
  };
  const alike = app.visitor();
  const declined = { status: 303, to: '/sign-in#problem=declined' };
  // Somebody else's way, sent to a victim.
  expect(await go(alike, way)).toEqual(declined);
  expect(await go(client, changed('state', 'x'.repeat(43)))).toEqual(failed);
  // What was begun is over with the first attempt.
  expect(await go(client, way)).toEqual(declined);
  for (const [name, value] of [
    ['iss', 'https://evil.example'],
    ['code', 'x'.repeat(43)],
  ] as const) {
    const next = await provider.walk((await begin(client)).to, newbody());
    const address = new URL(next);
    address.searchParams.set(name, value);
    expect(await go(client, address.href)).toEqual(failed);
  }
  const good = await provider.walk((await begin(client)).to, newbody());
  expect(await go(client, good)).toEqual({ status: 303, to: '/' });
  await client.call(accountsRoutes.signOut);
  // A code is worth nothing the second time.
  expect((await go(client, good)).to).toMatch(/problem=/);
  expect(await selfOf(client)).toBeNull();
  expect((await go(app.visitor(), '/sign-in/oidc/callback')).to).toMatch(/problem=/);
});

test('a token made for another sign-in is refused by its nonce', async () => {
  const [victim, attacker] = [app.visitor(), app.visitor()];
  const begun = new URL((await begin(victim)).to);
  const other = new URL((await begin(attacker)).to);
  // All as the victim's browser began it, but for the nonce.
  begun.searchParams.set('nonce', other.searchParams.get('nonce') ?? '');
  const way = await provider.walk(begun.href, newbody());
  expect((await go(victim, way)).to).toBe('/sign-in#problem=failed');
});

test.each([
  '//evil.example',
  '/\\evil.example',
  'https://evil.example',
  '/\t/evil.example',
  'javascript:alert(1)',
])('where it goes on is here, never at %j', async (to) => {
  const client = app.visitor();
  expect((await signIn(client, newbody(), `?to=${encodeURIComponent(to)}`)).to).toBe('/');
});

test('while the provider is away the server runs and says so; when it is there it is found', async () => {
  const client = lonely.visitor();
  expect(await begin(client)).toEqual({ status: 303, to: '/sign-in#problem=failed' });
  expect(await selfOf(client)).toBeNull();
  const late = await startOidcProvider(callback, latePort);
  const begun = await begin(client);
  expect(await go(client, await late.walk(begun.to, newbody()))).toEqual({ status: 303, to: '/' });
  await late.close();
});

test('settings that would be unsafe or half are told at the start', () => {
  const good = {
    ...{ OIDC_ISSUER: 'https://login.example.org', OIDC_CLIENT_ID: 'x', OIDC_CLIENT_SECRET: 'y' },
    ...{ PUBLIC_URL: 'https://papers.example.org', TRUSTED_PROXIES: '1' },
  };
  expect(readEnvironment(good).oidc).toEqual({
    ...{ issuer: 'https://login.example.org', clientId: 'x', clientSecret: 'y', name: 'login.example.org' },
  });
  for (const wrong of [
    { OIDC_ISSUER: 'http://login.example.org' },
    { OIDC_ISSUER: 'http://127.0.0.1:x@evil.example/' },
    { OIDC_ISSUER: 'https://[' },
    { OIDC_ISSUER: 'https://a:b@login.example.org' },
    { OIDC_CLIENT_SECRET: '' },
    { OIDC_ISSUER: '' },
    { PUBLIC_URL: '' },
  ])
    expect(() => readEnvironment({ ...good, ...wrong })).toThrow(/OIDC_ISSUER/);
});
