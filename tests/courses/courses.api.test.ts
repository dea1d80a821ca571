// Courses and their members through the API: creating, changing, joining by code, roles, dropping, inviting.
import { describe, expect, test } from '@jest/globals';
import { accountsRoutes } from '#shared/accounts/contract.ts';
import { coursesEvents, coursesRoutes } from '#shared/courses/contract.ts';
import { defaultSettings } from '#shared/courses/settings.ts';
import { newId, type Id } from '#shared/kernel/primitives.ts';
import { startApp, type PersonClient } from '#tests/support/app.ts';
import type { Client } from '#tests/support/client.ts';

const app = await startApp();
const routes = coursesRoutes;
const refused = (code: string, reason: string) => ({ body: { code, reason } });
const forbidden = (reason: string) => refused('forbidden', reason);
const nothing = refused('not_found', 'not_found');
const password = 'seven quiet herons';
const fields = { title: 'Reading Systems', code: 'CS 900', term: '', timeZone: 'America/New_York' };

const [admin, ines, tom, ben, olga, eve] = [
  await app.person('Admin', { admin: true }),
  await app.person('Ines'),
  await app.person('Tom'),
  await app.person('Ben'),
  await app.person('Olga'),
  await app.person('Eve'),
];
const course = await app.course({ instructor: ines, tas: [tom], students: [ben], observers: [olga] });
const params = { courseId: course.id };
const read = (client: Client, courseId: Id = course.id) =>
  client.call(routes.readCourse, { params: { courseId } });
const membersOf = (client: Client, courseId: Id = course.id) =>
  client.call(routes.listMembers, { params: { courseId } });
const of = (person: { personId: Id }, courseId: Id = course.id) => ({
  params: { courseId, personId: person.personId },
});
const codeOf = async (client: Client, courseId: Id) => {
  const { joinCode } = await read(client, courseId);
  if (joinCode === null) throw new Error('The course cannot be joined by code');
  return joinCode;
};
const json = (body: object) => ({
  body: JSON.stringify(body),
  headers: { 'content-type': 'application/json' },
});

describe('createCourse', () => {
  test('is for administrators, who become its instructor', async () => {
    const body = { id: newId(), ...fields };
    await expect(ines.call(routes.createCourse, { body })).rejects.toMatchObject(
      forbidden('administrators_only'),
    );
    const made = await admin.call(routes.createCourse, { body });
    expect(made).toMatchObject({ ...body, role: 'instructor', settings: defaultSettings, revision: 1 });
    expect(made.joinCode).toMatch(/^[A-HJ-NP-Z2-9]{8}$/);
    expect((await admin.call(routes.listCourses)).map(({ id }) => id)).toEqual([body.id]);
  });

  test('the same request again gives the same course; another’s identifier is refused', async () => {
    const body = { id: newId(), ...fields };
    const made = await Promise.all(
      Array.from({ length: 4 }, () => admin.call(routes.createCourse, { body })),
    );
    for (const one of made) expect(one).toEqual(made[0]);
    expect(await membersOf(admin, body.id)).toHaveLength(1);
    const other = await app.person('Other', { admin: true });
    await expect(other.call(routes.createCourse, { body })).rejects.toMatchObject(
      refused('conflict', 'id_taken'),
    );
    expect(await other.call(routes.listCourses)).toEqual([]);
  });

  test('repeating the request brings nobody back who was dropped', async () => {
    const deputy = await app.person('Deputy');
    const body = { id: newId(), ...fields };
    await admin.call(routes.createCourse, { body });
    await admin.call(routes.addMember, {
      params: { courseId: body.id },
      body: { name: deputy.name, email: deputy.email, role: 'instructor' },
    });
    await deputy.call(routes.dropMember, of(admin, body.id));
    await expect(admin.call(routes.createCourse, { body })).rejects.toMatchObject(nothing);
    await deputy.call(routes.dropMember, of(eve, body.id)).catch(() => undefined);
  });
});

