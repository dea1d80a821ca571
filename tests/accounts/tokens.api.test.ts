// Tokens for programs: made, used, over; and what a thief of the database or of a session could do with them.
import { createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { accountsRoutes } from '#shared/accounts/contract.ts';
import { tokenLimits, tokensRoutes } from '#shared/accounts/tokens.ts';
import { coursesRoutes } from '#shared/courses/contract.ts';
import { newId } from '#shared/kernel/primitives.ts';
import { uploadDocument } from '#tests/annotations/read-document.ts';
import { programWith } from '#tests/exchange/program.ts';
import { startApp, type PersonClient } from '#tests/support/app.ts';

const app = await startApp();
const ada = await app.person('Ada');
const course = await app.course({ instructor: ada });
const { id: documentId } = await uploadDocument(course);
const container = `${app.url}/annotations/${documentId}/`;
const password = 'seven quiet herons';
const dayMs = 24 * 3600 * 1000;

const create = (person: PersonClient, name = 'Zotero', days: 30 | 90 | 365 = 90) =>
  person.call(tokensRoutes.createToken, { body: { name, days } });
const list = (person: PersonClient) => person.call(tokensRoutes.listTokens);
const statusWith = async (secret: string, method = 'HEAD') =>
  (await programWith(app, secret)(method, container)).status;

test('the secret is told once, and only its hash is stored', async () => {
  const { token, secret } = await create(ada);
  expect(secret).toMatch(/^pr_[\w-]{43}$/);
  expect(Date.parse(token.expiresAt) - Date.parse(token.createdAt)).toBe(90 * dayMs);
  expect(await list(ada)).toEqual([token]);
  const stored = await app.db.collection<{ _id: string }>('tokens').findOne({ _id: token.id });
  expect(stored).toMatchObject({ secretHash: createHash('sha256').update(secret).digest('hex') });
  for (const { name } of await app.db.listCollections())
    expect(JSON.stringify(await app.db.collection(name).find().toArray())).not.toContain(secret.slice(3));
});

test('it opens the protocol, says when it did, and opens nothing else', async () => {
  const { token, secret } = await create(ada, 'A script');
  expect(await statusWith(secret)).toBe(200);
  const used = (await list(ada)).find(({ id }) => id === token.id);
  expect(used?.lastUsedOn).toBe(app.clock.now().toISOString().slice(0, 10));
  const program = programWith(app, secret);
  for (const path of [
    '/api/me/tokens',
    `/api/documents/${documentId}`,
    `/api/documents/${documentId}/threads`,
  ])
    expect([path, (await program('GET', path)).status]).toEqual([path, 401]);
});

test('revoked, it is over at once; nobody revokes another’s', async () => {
  const ben = await app.person('Ben');
  const { token, secret } = await create(ada, 'Lost laptop');
  await ben.call(tokensRoutes.revokeToken, { params: { tokenId: token.id } });
  expect(await statusWith(secret)).toBe(200);
  await ada.call(tokensRoutes.revokeToken, { params: { tokenId: token.id } });
  const refused = await programWith(app, secret)('GET', container);
  expect([refused.status, refused.json['reason'], refused.headers.get('www-authenticate')]).toEqual([
    401,
    'token_refused',
    'Bearer realm="Paperround", error="invalid_token"',
  ]);
  expect((await list(ada)).map(({ id }) => id)).not.toContain(token.id);
});

test('it ends with its day, and with its person’s account', async () => {
  const { secret } = await create(ada, 'Short', 30);
  const tokens = app.db.collection<{ secretHash: string; expiresAt: Date }>('tokens');
  const which = { secretHash: createHash('sha256').update(secret).digest('hex') };
  await tokens.updateOne(which, { $set: { expiresAt: app.clock.now() } });
  expect(await statusWith(secret)).toBe(401);
  await tokens.updateOne(which, { $set: { expiresAt: new Date(app.clock.now().getTime() + dayMs) } });
  expect(await statusWith(secret)).toBe(200);
  const people = app.db.collection<{ _id: string; isDisabled: boolean }>('people');
  await people.updateOne({ _id: ada.personId }, { $set: { isDisabled: true } });
  expect(await statusWith(secret)).toBe(401);
  await people.updateOne({ _id: ada.personId }, { $set: { isDisabled: false } });
});

test('a new password that ends other sessions ends programs too', async () => {
  const email = `${newId()}@example.org`;
  const self = await app.app.accounts.registerPerson({ email, name: 'Mei', password });
  await ada.call(coursesRoutes.addMember, {
    params: { courseId: course.id },
    body: { name: 'Mei', email, role: 'student' },
  });
  const client = app.visitor();
  await client.call(accountsRoutes.signIn, { body: { email, password } });
  const mei: PersonClient = { ...client, personId: self.id, name: 'Mei', email };
  const { secret } = await create(mei);
  const change = (current: string, next: string, endOtherSessions: boolean) =>
    mei.call(accountsRoutes.changePassword, { body: { current, next, endOtherSessions } });
  await change(password, 'eight quiet herons', false);
  expect(await statusWith(secret)).toBe(200);
  await change('eight quiet herons', 'nine quiet herons', true);
  expect(await statusWith(secret)).toBe(401);
  expect(await list(mei)).toEqual([]);
});

test('one person has so many and no more, however fast they are made', async () => {
  const busy = await app.person('Busy');
  const made = await Promise.allSettled(
    Array.from({ length: tokenLimits.perPerson + 4 }, (_, index) => create(busy, `Number ${String(index)}`)),
  );
  expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(tokenLimits.perPerson);
  const own = await list(busy);
  expect(own).toHaveLength(tokenLimits.perPerson);
  await expect(create(busy)).rejects.toMatchObject({ body: { reason: 'too_many_tokens' } });
  await busy.call(tokensRoutes.revokeToken, { params: { tokenId: own[3]?.id ?? '' } });
  await create(busy);
});

test('guessing is slowed down by network; whoever has a token there still gets in elsewhere', async () => {
  const { secret } = await create(ada, 'Good one');
  const guess = programWith(app, `pr_${'A'.repeat(43)}`);
  const statuses: number[] = [];
  for (let count = 0; count < 61; count += 1) statuses.push((await guess('HEAD', container)).status);
  expect([statuses[0], statuses[59], statuses[60]]).toEqual([401, 401, 429]);
  expect(await statusWith(secret)).toBe(200);
});
