// Making two accounts of one person one: asked for in one, confirmed in the other, whole or not at all, beside people at work.
import { Secret, TOTP } from 'otpauth';
import { describe, expect, test } from '@jest/globals';
import { accountsRoutes } from '#shared/accounts/contract.ts';
import { mergesRoutes } from '#shared/accounts/merges.ts';
import { secondFactorRoutes } from '#shared/accounts/second-factor.ts';
import { annotationsRoutes } from '#shared/annotations/contract.ts';
import { coursesRoutes } from '#shared/courses/contract.ts';
import { newId } from '#shared/kernel/primitives.ts';
import { stringsOf } from '#server/admin/person/words.ts';
import { collectionsOf } from '#server/admin/source.ts';
import { nativeDb } from '#server/kernel/db/connect.ts';
import { readPages } from '#tests/admin/pages.ts';
import { listFor } from '#tests/annotations/read-document.ts';
import { startApp, type PersonClient } from '#tests/support/app.ts';
import type { Client } from '#tests/support/client.ts';
import { makeOneOfEverything } from '#tests/support/one-of-everything.ts';

const app = await startApp();
const everything = await makeOneOfEverything(app);
const { people, document, ids } = everything;
const { ada, ben, cleo } = people;
const db = nativeDb(app.db);
const password = 'seven quiet herons';

const begin = async (client: Client, body: { password?: string; code?: string } = {}) =>
  (await client.call(mergesRoutes.beginMerge, { body })).token;
const look = (client: Client, token: string) => client.call(mergesRoutes.lookAtMerge, { body: { token } });
const confirm = (client: Client, token: string) =>
  client.call(mergesRoutes.confirmMerge, { body: { token } });
const reasonOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: unknown) => (error as { body: { reason: string } }).body.reason,
  );
const selfOf = async (client: Client) => (await client.call(accountsRoutes.readSession)).self;
/** Where a person's id stands, in whatever way. */
const placesOf = async (personId: string) => {
  const places = new Set<string>();
  for (const name of await collectionsOf(db))
    for await (const one of db.collection(name).find())
      for (const [at, text] of stringsOf(one)) if (text.includes(personId)) places.add(`${name} ${at}`);
  return [...places];
};
const claimed = async (name: string) => {
  const client = app.visitor();
  const email = `${newId()}@example.org`;
  const person = await app.app.accounts.createPerson({ name, email });
  const token = await app.app.accounts.createLink('claim', person.id);
  await client.call(accountsRoutes.useLink, { body: { token, password } });
  return { ...client, personId: person.id, name, email };
};

describe('what stands in the way', () => {
  test('the link needs the password and the code of the account that ends', async () => {
    const one = await claimed('One');
    expect(await reasonOf(begin(one))).toBe('wrong_password');
    expect(await reasonOf(begin(one, { password: 'not this one' }))).toBe('wrong_password');
    const { secret } = await one.call(secondFactorRoutes.beginSecondFactor, { body: { password } });
    const code = () =>
      new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: app.clock.now().getTime() });
    await one.call(secondFactorRoutes.confirmSecondFactor, { body: { code: code() } });
    app.clock.advance(0.5);
    expect(await reasonOf(begin(one, { password }))).toBe('code_missing');
    expect(await reasonOf(begin(one, { password, code: '000000' }))).toBe('wrong_code');
    expect(await begin(one, { password, code: code() })).toMatch(/^[\w-]{43}$/);
    // Somebody who only found the browser open guesses no more than ten times.
    const reasons = [];
    for (let i = 0; i < 11; i += 1)
      reasons.push(await reasonOf(begin(one, { password: `guess ${String(i)}` })));
    expect(reasons.at(-1)).toBe('too_many');
  });

  test('the link is no way in, is over after a quarter of an hour, works once, and not in its own account', async () => {
    const [one, two] = [await app.person(), await app.person()];
    const token = await begin(one);
    const stranger = app.visitor();
    const use = { body: { token } };
    expect(await reasonOf(stranger.call(accountsRoutes.lookAtLink, use))).toBe('link_gone');
    expect(await reasonOf(stranger.call(accountsRoutes.useLink, use))).toBe('link_gone');
    expect(await reasonOf(confirm(stranger, token))).toBe('signed_out');
    expect(await reasonOf(look(one, token))).toBe('same_account');
    expect(await reasonOf(confirm(one, token))).toBe('same_account');
    expect(await look(two, token)).toEqual({ name: one.name, email: one.email, courses: [], shared: [] });
    expect((await selfOf(one))?.id).toBe(one.personId);
    app.clock.advance(16);
    expect(await reasonOf(confirm(two, token))).toBe('link_gone');
    // A newer link ends the older one; a sign-in link is none of these.
    const older = await begin(one);
    const newer = await begin(one);
    expect(await reasonOf(look(two, older))).toBe('link_gone');
    const way = await app.app.accounts.createLink('sign_in', one.personId);
    expect(await reasonOf(confirm(two, way))).toBe('link_gone');
    await confirm(two, newer);
    expect(await reasonOf(confirm(await app.person(), newer))).toBe('link_gone');
    expect(await selfOf(one)).toBeNull();
  });

  test('two members of one course stay two, also where one was dropped; the only administrator stays', async () => {
    const [one, two] = [await app.person(), await app.person()];
    const course = await app.course({ students: [one, two], title: 'Shared reading' });
    await course.instructor.call(coursesRoutes.dropMember, {
      params: { courseId: course.id, personId: one.personId },
    });
    const token = await begin(one);
    expect(await look(two, token)).toMatchObject({ courses: [], shared: ['Shared reading'] });
    expect(await reasonOf(confirm(two, token))).toBe('shared_course');
    expect(await placesOf(one.personId)).toContain('people _id');
    expect(await reasonOf(begin(people.eve))).toBe('only_administrator');
  });

  test('of twenty at once one takes it in; of two that would end each other at most one does', async () => {
    const one = await app.person();
    const others = await app.people(20);
    const token = await begin(one);
    const outcomes = await Promise.all(others.map((other) => reasonOf(confirm(other, token))));
    expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(1);
    const [two, three] = [await app.person(), await app.person()];
    const tokens = [await begin(two), await begin(three)] as const;
    const both = await Promise.all([reasonOf(confirm(three, tokens[0])), reasonOf(confirm(two, tokens[1]))]);
    expect(both.filter((outcome) => outcome === 'done').length).toBeLessThan(2);
    const left = [await selfOf(two), await selfOf(three)].filter((self) => self !== null);
    expect(left.length).toBeGreaterThan(0);
    expect(await db.collection('merges').countDocuments()).toBe(0);
  });
});