describe('readCourse and listMembers', () => {
  test('show each role what is its own to see', async () => {
    expect((await read(ines)).joinCode).toEqual(expect.any(String));
    expect((await read(tom)).joinCode).toEqual(expect.any(String));
    for (const person of [ben, olga]) expect((await read(person)).joinCode).toBeNull();
    for (const person of [ines, tom]) {
      const members = await membersOf(person);
      expect(members.map(({ name, role }) => [name, role])).toEqual([
        ['Ben', 'student'],
        ['Ines', 'instructor'],
        ['Olga', 'observer'],
        ['Tom', 'ta'],
      ]);
      expect(members[0]).toMatchObject({ email: ben.email, hasJoined: false });
    }
    for (const person of [ben, olga]) {
      const response = await person.raw('GET', `/api/courses/${course.id}/members`);
      const text = await response.text();
      expect(text).toContain('"name":"Ines"');
      expect(text).not.toMatch(/@|\$argon2|passwordHash|isAdmin/);
      expect((await membersOf(person))[0]).toMatchObject({ email: null, hasJoined: null });
    }
  });

  test('a foreign course cannot be told from none', async () => {
    const [foreign, none] = await Promise.all(
      [course.id, newId()].map(async (id) => {
        const response = await eve.raw('GET', `/api/courses/${id}`);
        const { requestId: _differs, ...body } = (await response.json()) as Record<string, unknown>;
        return { status: response.status, body };
      }),
    );
    expect(foreign).toEqual(none);
    expect(foreign?.status).toBe(404);
    expect(await eve.call(routes.listCourses)).toEqual([]);
  });
});

describe('changeCourse', () => {
  test('starts from a known revision; a conflict carries what there is now', async () => {
    const { revision } = await read(ines);
    const first = await ines.call(routes.changeCourse, { params, body: { revision, title: 'Systems' } });
    expect(first).toMatchObject({ title: 'Systems', code: 'CS 900', revision: revision + 1 });
    const stale = ines.call(routes.changeCourse, { params, body: { revision, title: 'Networks' } });
    await expect(stale).rejects.toMatchObject({
      status: 409,
      body: { reason: 'course_changed', current: first },
    });
    expect(await read(ines)).toEqual(first);
  });

  test('of many at once from one revision one counts', async () => {
    const { revision } = await read(ines);
    const results = await Promise.allSettled(
      Array.from({ length: 10 }, (_, index) =>
        ines.call(routes.changeCourse, { params, body: { revision, term: `Term ${String(index)}` } }),
      ),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await read(ines)).revision).toBe(revision + 1);
  });

  test('is for instructors, and refuses settings that make no sense', async () => {
    const { revision } = await read(ines);
    for (const person of [tom, ben, olga])
      await expect(
        person.call(routes.changeCourse, { params, body: { revision, title: 'Mine' } }),
      ).rejects.toMatchObject(forbidden('instructor_only'));
    for (const change of [
      { settings: { ...defaultSettings, groupMin: 5, groupMax: 4 } },
      { settings: { ...defaultSettings, readingQuestions: [] } },
      { settings: { ...defaultSettings, isAdmin: true } },
      { settings: { groupMin: 2 } },
      { timeZone: 'Mars/Olympus' },
      { title: ' ' },
      { createdBy: ben.personId },
      { joinCode: 'AAAAAAAA' },
      { $set: { title: 'x' } },
    ])
      expect(
        (await ines.raw('PATCH', `/api/courses/${course.id}`, json({ revision, ...change }))).status,
      ).toBe(400);
    expect((await read(ines)).revision).toBe(revision);
  });
});

