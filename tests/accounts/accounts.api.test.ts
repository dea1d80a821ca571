// Sign-in, sessions, secret links and passwords through the API, and what of them is stored.
import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { accountsRoutes } from '#shared/accounts/contract.ts';
import { newId } from '#shared/kernel/primitives.ts';
import { checkPassword } from '#server/accounts/passwords.ts';
import { startApp } from '#tests/support/app.ts';
import type { Client } from '#tests/support/client.ts';

const app = await startApp();
const tls = await startApp({ secure: true });
const people = app.db.collection<{ _id: string; passwordHash: string | null; isDisabled: boolean }>('people');
const links = app.db.collection<{ _id: string; usedAt: Date | null }>('links');
const sessions = app.db.collection<{ _id: string; expires: Date; session: { startedAt: number } }>(
  'sessions',
);

const password = 'seven quiet herons';
const waiting = async (name = 'Ada Lindqvist') => {
  const person = await app.app.accounts.createPerson({ name, email: `${newId()}@example.org` });
  return { ...person, token: await app.app.accounts.createLink('claim', person.id) };
};
/** A person with a password; who claimed the account is `client`. */
const claimed = async (client = app.visitor()) => {
  const person = await waiting();
  await client.call(accountsRoutes.useLink, { body: { token: person.token, password } });
  return { ...person, client };
};
const signIn = (client: Client, email: string, typed = password) =>
  client.call(accountsRoutes.signIn, { body: { email, password: typed } });
const selfOf = async (client: Client) => (await client.call(accountsRoutes.readSession)).self;
const json = (body: object) => ({
  body: JSON.stringify(body),
  headers: { 'content-type': 'application/json' },
});
const refused = (code: string, reason: string) => ({ body: { code, reason } });
const ada = await claimed();

describe('signIn', () => {
  test('with address and password, however the address is written', async () => {
    const client = app.visitor();
    const self = await signIn(client, `  ${ada.email.toUpperCase()} `);
    expect(self).toEqual({
      id: ada.id,
      name: 'Ada Lindqvist',
      email: ada.email,
      isAdmin: false,
      timeZone: null,
    });
    expect(await selfOf(client)).toEqual(self);
  });

  test('gives a new session each time, in a cookie that scripts and other sites do not get', async () => {
    const client = app.visitor();
    const first = await client.raw('POST', '/api/session', json({ email: ada.email, password }));
    const second = await client.raw('POST', '/api/session', json({ email: ada.email, password }));
    const [one, two] = [first, second].map((response) => response.headers.getSetCookie());
    expect(one).toHaveLength(1);
    expect(one?.[0]).toMatch(/^paperround=[^;]+; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/);
    expect(two?.[0]?.split(';')[0]).not.toBe(one?.[0]?.split(';')[0]);
    const old = one?.[0]?.split(';')[0] ?? '';
    const stale = await app.visitor().raw('GET', '/api/session', { headers: { cookie: old } });
    expect(await stale.json()).toMatchObject({ self: null });
  });

  test('does not take over a session that somebody planted', async () => {
    const planted = 'paperround=s%3Aplanted.signature';
    const response = await app.visitor().raw('POST', '/api/session', {
      body: JSON.stringify({ email: ada.email, password }),
      headers: { 'content-type': 'application/json', cookie: planted },
    });
    expect(response.headers.getSetCookie()[0]).not.toContain('planted');
  });

  test('answers a wrong password and an unknown address alike', async () => {
    const answers = await Promise.all(
      [
        { email: ada.email, password: 'not this one' },
        { email: 'nobody@example.org', password: 'not this one' },
        { email: ada.email, password: '' },
      ].map(async (body) => {
        const response = await app.visitor().raw('POST', '/api/session', json(body));
        const { requestId: _differs, ...rest } = (await response.json()) as Record<string, unknown>;
        return { status: response.status, rest, cookies: response.headers.getSetCookie() };
      }),
    );
    expect(answers[0]).toMatchObject({ status: 400, rest: { reason: 'wrong_credentials' }, cookies: [] });
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
  });

  test('computes a hash also where there is no account', async () => {
    const times: number[] = [];
    for (let run = 0; run < 3; run++) {
      const from = performance.now();
      expect(await checkPassword(undefined, 'nobody has this password')).toBe(false);
      times.push(performance.now() - from);
    }
    // 19 MiB written twice: no machine does that in two milliseconds; an early answer takes microseconds.
    expect(Math.min(...times)).toBeGreaterThan(2);
  });

  test('is limited by account and address, and only there', async () => {
    const { email, client } = await claimed();
    const guesser = app.visitor();
    const guess = () => guesser.raw('POST', '/api/session', json({ email, password: 'wrong' }));
    const statuses = (await Promise.all(Array.from({ length: 10 }, guess))).map(({ status }) => status);
    expect(statuses).toEqual(Array.from({ length: 10 }, () => 400));
    const response = await guess();
    expect(response.status).toBe(429);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(800);
    expect(await response.json()).toMatchObject({
      reason: 'too_many',
      retryAfterSeconds: expect.any(Number),
    });
    // Not even the right password gets through there; its owner, elsewhere, is not locked out.
    await expect(signIn(guesser, email)).rejects.toMatchObject(refused('too_many', 'too_many'));
    await signIn(client, email);
  });

  test('a success resets the count of failures', async () => {
    const { email } = await claimed();
    const client = app.visitor();
    const fail = () => expect(signIn(client, email, 'wrong')).rejects.toMatchObject({ status: 400 });
    for (let round = 0; round < 2; round++) {
      await Promise.all(Array.from({ length: 9 }, fail));
      await signIn(client, email);
    }
  });

  test('is limited by address over all accounts', async () => {
    const client = app.visitor();
    // An empty password fails before anything is computed.
    const tries = await Promise.all(
      Array.from({ length: 101 }, (_, index) =>
        client.raw('POST', '/api/session', json({ email: `${String(index)}@example.org`, password: '' })),
      ),
    );
    expect(tries.filter(({ status }) => status === 429)).toHaveLength(1);
    await expect(signIn(client, ada.email)).rejects.toMatchObject({ status: 429 });
    await signIn(app.visitor(), ada.email);
  });
});

