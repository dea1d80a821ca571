// The sample course, made once over HTTP: who may make it, what is in it, and that its links work.
import { request } from 'node:http';
import { json } from 'node:stream/consumers';
import { describe, expect, test } from '@jest/globals';
import { accountsRoutes } from '#shared/accounts/contract.ts';
import { validateAnchorAgainstPages } from '#shared/annotations/anchor-check.ts';
import { isTextTarget } from '#shared/annotations/anchor.ts';
import type { ThreadView } from '#shared/annotations/views.ts';
import { kindSchema } from '#shared/annotations/kinds.ts';
import { coursesRoutes } from '#shared/courses/contract.ts';
import { demoRoutes } from '#shared/demo/contract.ts';
import { mayCreateDemo } from '#shared/demo/rules.ts';
import { papersRoutes, type MeetingView } from '#shared/papers/contract.ts';
import { presentationsRoutes } from '#shared/presentations/contract.ts';
import { reviewsRoutes } from '#shared/reviews/contract.ts';
import { roundsRoutes } from '#shared/rounds/contract.ts';
import { listFor } from '#tests/annotations/read-document.ts';
import { startApp } from '#tests/support/app.ts';
import type { Client } from '#tests/support/client.ts';

// A Wednesday; the clock goes on from there.
const now = new Date('2026-09-09T15:00:00.000Z');
const app = await startApp({ now: now.toISOString() });

/** Somebody at the machine itself: unlike the clients of other tests they are announced by no proxy. */
const ask = (method: 'GET' | 'POST', headers: Record<string, string> = {}) =>
  new Promise<{ status: number | undefined; body: unknown }>((resolve, reject) => {
    // Not `fetch`, which names the host itself.
    const asking = request(`${app.url}/api/demo`, { method, headers }, (response) => {
      json(response).then((body) => {
        resolve({ status: response.statusCode, body });
      }, reject);
    });
    asking.on('error', reject);
    asking.end();
  });

const everyThread = async (client: Client, meetings: readonly MeetingView[]) =>
  (await Promise.all(meetings.flatMap(({ papers }) => papers).map(({ id }) => listFor(client, id)))).flatMap(
    ({ threads }) => threads,
  );

test('an administrator may always, others only at the machine itself while nobody is there', () => {
  const nobody = { isAdmin: false, isLocal: true, isSetUp: false, hasPeople: false };
  expect(mayCreateDemo(nobody)).toBe(true);
  expect(mayCreateDemo({ ...nobody, isAdmin: true, isLocal: false, isSetUp: true, hasPeople: true })).toBe(
    true,
  );
  for (const change of [{ isLocal: false }, { isSetUp: true }, { hasPeople: true }])
    expect(mayCreateDemo({ ...nobody, ...change })).toMatchObject({ key: 'administrators_only' });
});

describe('on a fresh installation', () => {
  test('readDemo and createDemo are refused to whoever comes from elsewhere, and offered at the machine', async () => {
    const strangers = [
      { 'x-forwarded-for': '127.0.0.1' },
      { forwarded: 'for=127.0.0.1' },
      // A name of another site that leads to this machine.
      { host: 'papers.example.com' },
    ];
    for (const headers of strangers) {
      expect(await ask('GET', headers)).toMatchObject({ body: { mayCreate: false } });
      expect(await ask('POST', headers)).toMatchObject({
        status: 403,
        body: { reason: 'administrators_only' },
      });
    }
    expect(await ask('GET')).toEqual({ status: 200, body: { mayCreate: true, exists: false, step: null } });
  });

  test('createDemo makes a term in full, once, for whoever asks at the same time', async () => {
    const [one, other] = await Promise.all([ask('POST'), ask('POST')]);
    expect(one.status).toBe(200);
    expect(other).toEqual(one);
    const { courseId, links } = demoRoutes.createDemo.returns.parse(one.body);
    expect(links.map(({ part }) => part)).toEqual(['instructor', 'presenter', 'student', 'student']);

    const [instructor, presenter, student] = await Promise.all(
      links.slice(0, 3).map(async ({ token, name }) => {
        const client = app.visitor();
        expect(await client.call(accountsRoutes.useLink, { body: { token } })).toMatchObject({ name });
        await expect(app.visitor().call(accountsRoutes.useLink, { body: { token } })).rejects.toMatchObject({
          body: { reason: 'link_gone' },
        });
        return client;
      }),
    );
    if (!instructor || !presenter || !student) throw new Error('There are too few links');

    const members = await instructor.call(coursesRoutes.listMembers, { params: { courseId } });
    const count = (role: string) => members.filter((member) => member.role === role).length;
    expect([count('student'), count('instructor'), count('ta'), members.length]).toEqual([24, 1, 1, 26]);
    expect(members.every(({ email, hasJoined }) => email?.endsWith('.example.org') && !hasJoined)).toBe(true);

    const meetings = await student.call(papersRoutes.listMeetings, { params: { courseId } });
    expect(meetings.map(({ startsAt }) => startsAt)).toEqual([
      '2026-09-03T14:00:00.000Z',
      '2026-09-08T14:00:00.000Z',
      '2026-09-10T14:00:00.000Z',
      '2026-09-15T14:00:00.000Z',
    ]);
    for (const { papers } of meetings) {
      expect(papers).toHaveLength(2);
      for (const { document, abstract, authors } of papers) {
        expect(document).toMatchObject({ state: 'ready', textState: 'good' });
        expect(document?.pageCount).toBeGreaterThanOrEqual(8);
        expect(document?.pageCount).toBeLessThanOrEqual(14);
        expect(abstract.length).toBeGreaterThan(300);
        expect(authors.length).toBeGreaterThan(1);
      }
    }

    await checkThreads(student, meetings);
    await checkReviews(instructor, meetings);
    await checkTalks(
      instructor,
      presenter,
      meetings,
      members.find(({ name }) => name === links[1]?.name)?.personId,
    );
    await checkRounds(student, meetings);

    // Asked again: the same course, and new links in place of the old ones.
    const again = demoRoutes.createDemo.returns.parse((await ask('POST')).body);
    expect(again.courseId).toBe(courseId);
    expect(again.links[3]?.token).not.toBe(links[3]?.token);
    expect(await app.db.collection('courses').countDocuments()).toBe(1);

    const administrator = await app.person('Ada', { admin: true });
    await administrator.call(demoRoutes.createDemo);
    expect(await administrator.call(coursesRoutes.listCourses)).toMatchObject([
      { id: courseId, role: 'instructor' },
    ]);
    expect(await ask('POST')).toMatchObject({ status: 403 });
  }, 150_000);
});

