// Where one is signed in: one's own sessions only, named so that nobody gets in by the name, and ended at once with what they hold open.
import { createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { accountsRoutes } from '#shared/accounts/contract.ts';
import { sessionsRoutes } from '#shared/accounts/sessions.ts';
import { describeDevice } from '#shared/kernel/device.ts';
import { startApp } from '#tests/support/app.ts';
import type { Client } from '#tests/support/client.ts';

const app = await startApp();
const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
/** Somebody's second session, from a browser that says this of itself. */
const signInAgain = async (personId: string, userAgent: string): Promise<Client> => {
  const token = await app.app.accounts.createLink('sign_in', personId);
  const client = app.visitor();
  await client.raw('POST', '/api/links/use', {
    body: JSON.stringify({ token }),
    headers: { 'content-type': 'application/json', 'user-agent': userAgent },
  });
  return client;
};
const list = (who: Client) => who.call(sessionsRoutes.listOwnSessions);
const isIn = async (who: Client) => (await who.call(accountsRoutes.readSession)).self !== null;

test('the list has one’s own sessions, this one first, and nothing that opens one', async () => {
  const [ben, cleo] = [await app.person(), await app.person()];
  const laptop = await signInAgain(ben.personId, firefox);
  const seen = await list(laptop);
  expect(seen.map(({ device, isThisOne }) => [device, isThisOne])).toEqual([
    ['Firefox on Linux', true],
    [null, false],
  ]);
  expect(await list(cleo)).toHaveLength(1);
  const cookie = decodeURIComponent(laptop.headers()['cookie'] ?? '');
  const sessionId = /=s:([^.]+)\./.exec(cookie)?.[1] ?? '';
  const stored = createHash('sha256').update(sessionId).digest('hex');
  const text = JSON.stringify(seen);
  expect(sessionId.length).toBeGreaterThan(20);
  expect(text).not.toContain(sessionId);
  expect(text).not.toContain(stored);
});

test('one of them ends at once, with its connections; somebody else’s does not', async () => {
  const [ben, cleo] = [await app.person(), await app.person()];
  const laptop = await signInAgain(ben.personId, firefox);
  const [his, hers] = [await ben.socket(), await cleo.socket()];
  const [, old] = await list(laptop);
  const [foreign] = await list(cleo);
  const end = (who: Client, sessionId = '') =>
    who.call(sessionsRoutes.endOwnSession, { params: { sessionId } });
  await end(laptop, foreign?.id);
  expect(await isIn(cleo)).toBe(true);
  await end(laptop, old?.id);
  await his.ended;
  expect([await isIn(ben), await isIn(laptop), hers.connected]).toEqual([false, true, true]);
  hers.close();
});

test('all others end together, and a session that is over is in no list', async () => {
  const ben = await app.person();
  const others = [await signInAgain(ben.personId, firefox), await signInAgain(ben.personId, firefox)];
  await ben.call(sessionsRoutes.endOtherSessions);
  for (const other of others) expect(await isIn(other)).toBe(false);
  expect(await list(ben)).toHaveLength(1);
  await app.db
    .collection('sessions')
    .updateOne({ 'session.passport.user': ben.personId }, { $set: { expires: new Date(0) } });
  const next = await signInAgain(ben.personId, firefox);
  expect(await list(next)).toHaveLength(1);
});

test('devices have the names that people know', () => {
  const webkit = 'AppleWebKit/537.36 (KHTML, like Gecko)';
  const names = {
    [`Mozilla/5.0 (Windows NT 10.0) ${webkit} Chrome/130.0 Safari/537.36 Edg/130.0`]: 'Edge on Windows',
    [`Mozilla/5.0 (Linux; Android 14) ${webkit} Chrome/130.0 Mobile Safari/537.36`]: 'Chrome on Android',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Safari/604':
      'Safari on iPhone',
    [firefox]: 'Firefox on Linux',
  };
  for (const [userAgent, name] of Object.entries(names)) expect(describeDevice(userAgent)).toBe(name);
  for (const odd of [undefined, '', 'curl/8.0', '<script>alert(1)</script>'])
    expect(describeDevice(odd)).toBeNull();
});