test('all that was one’s own moves, beside people at work; the address leads on, the account is gone', async () => {
  const stays: PersonClient = await claimed('Benjamin Stays');
  const own = await app.course({ instructor: stays, title: 'One’s own' });
  const socket = await ben.socket();
  const before = await readPages(app.app, ada, everything);
  const { threads } = await listFor(cleo, document.id);
  expect((await placesOf(ben.personId)).length).toBeGreaterThan(15);
  const token = await begin(ben);
  expect((await look(stays, token)).courses).toHaveLength(1);

  let isDone = false;
  const written: string[] = [];
  const writing = (async () => {
    while (!isDone) {
      const id = newId();
      await cleo.call(annotationsRoutes.reply, {
        params: { threadId: ids['threadId'] ?? '' },
        body: { id, text: 'Meanwhile', anonymous: false },
      });
      written.push(id);
    }
  })();
  expect(await confirm(stays, token)).toMatchObject({ id: stays.personId, email: stays.email });
  isDone = true;
  await writing;

  expect(await placesOf(ben.personId)).toEqual([]);
  await socket.ended;
  expect(await selfOf(ben)).toBeNull();
  const after = await listFor(cleo, document.id);
  const theirs = (list: typeof threads, personId: string) =>
    list.filter(({ authorId }) => authorId === personId).map(({ id }) => id);
  expect(theirs(after.threads, stays.personId)).toEqual(theirs(threads, ben.personId));
  const replies = after.threads.find(({ id }) => id === ids['threadId'])?.replies.map(({ id }) => id) ?? [];
  expect(written.filter((id) => !replies.includes(id))).toEqual([]);
  expect(Object.keys(await readPages(app.app, ada, everything))).toEqual(Object.keys(before));
  const courses = await stays.call(coursesRoutes.listCourses);
  expect(courses.map(({ id }) => id)).toEqual(expect.arrayContaining([own.id, everything.course.id]));

  // Invited by the former address it is the same person; nobody else gets it, and it signs in.
  const [found] = await app.app.accounts.findByEmails([ben.email]);
  expect(found).toMatchObject({ id: stays.personId, email: ben.email });
  const invited = await app.app.accounts.createPerson({ name: 'Ben', email: ben.email });
  expect(invited.id).toBe(stays.personId);
  const registered = app.app.accounts.registerPerson({ name: 'X', email: ben.email, password });
  expect(await reasonOf(registered)).toBe('address_taken');
  const back = app.visitor();
  expect(await back.call(accountsRoutes.signIn, { body: { email: ben.email, password } })).toMatchObject({
    id: stays.personId,
  });

  // Whoever teaches stands in other places.
  expect(await placesOf(ada.personId)).toContain('courses createdBy');
  await confirm(await app.person('Teaches on'), await begin(ada));
  expect(await placesOf(ada.personId)).toEqual([]);
});
