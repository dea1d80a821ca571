// The whole server on a free port for one test file, with people and courses made in one line each.
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll } from '@jest/globals';
import type { Connection } from 'mongoose';
import { accountsRoutes } from '#shared/accounts/contract.ts';
import { coursesRoutes } from '#shared/courses/contract.ts';
import type { Role } from '#shared/courses/roles.ts';
import { defaultSettings, type Settings } from '#shared/courses/settings.ts';
import { newId, type Id } from '#shared/kernel/primitives.ts';
import { type App, createApp } from '#server/app.ts';
import type { OidcSettings, SecondFactorDuty } from '#server/kernel/env.ts';
import { createLog } from '#server/kernel/log.ts';
import { createClient, type Client } from './client.ts';
import { createTestClock, type TestClock } from './clock.ts';
import { testDatabase, type TestDatabase } from './engine.ts';

/** A signed-in person. */
export interface PersonClient extends Client {
  readonly personId: Id;
  readonly name: string;
  readonly email: string;
}

export interface TestCourse {
  readonly id: Id;
  readonly instructor: PersonClient;
}

interface CourseWishes {
  readonly instructor?: PersonClient;
  readonly tas?: readonly PersonClient[];
  readonly students?: readonly PersonClient[];
  readonly observers?: readonly PersonClient[];
  readonly title?: string;
  readonly timeZone?: string;
  readonly settings?: Partial<Settings>;
}

export interface TestApp {
  readonly url: string;
  readonly app: App;
  readonly db: Connection;
  readonly clock: TestClock;
  readonly database: TestDatabase;
  readonly filesDir: string;
  /** Somebody who is not signed in. */
  visitor(): Client;
  /** A new person, signed in through a one-time link: no password is hashed. */
  person(name?: string, options?: { admin?: boolean }): Promise<PersonClient>;
  people(count: number): Promise<PersonClient[]>;
  /** A course with its members; the instructor is made when none is given. */
  course(wishes?: CourseWishes): Promise<TestCourse>;
  /** Stops the server as `SIGTERM` does; happens by itself after the file's tests. */
  close(): Promise<void>;
}

interface Options {
  /** Where the clock stands at the start; it goes on from there. */
  readonly now?: string;
  /** Those of another app of the same file, for a start on what it left. */
  readonly database?: TestDatabase;
  readonly filesDir?: string;
  /** Files are in the database, as where several processes serve a community. */
  readonly filesInDatabase?: boolean;
  /** A built client, whose pages are served too. */
  readonly clientDir?: string;
  /** As behind TLS: cookies then come only with `X-Forwarded-Proto: https`. */
  readonly secure?: boolean;
  /** Where a ClamAV daemon is asked about files. */
  readonly clamd?: string;
  /** A provider with which people may sign in. */
  readonly oidc?: { readonly provider: OidcSettings; readonly publicUrl: string };
  /** Who must have a second factor; nobody without. */
  readonly secondFactorDuty?: SecondFactorDuty;
  /** All files of one course together. */
  readonly courseBytesAtMost?: number;
}

// On a busy machine reading a PDF may take long; the tests wait, so that the answer is the finished one.
const patienceMs = 25_000;

let apps = 0;

/** Call it at the top of a test file: `const app = await startApp();`. One per file is enough for most. */
export const startApp = async (options: Options = {}): Promise<TestApp> => {
  let closed: Promise<void> | undefined;
  // Declared before the database's own afterAll, so that the server stops first.
  afterAll(() => close());
  const database = options.database ?? testDatabase();
  const filesDir = options.filesDir ?? (await mkdtemp(path.join(os.tmpdir(), 'paperround-files-')));
  if (options.filesDir === undefined) afterAll(() => rm(filesDir, { recursive: true, force: true }));
  const db = await database.connect();
  const clock = createTestClock(options.now ?? '2026-09-07T12:00:00.000Z');
  const app = await createApp({
    db,
    filesDir,
    cacheDir: options.filesInDatabase ? path.join(filesDir, 'cache') : undefined,
    clientDir: options.clientDir,
    clock,
    log: createLog(process.env['LOG_LEVEL'] ?? 'error'),
    secure: options.secure ?? false,
    // Every client says its own address, so that the limits of one test do not end another.
    isPublished: false,
    trustedProxies: 1,
    sessionSecret: 'a secret of at least thirty-two characters',
    clamd: options.clamd,
    oidc: options.oidc,
    ...(options.secondFactorDuty && { secondFactorDuty: options.secondFactorDuty }),
    papersLimits: {
      patienceMs,
      ...(options.courseBytesAtMost === undefined ? {} : { courseBytesAtMost: options.courseBytesAtMost }),
    },
  });
  await new Promise<void>((resolve) => app.server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${String((app.server.address() as AddressInfo).port)}`;
  const close = () => (closed ??= app.close());

  const block = ++apps;
  let clients = 0;
  const visitor = () => {
    clients += 1;
    return createClient(url, `10.${String(block)}.${String(clients >> 8)}.${String(clients & 255)}`);
  };
  const setAdmin = (personId: Id, isAdmin: boolean) =>
    db
      .collection<{ _id: string; isAdmin: boolean }>('people')
      .updateOne({ _id: personId }, { $set: { isAdmin } });

  const person: TestApp['person'] = async (name, { admin = false } = {}) => {
    const client = visitor();
    const called = name ?? `Person ${String(clients)}`;
    const email = `${called.toLowerCase().replace(/[^a-z0-9]+/g, '.')}.${String(clients)}@example.org`;
    const { id } = await app.accounts.createPerson({ name: called, email });
    if (admin) await setAdmin(id, true);
    const token = await app.accounts.createLink('sign_in', id);
    await client.call(accountsRoutes.useLink, { body: { token } });
    return { ...client, personId: id, name: called, email };
  };

  const course: TestApp['course'] = async (wishes = {}) => {
    const instructor = wishes.instructor ?? (await person());
    // Only administrators create courses; whoever is one for a moment only, is none in the tests.
    const [self] = await db
      .collection<{ _id: string; isAdmin: boolean }>('people')
      .find({ _id: instructor.personId })
      .toArray();
    const wasAdmin = self?.isAdmin === true;
    await setAdmin(instructor.personId, true);
    const body = {
      id: newId(),
      title: wishes.title ?? 'Reading Systems',
      code: 'CS 900',
      term: 'Fall 2026',
      timeZone: wishes.timeZone ?? 'America/New_York',
    };
    const { id, revision } = await instructor.call(coursesRoutes.createCourse, { body });
    await setAdmin(instructor.personId, wasAdmin);
    if (wishes.settings)
      await instructor.call(coursesRoutes.changeCourse, {
        params: { courseId: id },
        body: { revision, settings: { ...defaultSettings, ...wishes.settings } },
      });
    const add = (role: Role) => (member: PersonClient) =>
      instructor.call(coursesRoutes.addMember, {
        params: { courseId: id },
        body: { name: member.name, email: member.email, role },
      });
    await Promise.all([
      ...(wishes.tas ?? []).map(add('ta')),
      ...(wishes.students ?? []).map(add('student')),
      ...(wishes.observers ?? []).map(add('observer')),
    ]);
    return { id, instructor };
  };

  const people: TestApp['people'] = (count) => Promise.all(Array.from({ length: count }, () => person()));
  return { url, app, db, clock, database, filesDir, visitor, person, people, course, close };
};