describe('sessions', () => {
  test('signOut ends the session on the server and what it held open', async () => {
    const person = await app.person();
    const socket = await person.socket();
    const seen = await person.raw('GET', '/api/session');
    const cookie = seen.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    expect(cookie).toContain('paperround=');
    await person.call(accountsRoutes.signOut);
    await socket.ended;
    const again = await app.visitor().raw('GET', '/api/courses', { headers: { cookie } });
    expect(again.status).toBe(401);
    expect(await again.json()).toMatchObject({ code: 'signed_out' });
  });

  test('end after fourteen days without use, counted anew with every use', async () => {
    const person = await app.person();
    const response = await person.raw('GET', '/api/courses');
    const expires = new Date(/Expires=([^;]+)/.exec(response.headers.getSetCookie()[0] ?? '')?.[1] ?? 0);
    expect((expires.getTime() - Date.now()) / 86_400_000).toBeCloseTo(14, 1);
    const mine = { 'session.passport.user': person.personId };
    const stored = await sessions.find(mine).toArray();
    expect(stored).toHaveLength(1);
    expect(((stored[0]?.expires.getTime() ?? 0) - Date.now()) / 86_400_000).toBeCloseTo(14, 1);
    await sessions.updateOne(mine, { $set: { expires: new Date(Date.now() - 1000) } });
    await expect(person.call(accountsRoutes.signOut)).rejects.toMatchObject(
      refused('signed_out', 'signed_out'),
    );
  });

  test('end after sixty days in any case', async () => {
    const person = await app.person();
    const sixtyDays = 60 * 86_400_000;
    const startedAt = (ago: number) =>
      sessions.updateOne(
        { 'session.passport.user': person.personId },
        { $set: { 'session.startedAt': app.clock.now().getTime() - ago } },
      );
    await startedAt(sixtyDays - 60_000);
    expect(await selfOf(person)).not.toBeNull();
    await startedAt(sixtyDays + 60_000);
    expect(await selfOf(person)).toBeNull();
  });

  test('of a disabled person end at once, and none begins', async () => {
    const { id, email, client } = await claimed();
    const token = await app.app.accounts.createLink('sign_in', id);
    await people.updateOne({ _id: id }, { $set: { isDisabled: true } });
    expect(await selfOf(client)).toBeNull();
    await expect(client.call(accountsRoutes.changeSelf, { body: { name: 'Eve' } })).rejects.toMatchObject({
      status: 401,
    });
    await expect(signIn(app.visitor(), email)).rejects.toMatchObject(refused('invalid', 'wrong_credentials'));
    await expect(app.visitor().call(accountsRoutes.useLink, { body: { token } })).rejects.toMatchObject(
      refused('forbidden', 'account_disabled'),
    );
  });

  test('are stored in a way that nobody who reads the database can go on with', async () => {
    const person = await app.person();
    const response = await person.raw('GET', '/api/session');
    const cookie = decodeURIComponent(response.headers.getSetCookie()[0] ?? '');
    const sessionId = /s:([^.]+)\./.exec(cookie)?.[1] ?? '';
    expect(sessionId.length).toBeGreaterThan(20);
    const stored = await sessions.find({ 'session.passport.user': person.personId }).toArray();
    expect(JSON.stringify(stored)).not.toContain(sessionId);
    expect(stored[0]?._id).toBe(createHash('sha256').update(sessionId).digest('hex'));
  });
});

