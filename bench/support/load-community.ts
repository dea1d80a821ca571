// A course of many signed-in members with one annotated paper, on one or several running servers: what a load is driven against.
import type { Connection } from 'mongoose';
import { coursesRoutes } from '#shared/courses/contract.ts';
import { newId, type Id } from '#shared/kernel/primitives.ts';
import { papersRoutes } from '#shared/papers/contract.ts';
import { accountsRoutes } from '#shared/accounts/contract.ts';
import { openAccountsDomain } from '#server/accounts/open.ts';
import { systemClock } from '#server/kernel/clock.ts';
import { createClient } from '#tests/support/client.ts';
import { makePdf } from '#tests/support/pdf.ts';
import { addThreadsBy } from './reading-room.ts';

/** Somebody who is signed in at one of the servers. */
export interface LoadMember {
  readonly personId: Id;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface Community {
  readonly courseId: Id;
  /** The instructor. */
  readonly staff: LoadMember;
  readonly documentId: Id;
  readonly fileHash: string;
  readonly threadIds: readonly Id[];
  readonly members: readonly LoadMember[];
}

interface Wishes {
  /** The database of the servers, for what would take long over HTTP: sign-in links and threads. */
  readonly db: Connection;
  /** The members are dealt out to them in turn. */
  readonly urls: readonly string[];
  readonly members: number;
  readonly threads: number;
}

const pages = 10;
const rowsAtATime = 500;
const signingIn = 8;

/** Servers that nobody has used yet, started with `TRUSTED_PROXIES=1`: everybody comes from an address of their own. */
export const openCommunity = async ({ db, urls, members, threads }: Wishes): Promise<Community> => {
  const { accounts } = openAccountsDomain(db, systemClock);
  const urlOf = (index: number) => urls[index % urls.length] ?? '';
  const staff = createClient(urlOf(0), '10.4.0.1');
  const ada = { name: 'Ada', email: 'ada@example.org', password: 'slow green turtles' };
  const token = await accounts.createLink('administrator', null);
  await staff.call(accountsRoutes.createAdministrator, { body: { token, ...ada } });
  const courseId = newId();
  await staff.call(coursesRoutes.createCourse, {
    body: { id: courseId, title: 'Reading', code: '', term: '', timeZone: 'Europe/Berlin' },
  });

  const emails = Array.from({ length: members }, (_, i) => `m${String(i)}@example.org`);
  for (let from = 0; from < members; from += rowsAtATime) {
    const rows = emails
      .slice(from, from + rowsAtATime)
      .map((email, i) => `Member ${String(from + i)},${email}`);
    const body = { csv: ['name,email', ...rows].join('\n'), dryRun: false };
    await staff.call(coursesRoutes.importRoster, { params: { courseId }, body });
  }
  const people = await accounts.findByEmails(emails);

  const meetingId = newId();
  const startsAt = new Date(Date.now() + 7 * 24 * 3600 * 1000).toISOString();
  await staff.call(papersRoutes.createMeeting, {
    params: { courseId },
    body: { id: meetingId, topic: 'Reading', place: '', startsAt, durationMinutes: 80 },
  });
  const documentId = newId();
  const upload = { params: { meetingId }, body: { id: documentId } };
  await staff.upload(papersRoutes.uploadPaper, upload, await makePdf({ pages }));
  const readDocument = () => staff.call(papersRoutes.readDocument, { params: { documentId } });
  let document = await readDocument();
  while (document.state !== 'ready') {
    await new Promise((resolve) => setTimeout(resolve, 100));
    document = await readDocument();
  }
  const { fileHash } = document;
  const authors = people.map(({ id }) => id);
  const threadIds = await addThreadsBy(
    db,
    authors,
    { id: documentId, fileHash },
    {
      ...{ pages, perPage: Math.ceil(threads / pages), replies: threads },
    },
  );

  const signedIn: LoadMember[] = [];
  const signIn = async (personId: Id, index: number) => {
    const url = urlOf(index);
    const client = createClient(url, `10.5.${String(index >> 8)}.${String(index & 255)}`);
    await client.call(accountsRoutes.useLink, {
      body: { token: await accounts.createLink('sign_in', personId) },
    });
    signedIn.push({ personId, url, headers: client.headers() });
  };
  for (let from = 0; from < people.length; from += signingIn)
    await Promise.all(people.slice(from, from + signingIn).map(({ id }, i) => signIn(id, from + i)));
  const { self } = await staff.call(accountsRoutes.readSession);
  const instructor = { personId: self?.id ?? '', url: urlOf(0), headers: staff.headers() };
  return { courseId, staff: instructor, documentId, fileHash, threadIds, members: signedIn };
};