describe('joining by code', () => {
  test('a signed-in person becomes a student, also when asking twice', async () => {
    const { id } = await app.course({ instructor: ines });
    const code = await codeOf(ines, id);
    const person = await app.person('Newcomer');
    const written = `${code.slice(0, 4).toLowerCase()} - ${code.slice(4)}`;
    expect(await app.visitor().call(routes.lookAtJoinCode, { body: { code: written } })).toEqual({
      title: 'Reading Systems',
      term: 'Fall 2026',
    });
    expect(await membersOf(ines, id)).toHaveLength(1);
    const join = () => person.call(routes.joinCourse, { body: { code: written } });
    const joined = await Promise.all([join(), join(), join()]);
    for (const line of joined) expect(line).toMatchObject({ id, role: 'student' });
    expect(await membersOf(ines, id)).toHaveLength(2);
    // Whoever has a role keeps it.
    expect(await ines.call(routes.joinCourse, { body: { code } })).toMatchObject({ role: 'instructor' });
  });

  test('registering makes the account and joins', async () => {
    const { id } = await app.course({ instructor: ines });
    const client = app.visitor();
    const body = {
      code: await codeOf(ines, id),
      name: 'Rosa',
      email: `Rosa.${newId()}@Example.org`,
      password,
    };
    const made = await client.call(routes.registerAndJoin, { body });
    expect(made).toMatchObject({ self: { name: 'Rosa', isAdmin: false }, course: { id, role: 'student' } });
    expect(made.self.email).toBe(body.email.toLowerCase());
    expect((await client.call(accountsRoutes.readSession)).self).toEqual(made.self);
    await expect(app.visitor().call(routes.registerAndJoin, { body })).rejects.toMatchObject(
      refused('conflict', 'address_taken'),
    );
    const weak = { ...body, email: `${newId()}@example.org`, password: 'password1' };
    await expect(app.visitor().call(routes.registerAndJoin, { body: weak })).rejects.toMatchObject(
      refused('invalid', 'common_password'),
    );
    expect(await membersOf(ines, id)).toHaveLength(2);
  });

  test('ends with the code: renewed or closed', async () => {
    const { id } = await app.course({ instructor: ines, tas: [tom], students: [ben] });
    const old = await codeOf(ines, id);
    await expect(ben.call(routes.renewJoinCode, { params: { courseId: id } })).rejects.toMatchObject(
      forbidden('staff_only'),
    );
    await expect(ben.call(routes.closeJoinCode, { params: { courseId: id } })).rejects.toMatchObject(
      forbidden('staff_only'),
    );
    const { joinCode } = await tom.call(routes.renewJoinCode, { params: { courseId: id } });
    expect(joinCode).not.toBe(old);
    const join = (code: string) => eve.call(routes.joinCourse, { body: { code } });
    await expect(join(old)).rejects.toMatchObject(refused('not_found', 'no_such_code'));
    expect((await ines.call(routes.closeJoinCode, { params: { courseId: id } })).joinCode).toBeNull();
    await expect(join(joinCode ?? '')).rejects.toMatchObject(refused('not_found', 'no_such_code'));
    const body = { code: joinCode ?? '', name: 'Rosa', email: `${newId()}@example.org`, password };
    await expect(app.visitor().call(routes.registerAndJoin, { body })).rejects.toMatchObject(
      refused('not_found', 'no_such_code'),
    );
    // Without its code the course is nobody's new one, and no account was left behind.
    expect(await app.app.accounts.findByEmails([body.email])).toEqual([]);
    await expect(read(eve, id)).rejects.toMatchObject(nothing);
  });

  test('wrong codes are limited by address; knowing one code does not help', async () => {
    const { id } = await app.course({ instructor: ines });
    const right = await codeOf(ines, id);
    const client = app.visitor();
    const look = async (code: string) => (await client.raw('POST', '/api/join/look', json({ code }))).status;
    const statuses: number[] = [];
    for (let round = 0; round < 61; round++) {
      if (round % 10 === 0 && round < 60) expect(await look(right)).toBe(200);
      statuses.push(await look('ZZZZZZZZ'));
    }
    expect(statuses.filter((status) => status === 404)).toHaveLength(60);
    expect(statuses.at(-1)).toBe(429);
    expect(await look(right)).toBe(429);
  });

  test('does not bring back whom the staff has dropped', async () => {
    const person = await app.person('Dropped');
    const { id } = await app.course({ instructor: ines, students: [person] });
    await ines.call(routes.dropMember, of(person, id));
    const code = await codeOf(ines, id);
    await expect(person.call(routes.joinCourse, { body: { code } })).rejects.toMatchObject(
      forbidden('dropped'),
    );
    await expect(read(person, id)).rejects.toMatchObject(nothing);
    await ines.call(routes.addMember, {
      params: { courseId: id },
      body: { name: person.name, email: person.email, role: 'student' },
    });
    expect((await read(person, id)).role).toBe('student');
  });
});