describe('links', () => {
  test('claim: also without a password, which may be chosen later and is then asked for', async () => {
    const { id, token, email } = await waiting();
    const client = app.visitor();
    await client.call(accountsRoutes.useLink, { body: { token } });
    expect((await selfOf(client))?.email).toBe(email);
    // The link is used up; the staff make another.
    await expect(app.visitor().call(accountsRoutes.useLink, { body: { token } })).rejects.toMatchObject({
      status: 410,
    });
    const change = (current: string, next: string) =>
      client.call(accountsRoutes.changePassword, { body: { current, next, endOtherSessions: false } });
    const again = await app.app.accounts.createLink('claim', id);
    await change('', password);
    await signIn(app.visitor(), email);
    await expect(change('', 'nine slow herons')).rejects.toMatchObject(refused('invalid', 'wrong_password'));
    // What was handed out before the password opens nothing now, with a password or without.
    for (const body of [{ token: again }, { token: again, password: 'nine slow herons' }])
      await expect(app.visitor().call(accountsRoutes.useLink, { body })).rejects.toMatchObject({
        status: 410,
      });
    await signIn(app.visitor(), email);
  });

  test('claim: the password is chosen, the person is signed in, the link is used up', async () => {
    const { token, email, name } = await waiting();
    const client = app.visitor();
    expect(await client.call(accountsRoutes.lookAtLink, { body: { token } })).toEqual({
      purpose: 'claim',
      name,
      email,
    });
    await client.call(accountsRoutes.useLink, { body: { token, password } });
    expect((await selfOf(client))?.email).toBe(email);
    await signIn(app.visitor(), email);
    for (const verb of ['lookAtLink', 'useLink'] as const)
      await expect(app.visitor().call(accountsRoutes[verb], { body: { token } })).rejects.toMatchObject(
        refused('gone', 'link_gone'),
      );
  });

  test('of two uses at the same moment one counts', async () => {
    const { token, email } = await waiting();
    const passwords = ['first of two words', 'second of two words'];
    const uses = await Promise.allSettled(
      passwords.map((chosen) =>
        app.visitor().call(accountsRoutes.useLink, { body: { token, password: chosen } }),
      ),
    );
    expect(uses.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const won = uses.findIndex(({ status }) => status === 'fulfilled');
    await signIn(app.visitor(), email, passwords[won]);
  });

  test('a newer link ends the older one, and none sets a password over another', async () => {
    const { id, token, email } = await waiting();
    const newer = await app.app.accounts.createLink('claim', id);
    await expect(
      app.visitor().call(accountsRoutes.useLink, { body: { token, password } }),
    ).rejects.toMatchObject(refused('gone', 'link_gone'));
    await app.visitor().call(accountsRoutes.useLink, { body: { token: newer, password } });
    const late = await app.app.accounts.createLink('claim', id);
    await expect(
      app.visitor().call(accountsRoutes.useLink, { body: { token: late, password: 'another password' } }),
    ).rejects.toMatchObject(refused('gone', 'link_gone'));
    await signIn(app.visitor(), email);
  });

  test('sign_in: once, without a password', async () => {
    const { id } = await waiting();
    const token = await app.app.accounts.createLink('sign_in', id);
    const client = app.visitor();
    expect((await client.call(accountsRoutes.useLink, { body: { token } })).id).toBe(id);
    expect((await people.findOne({ _id: id }))?.passwordHash).toBeNull();
    await expect(client.call(accountsRoutes.useLink, { body: { token } })).rejects.toMatchObject(
      refused('gone', 'link_gone'),
    );
  });

  test('end by themselves: sign_in after a day, claim after fourteen', async () => {
    const { id, token: claim } = await waiting();
    const start = app.clock.now();
    const signInToken = await app.app.accounts.createLink('sign_in', id);
    const look = (token: string) => app.visitor().call(accountsRoutes.lookAtLink, { body: { token } });
    const use = (token: string) => app.visitor().call(accountsRoutes.useLink, { body: { token, password } });
    app.clock.advance(24 * 60 - 1);
    await look(signInToken);
    app.clock.advance(2);
    await expect(look(signInToken)).rejects.toMatchObject({ status: 410 });
    await expect(use(signInToken)).rejects.toMatchObject({ status: 410 });
    app.clock.advance(13 * 24 * 60 - 3);
    await look(claim);
    app.clock.advance(3);
    await expect(use(claim)).rejects.toMatchObject({ status: 410 });
    app.clock.set(start);
  });

  test('looking and GET change nothing', async () => {
    const { token, id } = await waiting();
    const stored = { _id: createHash('sha256').update(token).digest('hex') };
    const read = async () => ({
      link: await links.findOne(stored),
      person: await people.findOne({ _id: id }),
    });
    const before = await read();
    const client = app.visitor();
    await client.call(accountsRoutes.lookAtLink, { body: { token } });
    for (const path of [`/link?token=${token}`, `/api/links/use?token=${token}`, '/api/links/use', '/api/me'])
      expect((await client.raw('GET', path)).status).toBe(404);
    expect(await read()).toEqual(before);
    expect(before.link?.usedAt).toBeNull();
  });

  test('wrong ones are limited by address; right ones do not count', async () => {
    const client = app.visitor();
    const { token } = await waiting();
    const look = (guess: string) => client.raw('POST', '/api/links/look', json({ token: guess }));
    for (let opened = 0; opened < 70; opened++) expect((await look(token)).status).toBe(200);
    const guesses = await Promise.all(Array.from({ length: 61 }, () => look('A'.repeat(43))));
    expect(guesses.map(({ status }) => status).sort()).toEqual([
      ...Array.from({ length: 60 }, () => 410),
      429,
    ]);
  });

  test('are stored as a hash only', async () => {
    const { id, token } = await waiting();
    const stored = await links.find({ personId: id }).toArray();
    expect(stored.map(({ _id }) => _id)).toEqual([createHash('sha256').update(token).digest('hex')]);
    expect(JSON.stringify(stored)).not.toContain(token);
  });
});

test('createAdministrator: the link works once, and only for that', async () => {
  const body = { name: 'Ada Lindqvist', email: `${newId()}@example.org`, password };
  const create = (token: string, change = {}) =>
    app.visitor().call(accountsRoutes.createAdministrator, { body: { ...body, ...change, token } });
  expect((await app.visitor().call(accountsRoutes.readSession)).isSetUp).toBe(false);
  await expect(create((await waiting()).token)).rejects.toMatchObject(refused('gone', 'link_gone'));
  const token = await app.app.accounts.createLink('administrator', null);
  for (const verb of ['lookAtLink', 'useLink'] as const)
    await expect(app.visitor().call(accountsRoutes[verb], { body: { token } })).rejects.toMatchObject(
      refused('gone', 'link_gone'),
    );
  // What is refused does not use it up.
  await expect(create(token, { email: ada.email })).rejects.toMatchObject(
    refused('conflict', 'address_taken'),
  );
  await expect(create(token, { password: 'password' })).rejects.toMatchObject(
    refused('invalid', 'common_password'),
  );
  const created = await Promise.allSettled([
    create(token),
    create(token, { email: `${newId()}@example.org` }),
  ]);
  const made = created.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  expect(made).toEqual([expect.objectContaining({ isAdmin: true, name: 'Ada Lindqvist' })]);
  await expect(create(token, { email: `${newId()}@example.org` })).rejects.toMatchObject({ status: 410 });
  expect(await people.countDocuments({ isAdmin: true })).toBe(1);
  expect((await app.visitor().call(accountsRoutes.readSession)).isSetUp).toBe(true);
});

describe('passwords', () => {
  test('have 8 to 128 characters and are not the ones everybody tries', async () => {
    const { token, email } = await waiting('Professor Grünwald');
    const use = (chosen: string) =>
      app.visitor().call(accountsRoutes.useLink, { body: { token, password: chosen } });
    for (const bad of ['seven c', '🪶🪶🪶🪶', 'x'.repeat(129), '🪶'.repeat(129)])
      await expect(use(bad)).rejects.toMatchObject(refused('invalid', 'bad_input'));
    for (const common of ['password', ' Password1 ', 'zzzzzzzzz', 'Grünwald2026', 'paperround', email])
      await expect(use(common)).rejects.toMatchObject(refused('invalid', 'common_password'));
    await use('p4ss phrase with spaces  ');
  });

  test('are taken whole, whatever they are made of', async () => {
    const long = `${'🪶é漢 '.repeat(31)}end `;
    expect(Array.from(long)).toHaveLength(128);
    const { token, email } = await waiting();
    await app.visitor().call(accountsRoutes.useLink, { body: { token, password: long } });
    await signIn(app.visitor(), email, long);
    for (const near of [long.trimEnd(), `${long.slice(0, -2)}X `, long.slice(0, 72)])
      await expect(signIn(app.visitor(), email, near)).rejects.toMatchObject({ status: 400 });
  });

  test('are stored as argon2id in PHC form', async () => {
    const stored = await people.findOne({ _id: ada.id });
    expect(stored?.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[^$]{22}\$[^$]{43}$/);
    expect(JSON.stringify(stored)).not.toContain(password);
  });
});

describe('changePassword', () => {
  test('needs the current one, and ends other sessions only when asked', async () => {
    const { email, client } = await claimed();
    const other = app.visitor();
    await signIn(other, email);
    const socket = await other.socket();
    const change = (current: string, next: string, endOtherSessions: boolean) =>
      client.call(accountsRoutes.changePassword, { body: { current, next, endOtherSessions } });
    await expect(change('not this one', 'six loud herons', true)).rejects.toMatchObject({
      body: { reason: 'wrong_password', where: [{ path: 'body.current' }] },
    });
    await expect(change(password, 'password', true)).rejects.toMatchObject({
      body: { reason: 'common_password', where: [{ path: 'body.next' }] },
    });
    await signIn(app.visitor(), email);
    await change(password, 'six loud herons', false);
    expect(await selfOf(other)).not.toBeNull();
    expect(socket.connected).toBe(true);
    await change('six loud herons', 'five wet herons', true);
    await socket.ended;
    await expect(other.call(accountsRoutes.signOut)).rejects.toMatchObject(
      refused('signed_out', 'signed_out'),
    );
    expect(await selfOf(client)).not.toBeNull();
    await expect(signIn(app.visitor(), email)).rejects.toMatchObject({ status: 400 });
    await signIn(app.visitor(), email, 'five wet herons');
  });

  test('guesses at the current one are limited', async () => {
    const { client, email } = await claimed();
    const body = { current: 'wrong', next: 'six loud herons', endOtherSessions: false };
    const tries = await Promise.all(
      Array.from({ length: 11 }, () => client.raw('PUT', '/api/me/password', json(body))),
    );
    expect(tries.map(({ status }) => status).sort()).toEqual([...Array.from({ length: 10 }, () => 400), 429]);
    await signIn(app.visitor(), email);
  });
});

test('changeSelf changes name and zone, and nothing that is not one’s own to change', async () => {
  const person = await app.person('Ben');
  expect(
    await person.call(accountsRoutes.changeSelf, {
      body: { name: ' Ben Okafor ', timeZone: 'Africa/Lagos' },
    }),
  ).toMatchObject({ name: 'Ben Okafor', timeZone: 'Africa/Lagos' });
  for (const extra of [
    { isAdmin: true },
    { email: 'other@example.org' },
    { passwordHash: 'x' },
    { timeZone: 'Mars/Olympus' },
    { name: '' },
  ])
    expect((await person.raw('PATCH', '/api/me', json({ name: 'Ben', ...extra }))).status).toBe(400);
  expect(await selfOf(person)).toMatchObject({ name: 'Ben Okafor', isAdmin: false, email: person.email });
});

test('behind TLS the cookie is bound to the host and never sent in plain', async () => {
  const { id } = await tls.app.accounts.createPerson({ name: 'Ada', email: 'ada@example.org' });
  const use = async (proto: string) => {
    const token = await tls.app.accounts.createLink('sign_in', id);
    return tls.visitor().raw('POST', '/api/links/use', {
      body: JSON.stringify({ token }),
      headers: { 'content-type': 'application/json', 'x-forwarded-proto': proto },
    });
  };
  const response = await use('https');
  expect(response.headers.getSetCookie()[0]).toMatch(
    /^__Host-paperround=[^;]+; Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Lax$/,
  );
  expect(response.headers.get('strict-transport-security')).toBe('max-age=31536000');
  expect((await use('http')).headers.getSetCookie()).toEqual([]);
});
