// What each released version has stored is brought to today's shape, whole, and every page of it is served.
import { afterAll, describe, expect, test } from '@jest/globals';
import { BSON, type Document } from 'mongodb';
import { accountsRoutes } from '#shared/accounts/contract.ts';
import { coursesRoutes } from '#shared/courses/contract.ts';
import { pathOf } from '#shared/kernel/contract.ts';
import { papersRoutes } from '#shared/papers/contract.ts';
import { reviewsRoutes } from '#shared/reviews/contract.ts';
import { stringsOf } from '#server/admin/person/words.ts';
import { nativeDb } from '#server/kernel/db/connect.ts';
import { isFile } from '#server/kernel/perform.ts';
import { listFor } from '#tests/annotations/read-document.ts';
import { startApp, type TestApp } from '#tests/support/app.ts';
import { testDatabase } from '#tests/support/engine.ts';
import { adminOn, temporaryFolder } from './admin.ts';
import { readRelease, releases, storeRelease } from './released.ts';

/** As both sides can be compared, whatever BSON makes of numbers and bytes. */
const plain = (document: Document) => BSON.EJSON.parse(BSON.EJSON.stringify(document)) as Document;

const open = async (name: string) => {
  const stored = await readRelease(name);
  // Before the database's own: the server ends first.
  afterAll(() => app.close());
  const database = testDatabase();
  const db = nativeDb(await database.connect());
  await storeRelease(db, stored);
  const migrated = await adminOn({ MONGODB_URI: database.uri, DATA_DIR: await temporaryFolder() })([
    'migrate',
  ]);
  const after = new Map<string, readonly Document[]>();
  for (const collection of stored.keys())
    after.set(collection, await db.collection(collection).find().toArray());
  const app: TestApp = await startApp({ database, now: '2026-11-27T21:00:00.000Z' });
  return { stored, migrated, after, app, db };
};

const opened = new Map<string, Awaited<ReturnType<typeof open>>>();
for (const [name] of releases) opened.set(name, await open(name));

describe.each(releases.map(([name, commit]) => ({ name, commit })))('$name ($commit)', ({ name }) => {
  const world = opened.get(name);
  if (!world) throw new Error('It was not opened');
  const { stored, migrated, after, app, db } = world;
  const all = (collection: string) => (stored.get(collection) ?? []) as (Document & { _id: string })[];

  test('is migrated, and nothing that was stored is lost or changed', () => {
    expect([migrated.code, migrated.warned, migrated.said]).toEqual([
      ...[0, '', expect.stringMatching(/1: threads of early days.*\nDone: the schema is/)],
    ]);
    for (const [collection, documents] of stored) {
      const now = new Map((after.get(collection) ?? []).map((one) => [String(one['_id']), plain(one)]));
      for (const one of documents) expect(now.get(String(one['_id']))).toMatchObject(plain(one));
    }
    expect(all('threads').length).toBeGreaterThan(20);
  });

  test('every page is served, with what was written', async () => {
    const { personId, courseId } = all('memberships').find(({ role }) => role === 'instructor') as never as {
      personId: string;
      courseId: string;
    };
    const visitor = app.visitor();
    const token = await app.app.accounts.createLink('sign_in', personId);
    await visitor.call(accountsRoutes.useLink, { body: { token } });

    const members = await visitor.call(coursesRoutes.listMembers, { params: { courseId } });
    expect(members).toHaveLength(all('memberships').filter(({ droppedAt }) => droppedAt === null).length);
    const meetings = await visitor.call(papersRoutes.listMeetings, { params: { courseId } });
    expect(meetings.map(({ id }) => id).sort()).toEqual(
      all('meetings')
        .map(({ _id }) => _id)
        .sort(),
    );

    const ids: Record<string, string> = {
      ...{
        courseId,
        personId: members.find(({ role }) => role === 'student')?.personId ?? '',
        format: 'jsonld',
      },
      ...{ reviewId: all('reviews')[0]?._id ?? '', notesId: all('notes')[0]?._id ?? '' },
      ...{ threadId: all('threads')[0]?._id ?? '', postId: all('threads')[0]?._id ?? '' },
    };
    const seen = { threads: new Map<string, string>(), asked: 0, answers: 0 };
    for (const meeting of meetings) {
      const reviews = await visitor.call(reviewsRoutes.listReviews, { params: { meetingId: meeting.id } });
      for (const { id, answers } of reviews) {
        const review = all('reviews').find(({ _id }) => _id === id) ?? {};
        const words = [...stringsOf(review)].map(([, text]) => text);
        expect(words).toEqual(expect.arrayContaining(Object.values(answers)));
        seen.answers += Object.keys(answers).length;
      }
      for (const paper of meeting.papers) {
        if (paper.document)
          for (const thread of (await listFor(visitor, paper.document.id)).threads)
            seen.threads.set(thread.id, thread.text);
      }
    }
    // All pages about the first paper, which has something of everything.
    const [meeting] = meetings;
    const paperId = meeting?.papers[0]?.id ?? '';
    const here = { ...ids, meetingId: meeting?.id ?? '', paperId, documentId: paperId };
    for (const route of app.app.features.flatMap(({ routes }) => Object.values(routes))) {
      const names = Array.from(route.path.matchAll(/:(\w+)/g), ([, each]) => each ?? '');
      if (route.method !== 'GET' || isFile(route) || names.some((each) => !(each in here))) continue;
      const { status } = await visitor.raw('GET', pathOf(route, here));
      expect([route.path, status < 500]).toEqual([route.path, true]);
      seen.asked += 1;
    }
    expect(seen.asked).toBeGreaterThan(50);
    expect(seen.answers).toBeGreaterThan(20);
    const papers = new Set(meetings.flatMap((meeting) => meeting.papers).map(({ id }) => id));
    const shown = all('threads').filter(
      ({ documentId, visibility = 'class' }) => papers.has(documentId as string) && visibility === 'class',
    );
    for (const { _id, text } of shown) expect(seen.threads.get(_id)).toBe(text);
    expect(await db.collection('threads').countDocuments({ seq: { $exists: false } })).toBe(0);
  });
});