describe('roles', () => {
  test('instructors give them; TAs add students and observers only', async () => {
    const person = await app.person('Rosa');
    const add = (by: Client, role: 'instructor' | 'ta' | 'student' | 'observer') =>
      by.call(routes.addMember, { params, body: { name: person.name, email: person.email, role } });
    for (const role of ['instructor', 'ta'] as const)
      await expect(add(tom, role)).rejects.toMatchObject(forbidden('instructor_only'));
    for (const by of [ben, olga])
      await expect(add(by, 'student')).rejects.toMatchObject(forbidden('staff_only'));
    expect(await add(tom, 'student')).toMatchObject({ role: 'student', email: person.email });
    await expect(add(ines, 'ta')).rejects.toMatchObject(refused('conflict', 'member_already'));
    await expect(
      tom.call(routes.changeMember, { ...of(person), body: { role: 'ta' } }),
    ).rejects.toMatchObject(forbidden('instructor_only'));
    await expect(tom.call(routes.dropMember, of(ines))).rejects.toMatchObject(forbidden('instructor_only'));
    await expect(ben.call(routes.dropMember, of(person))).rejects.toMatchObject(forbidden('staff_only'));
    await expect(eve.call(routes.dropMember, of(person))).rejects.toMatchObject(nothing);
    await expect(
      ines.call(routes.changeMember, { ...of(eve), body: { role: 'student' } }),
    ).rejects.toMatchObject(nothing);
    await tom.call(routes.dropMember, of(person));
  });

  test('a course keeps an instructor', async () => {
    const { id } = await app.course({ instructor: ines });
    const last = refused('conflict', 'last_instructor');
    await expect(ines.call(routes.dropMember, of(ines, id))).rejects.toMatchObject(last);
    await expect(
      ines.call(routes.changeMember, { ...of(ines, id), body: { role: 'ta' } }),
    ).rejects.toMatchObject(last);
  });

  test('a course keeps an instructor also when both resign at once', async () => {
    const bob = await app.person('Bob');
    const body = { name: bob.name, email: bob.email, role: 'instructor' as const };
    // Several courses, so that some pair of requests meets on the way.
    const courses = await Promise.all(Array.from({ length: 8 }, () => app.course({ instructor: ines })));
    for (const { id } of courses) await ines.call(routes.addMember, { params: { courseId: id }, body });
    const resigned = await Promise.allSettled(
      courses.flatMap(({ id }) => [
        ines.call(routes.dropMember, of(ines, id)),
        bob.call(routes.changeMember, { ...of(bob, id), body: { role: 'student' } }),
      ]),
    );
    expect(resigned.filter(({ status }) => status === 'rejected')).toHaveLength(courses.length);
    for (const { id } of courses) {
      const left = { courseId: id, role: 'instructor', droppedAt: null };
      expect(await app.db.collection('memberships').countDocuments(left)).toBe(1);
    }
  });

  test('whoever is staff no longer hears what only staff may', async () => {
    const { id } = await app.course({ instructor: ines, tas: [tom] });
    const socket = await tom.socket();
    expect(await socket.join('staff', id)).toMatchObject({ ok: true });
    await ines.call(routes.changeMember, { ...of(tom, id), body: { role: 'student' } });
    await socket.ended;
    const again = await tom.socket();
    expect(await again.join('staff', id)).toMatchObject({ ok: false, reason: 'staff_only' });
    expect(await again.join('course', id)).toMatchObject({ ok: true });
    again.close();
  });
});