const checkThreads = async (student: Client, meetings: readonly MeetingView[]) => {
  const threads = await everyThread(student, meetings);
  expect(threads.length).toBeGreaterThan(70);
  expect(new Set(threads.map(({ kind }) => kind))).toEqual(new Set(kindSchema.options));
  expect(new Set(threads.map(({ readingQuestion }) => readingQuestion))).toEqual(
    new Set([null, 0, 1, 2, 3, 4]),
  );
  expect(threads.some(({ resolvedAt }) => resolvedAt !== null)).toBe(true);
  expect(threads.some(({ upvotes }) => upvotes > 2)).toBe(true);
  const instants = ({ postedAt, resolvedAt, replies }: ThreadView) => [
    postedAt,
    ...replies.map((reply) => reply.postedAt),
    ...(resolvedAt === null ? [] : [resolvedAt]),
  ];
  for (const thread of threads) expect(instants(thread)).toEqual(instants(thread).sort());
  expect(threads.flatMap(instants).sort().at(-1)).toBeDefined();
  expect(Math.max(...threads.flatMap(instants).map(Date.parse))).toBeLessThan(app.clock.now().getTime());
  expect(Math.min(...threads.map(({ postedAt }) => Date.parse(postedAt)))).toBeLessThan(
    now.getTime() - 6 * 24 * 3_600_000,
  );

  // The server checks an anchor's words; that its rectangles stand where the words are printed is compared here by their widths.
  for (const { documentId, anchor } of threads) {
    const document = await student.call(papersRoutes.readDocument, { params: { documentId } });
    expect(
      validateAnchorAgainstPages(
        anchor,
        document.pages.map(({ label: _, ...page }) => page),
      ),
    ).toBe(true);
    for (const target of anchor.targets.filter(isTextTarget)) {
      const lines = target.quote.exact.split('\n').length;
      expect(Math.abs(target.rects.length - lines)).toBeLessThanOrEqual(1);
      const width = target.rects.reduce((sum, [x1, , x2]) => sum + x2 - x1, 0);
      // A letter of ten-point print is 3.5 to 7 points wide.
      expect(width / target.quote.exact.length).toBeGreaterThan(3.5);
      expect(width / target.quote.exact.length).toBeLessThan(7);
    }
  }
};

const checkReviews = async (instructor: Client, meetings: readonly MeetingView[]) => {
  const [first, , next, last] = await Promise.all(
    meetings.map(({ id }) => instructor.call(reviewsRoutes.trackReviews, { params: { meetingId: id } })),
  );
  const states = (list = first) => [...new Set(list?.map(({ state }) => state))].sort();
  expect(states(first)).toEqual(['draft', 'late', 'submitted']);
  expect(states(next)).toEqual(['draft', 'not_started', 'submitted']);
  expect(states(last)).toEqual(['draft', 'not_started']);
};

const checkTalks = async (
  instructor: Client,
  presenter: Client,
  meetings: readonly MeetingView[],
  presenterId: string | undefined,
) => {
  const talks = await Promise.all(
    meetings.map(({ id }) => instructor.call(presentationsRoutes.listTalks, { params: { meetingId: id } })),
  );
  expect(talks.flat().every(({ presenters }) => presenters.length === 1)).toBe(true);
  expect(talks.map((pair) => pair.every(({ slides }) => slides !== null && !slides.late))).toEqual([
    ...[true, true, true],
    false,
  ]);
  expect(talks[2]?.[0]?.presenters[0]?.id).toBe(presenterId);
  // Slides for the next meeting wait for their deadline: their presenter sees them, and not the other talk's.
  const next = meetings[2]?.id ?? '';
  const own = await presenter.call(presentationsRoutes.listTalks, { params: { meetingId: next } });
  expect(own.map(({ slides }) => slides !== null)).toEqual([true, false]);
};

const checkRounds = async (student: Client, meetings: readonly MeetingView[]) => {
  const rounds = await Promise.all(
    meetings.map(({ id }) => student.call(roundsRoutes.listRounds, { params: { meetingId: id } })),
  );
  expect(rounds.map((list) => list.map(({ phase }) => phase))).toEqual([['done'], ['done'], [], []]);
  for (const { reports, questions } of rounds.flat()) {
    expect(reports.reduce((sum, { members }) => sum + members.length, 0)).toBe(22);
    for (const { notes } of reports) {
      expect(notes).toHaveLength(questions.length);
      expect(notes.every((note) => note !== '')).toBe(true);
    }
  }
};
