// The second factor through the API: turned on, asked for at every way in, each code once, recovery, duty, and what is stored.
import { expect, test } from '@jest/globals';
import { TOTP, Secret } from 'otpauth';
import { accountsRoutes } from '#shared/accounts/contract.ts';
import { secondFactorRoutes } from '#shared/accounts/second-factor.ts';
import { tokensRoutes } from '#shared/accounts/tokens.ts';
import { coursesRoutes } from '#shared/courses/contract.ts';
import { newId } from '#shared/kernel/primitives.ts';
import { createSealed } from '#server/accounts/sealed.ts';
import { startApp, type PersonClient } from '#tests/support/app.ts';
import type { Client } from '#tests/support/client.ts';

const app = await startApp();
// The same community, whose operator wants more.
const strict = await startApp({ database: app.database, filesDir: app.filesDir, secondFactorDuty: 'staff' });
const password = 'seven quiet herons';

const refused = (code: string, reason: string) => ({ body: { code, reason } });

/** Somebody with a password, signed in. */
const claimed = async (on = app) => {
  const client = on.visitor();
  const person = await on.app.accounts.createPerson({
    name: 'Ada Lindqvist',
    email: `${newId()}@example.org`,
  });
  const token = await on.app.accounts.createLink('claim', person.id);
  await client.call(accountsRoutes.useLink, { body: { token, password } });
  return { ...person, client };
};
const codeOf = (secret: string, on = app, stepsLater = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({
    timestamp: on.clock.now().getTime() + stepsLater * 30_000,
  });
const turnOn = async (client: Client, on = app) => {
  const { secret, uri } = await client.call(secondFactorRoutes.beginSecondFactor, { body: { password } });
  const { recoveryCodes } = await client.call(secondFactorRoutes.confirmSecondFactor, {
    body: { code: codeOf(secret, on) },
  });
  // The next code is another one.
  on.clock.advance(0.5);
  return { secret, uri, recoveryCodes };
};
const signIn = (client: Client, email: string) =>
  client.call(accountsRoutes.signIn, { body: { email, password } });
const finish = (client: Client, code: string) =>
  client.call(secondFactorRoutes.finishSignIn, { body: { code } });
const selfOf = async (client: Client) => (await client.call(accountsRoutes.readSession)).self;

test('it counts from its first right code on, ends all other sessions, and is asked for after the password', async () => {
  const { client, email } = await claimed();
  const elsewhere = app.visitor();
  await signIn(elsewhere, email);
  await expect(
    client.call(secondFactorRoutes.beginSecondFactor, { body: { password: 'not this' } }),
  ).rejects.toMatchObject(refused('invalid', 'wrong_password'));
  const { secret, uri } = await client.call(secondFactorRoutes.beginSecondFactor, { body: { password } });
  expect(uri).toBe(
    `otpauth://totp/Paperround:${encodeURIComponent(email)}?issuer=Paperround&secret=${secret}&algorithm=SHA1&digits=6&period=30`,
  );
  // Not on yet: nobody is locked out by beginning.
  await signIn(app.visitor(), email);
  const wrong = codeOf(secret, app, 20);
  await expect(
    client.call(secondFactorRoutes.confirmSecondFactor, { body: { code: wrong } }),
  ).rejects.toMatchObject(refused('invalid', 'wrong_code'));
  const code = codeOf(secret);
  await client.call(secondFactorRoutes.confirmSecondFactor, { body: { code } });
  expect(await selfOf(elsewhere)).toBeNull();
  expect(await selfOf(client)).toMatchObject({ email });

  const visitor = app.visitor();
  await expect(signIn(visitor, email)).rejects.toMatchObject(refused('forbidden', 'code_needed'));
  // Half of a sign-in opens nothing.
  expect(await selfOf(visitor)).toBeNull();
  await expect(visitor.call(coursesRoutes.listCourses)).rejects.toMatchObject(
    refused('signed_out', 'signed_out'),
  );
  // The code that turned it on was used.
  await expect(finish(visitor, code)).rejects.toMatchObject(refused('invalid', 'wrong_code'));
  app.clock.advance(0.5);
  const next = codeOf(secret);
  expect(await finish(visitor, ` ${next.slice(0, 3)} ${next.slice(3)}`)).toMatchObject({ email });
  expect(await selfOf(visitor)).toMatchObject({ email });
  // Nobody goes in with it again, at the same time or later.
  const other = app.visitor();
  await signIn(other, email).catch(() => undefined);
  await expect(finish(other, next)).rejects.toMatchObject(refused('invalid', 'wrong_code'));
});

test('one code lets one in, of many at the same moment', async () => {
  const { client, email } = await claimed();
  const { secret } = await turnOn(client);
  const visitors = Array.from({ length: 5 }, () => app.visitor());
  for (const visitor of visitors) await signIn(visitor, email).catch(() => undefined);
  const results = await Promise.allSettled(visitors.map((visitor) => finish(visitor, codeOf(secret))));
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('links ask for it too, and without the first step there is no second', async () => {
  const { client, id, email } = await claimed();
  const { secret } = await turnOn(client);
  const visitor = app.visitor();
  await expect(finish(visitor, codeOf(secret))).rejects.toMatchObject(refused('gone', 'sign_in_over'));
  const token = await app.app.accounts.createLink('sign_in', id);
  await expect(visitor.call(accountsRoutes.useLink, { body: { token } })).rejects.toMatchObject(
    refused('forbidden', 'code_needed'),
  );
  expect(await selfOf(visitor)).toBeNull();
  // Ten minutes, then from the beginning.
  app.clock.advance(11);
  await expect(finish(visitor, codeOf(secret))).rejects.toMatchObject(refused('gone', 'sign_in_over'));
  await signIn(visitor, email).catch(() => undefined);
  expect(await finish(visitor, codeOf(secret))).toMatchObject({ email });
});

test('recovery codes work once each, and new ones replace the old', async () => {
  const { client, email } = await claimed();
  const { recoveryCodes, secret } = await turnOn(client);
  expect(new Set(recoveryCodes).size).toBe(10);
  const [first = '', second = ''] = recoveryCodes;
  const visitor = app.visitor();
  await signIn(visitor, email).catch(() => undefined);
  await finish(visitor, first.toUpperCase());
  await signIn(visitor, email).catch(() => undefined);
  await expect(finish(visitor, first)).rejects.toMatchObject(refused('invalid', 'wrong_code'));
  expect(await client.call(secondFactorRoutes.readSecondFactor)).toEqual({
    ...{ isOn: true, isNeeded: false, hasPassword: true, recoveryCodesLeft: 9 },
  });
  await client.call(secondFactorRoutes.renewRecoveryCodes, { body: { code: codeOf(secret) } });
  await expect(finish(visitor, second)).rejects.toMatchObject(refused('invalid', 'wrong_code'));
  app.clock.advance(0.5);
  await client.call(secondFactorRoutes.removeSecondFactor, { body: { code: codeOf(secret) } });
  expect(await signIn(app.visitor(), email)).toMatchObject({ email });
});

test('wrong codes are limited, and whoever knows the password elsewhere does not lock the owner out', async () => {
  const { client, email } = await claimed();
  const { secret } = await turnOn(client);
  const stranger = app.visitor();
  await signIn(stranger, email).catch(() => undefined);
  for (let tries = 0; tries < 10; tries += 1)
    await finish(stranger, codeOf(secret, app, 50 + tries)).catch(() => undefined);
  await expect(finish(stranger, codeOf(secret))).rejects.toMatchObject({
    body: { code: 'too_many', retryAfterSeconds: expect.any(Number) },
  });
  const owner = app.visitor();
  await signIn(owner, email).catch(() => undefined);
  expect(await finish(owner, codeOf(secret))).toMatchObject({ email });
});

test('only administrators reset it, and the sessions of that person end', async () => {
  const { client, email } = await claimed();
  await turnOn(client);
  const body = { email };
  await expect(
    (await app.person()).call(secondFactorRoutes.resetSecondFactor, { body }),
  ).rejects.toMatchObject(refused('forbidden', 'administrators_only'));
  const admin = await app.person('Root', { admin: true });
  await admin.call(secondFactorRoutes.resetSecondFactor, { body });
  expect(await selfOf(client)).toBeNull();
  expect(await signIn(app.visitor(), email)).toMatchObject({ email });
});

test('who must have one gets nowhere before, by HTTP, live or by a program, and everywhere after', async () => {
  const enter = async ({ personId }: PersonClient) => {
    const client = strict.visitor();
    const token = await app.app.accounts.createLink('sign_in', personId);
    await client.call(accountsRoutes.useLink, { body: { token } });
    return client;
  };
  const [ines, stu] = [await app.person('Ines'), await app.person('Stu')];
  const instructor = await enter(ines);
  const body = { name: 'script', days: 30 as const };
  const { secret: program } = await instructor.call(tokensRoutes.createToken, { body });
  expect(await strict.app.accounts.actorWithToken(program)).not.toBeNull();
  const course = await app.course({ instructor: ines, students: [stu] });
  const student = await enter(stu);
  expect(await selfOf(student)).not.toHaveProperty('lacksSecondFactor');
  await student.call(coursesRoutes.readCourse, { params: { courseId: course.id } });
  // Teaching makes the duty.
  expect(await selfOf(instructor)).toMatchObject({ lacksSecondFactor: true });
  await expect(instructor.call(coursesRoutes.listCourses)).rejects.toMatchObject(
    refused('forbidden', 'second_factor_needed'),
  );
  const socket = await instructor.socket();
  expect(await socket.join('course', course.id)).toMatchObject({ ok: false });
  expect(await strict.app.accounts.actorWithToken(program)).toBeNull();
  const { secret } = await instructor.call(secondFactorRoutes.beginSecondFactor, { body: {} });
  await instructor.call(secondFactorRoutes.confirmSecondFactor, { body: { code: codeOf(secret, strict) } });
  await instructor.call(coursesRoutes.readCourse, { params: { courseId: course.id } });
  expect(await strict.app.accounts.actorWithToken(program)).not.toBeNull();
  strict.clock.advance(0.5);
  await expect(
    instructor.call(secondFactorRoutes.removeSecondFactor, { body: { code: codeOf(secret, strict) } }),
  ).rejects.toMatchObject(refused('forbidden', 'second_factor_needed'));
});

test('the database alone gives neither codes nor recovery codes', async () => {
  const { client, id } = await claimed();
  const { secret, recoveryCodes } = await turnOn(client);
  const stored = JSON.stringify(
    await app.db.collection<{ _id: string }>('secondFactors').findOne({ _id: id }),
  );
  expect(stored).not.toContain(secret);
  for (const code of recoveryCodes) expect(stored).not.toContain(code.replaceAll('-', ''));
});

test('what is sealed opens with its secret, for its owner, unchanged', () => {
  const sealed = createSealed('a secret', 'codes');
  const text = sealed.seal('plain', 'ada');
  expect(sealed.open(text, 'ada')).toBe('plain');
  expect(sealed.seal('plain', 'ada')).not.toBe(text);
  expect(sealed.open(text, 'bob')).toBeNull();
  expect(createSealed('another', 'codes').open(text, 'ada')).toBeNull();
  expect(createSealed('a secret', 'else').open(text, 'ada')).toBeNull();
  expect(sealed.open(`${text.slice(0, -2)}AA`, 'ada')).toBeNull();
  expect(sealed.open('', 'ada')).toBeNull();
});