test('dropMember ends access at once, in open connections too', async () => {
  const person = await app.person('Leaving');
  const { id } = await app.course({ instructor: ines, students: [person, ben] });
  const [socket, other] = [await person.socket(), await ben.socket()];
  await socket.join('course', id);
  await other.join('course', id);
  await ines.call(routes.dropMember, of(person, id));
  await socket.ended;
  await other.waitFor(coursesEvents.memberDropped, ({ personId }) => personId === person.personId);
  expect(other.connected).toBe(true);
  await expect(read(person, id)).rejects.toMatchObject(nothing);
  const again = await person.socket();
  expect(await again.join('course', id)).toMatchObject({ ok: false, reason: 'not_found' });
  expect((await membersOf(ines, id)).map(({ name }) => name)).toEqual(['Ben', 'Ines']);
  again.close();
  other.close();
});

describe('inviteMember', () => {
  const invite = (by: Client, person: { personId: Id }, courseId: Id = course.id) =>
    by.call(routes.inviteMember, of(person, courseId));
  const use = (link: string) =>
    app.visitor().call(accountsRoutes.useLink, { body: { token: link.split('#')[1] ?? '', password } });
  const add = (
    by: Client,
    courseId: Id,
    person: Pick<PersonClient, 'name' | 'email'>,
    role: 'student' | 'ta',
  ) =>
    by.call(routes.addMember, {
      params: { courseId },
      body: { name: person.name, email: person.email, role },
    });
  const newcomer = () => ({ name: 'Mei', email: `${newId()}@example.org` });

  test('is for who has no password yet', async () => {
    const person = await add(tom, course.id, newcomer(), 'student');
    for (const by of [ben, olga])
      await expect(invite(by, person)).rejects.toMatchObject(forbidden('staff_only'));
    await expect(invite(eve, person)).rejects.toMatchObject(nothing);
    await expect(invite(tom, ines)).rejects.toMatchObject(forbidden('instructor_only'));
    const older = await invite(tom, person);
    const { link } = await invite(tom, person);
    expect(link).toMatch(/^\/link#[\w-]{43}$/);
    await expect(use(older.link)).rejects.toMatchObject(refused('gone', 'link_gone'));
    await use(link);
    await expect(invite(ines, person)).rejects.toMatchObject(refused('conflict', 'joined_already'));
    expect((await membersOf(ines)).find(({ personId }) => personId === person.personId)).toMatchObject({
      hasJoined: true,
    });
  });

  test('opens no other course: an account known from elsewhere is theirs to give out', async () => {
    const other = await app.course({ instructor: eve });
    const known = newcomer();
    const person = await add(ines, course.id, known, 'ta');
    await add(eve, other.id, known, 'student');
    await expect(invite(eve, person, other.id)).rejects.toMatchObject(refused('conflict', 'known_elsewhere'));
    await invite(ines, person);
    // Not the other way round either, once they are staff elsewhere.
    const student = newcomer();
    const added = await add(ines, course.id, student, 'student');
    await add(eve, other.id, student, 'ta');
    await expect(invite(ines, added)).rejects.toMatchObject(refused('conflict', 'known_elsewhere'));
  });
});

test('keys that a body does not have are refused, everywhere', async () => {
  const base = `/api/courses/${course.id}`;
  const code = await codeOf(ines, course.id);
  const person = { name: 'Rosa', email: `${newId()}@example.org` };
  const cases: [Client, string, string, object][] = [
    [admin, 'POST', '/api/courses', { id: newId(), ...fields, joinCode: 'AAAAAAAA' }],
    [ines, 'POST', `${base}/members`, { ...person, role: 'student', isAdmin: true }],
    [ines, 'POST', `${base}/members`, { ...person, role: 'owner' }],
    [ines, 'PATCH', `${base}/members/${ben.personId}`, { role: 'ta', courseId: newId() }],
    [ines, 'POST', `${base}/roster`, { csv: 'name,email', dryRun: true, role: 'ta' }],
    [eve, 'POST', '/api/join', { code, role: 'instructor' }],
    [app.visitor(), 'POST', '/api/join/register', { ...person, code, password, isAdmin: true }],
  ];
  for (const [client, method, path, body] of cases)
    expect([path, (await client.raw(method, path, json(body))).status]).toEqual([path, 400]);
  expect(await app.app.accounts.findByEmails([person.email])).toEqual([]);
  expect((await membersOf(ines)).find(({ name }) => name === 'Ben')?.role).toBe('student');
});
