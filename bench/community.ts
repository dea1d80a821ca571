// A community of 100,000 people in 2,000 courses in the database: what one member waits for, beside a community of one course.
import { performance } from 'node:perf_hooks';
import type { Connection } from 'mongoose';
import { annotationsRoutes } from '#shared/annotations/contract.ts';
import { accountsRoutes } from '#shared/accounts/contract.ts';
import { coursesRoutes } from '#shared/courses/contract.ts';
import { newId } from '#shared/kernel/primitives.ts';
import { papersRoutes } from '#shared/papers/contract.ts';
import { searchRoutes } from '#shared/search/contract.ts';
import { openAnnotationsStore } from '#server/annotations/store.ts';
import { completeWords, openThreadWords } from '#server/annotations/thread-words.ts';
import { indexVersion, indexWords } from '#server/kernel/text/word-index.ts';
import { createClient, type Client } from '#tests/support/client.ts';
import type { Benchmark } from './run.ts';
import { openCommunity, type Community } from './support/load-community.ts';
import { openLoadEngine } from './support/load-servers.ts';

export const amounts = { people: 100_000, courses: 2000, threadsPerCourse: 50, times: 300 };

const members = 50;
const threads = 300;
const inFlight = 4;
const atOnce = 2000;

/** In every thread of every course, and in every thread of one course only. */
const [frequent, rare] = ['authors', 'systems'];
/** As often as in a language: the word of rank n is met 1/n as often as the first (Zipf). */
const vocabulary = Array.from({ length: 20_000 }, (_, rank) => `${(rank * 7919).toString(36)}ing`);
const someWords = (count: number) =>
  Array.from({ length: count }, () => vocabulary[Math.floor(vocabulary.length ** Math.random())]).join(' ');

type Row = Record<string, unknown> & { _id: string };

/** Puts what `make` makes into a collection, in pieces. */
const fill = async (db: Connection, name: string, count: number, make: (index: number) => Row) => {
  const collection = db.collection<Row>(name);
  for (let from = 0; from < count; from += atOnce)
    await collection.insertMany(
      Array.from({ length: Math.min(atOnce, count - from) }, (_, index) => make(from + index)),
      { ordered: false },
    );
};

/** Copies of the one course for all others: each with its members, a meeting, a paper that was read, and threads on it. */
const addOthers = async (db: Connection, { documentId }: Community, wanted: typeof amounts) => {
  const { people, courses, threadsPerCourse } = wanted;
  const first = async (name: string, filter = {}) => {
    const row = await db.collection<Row>(name).findOne(filter);
    if (!row) throw new Error(`There is nothing in ${name}`);
    return row;
  };
  const run = newId();
  const of = (kind: string, index: number) => `${run}${kind}${String(index)}`;
  const person = await first('people', { isAdmin: false });
  await fill(db, 'people', people, (index) => ({
    ...person,
    ...{ _id: of('p', index), name: `Person ${String(index)}`, email: `${of('p', index)}@example.org` },
  }));
  const course = await first('courses');
  await fill(db, 'courses', courses, (index) => ({ ...course, _id: of('c', index), joinCode: null }));
  // Everybody is in two courses.
  const membership = await first('memberships', { role: 'student' });
  await fill(db, 'memberships', people * 2, (index) => {
    const personId = of('p', index % people);
    const courseId = of('c', (index + (index < people ? 0 : 1)) % courses);
    return { ...membership, _id: `${courseId}:${personId}`, courseId, personId };
  });
  const [meeting, paper, document] = [
    await first('meetings'),
    await first('papers'),
    await first('documents'),
  ];
  await fill(db, 'meetings', courses, (index) => ({
    ...meeting,
    ...{ _id: of('m', index), courseId: of('c', index), paperIds: [of('d', index)] },
  }));
  await fill(db, 'papers', courses, (index) => ({
    ...paper,
    ...{ _id: of('d', index), courseId: of('c', index), meetingId: of('m', index) },
  }));
  await fill(db, 'documents', courses, (index) => ({
    ...document,
    ...{ _id: of('d', index), courseId: of('c', index), meetingId: of('m', index), paperId: of('d', index) },
  }));
  const thread = await first('threads', { documentId });
  await fill(db, 'threads', courses * threadsPerCourse, (index) => ({
    ...thread,
    ...{ _id: of('t', index), documentId: of('d', index % courses) },
    ...{ authorId: of('p', index % people), seq: 1 + Math.floor(index / courses) },
  }));
  await fill(db, 'threadWords', courses * threadsPerCourse, (index) => ({
    ...{ _id: of('t', index), documentId: of('d', index % courses), authorId: of('p', index % people) },
    ...{ visibility: 'class', groupId: null, words: indexWords(`${frequent} ${someWords(40)}`) },
    ...{ change: 1, indexVersion },
  }));
};

const percentile = (times: readonly number[], share: number) =>
  Math.round((times.toSorted((a, b) => a - b)[Math.floor(share * (times.length - 1))] ?? 0) * 100) / 100;

/**
 * `<what>_p50_ms` and `_p99_ms` with four requests under way, from a request to the end of its answer; `alone_…` before the others were there.
 */
export const measure: Benchmark<typeof amounts> = async (wanted) => {
  const engine = await openLoadEngine();
  try {
    const server = await engine.startServer();
    const community = await openCommunity({ db: engine.db, urls: [server.url], members, threads });
    const { courseId, documentId } = community;
    // Threads that are put into the database by hand are not found by themselves.
    await completeWords(openThreadWords(engine.db), openAnnotationsStore(engine.db));
    const clients = community.members.map(({ headers }) =>
      createClient(server.url, headers['x-forwarded-for'] ?? '', headers['cookie']),
    );
    const hot: Record<string, (client: Client) => Promise<unknown>> = {
      session: (client) => client.call(accountsRoutes.readSession),
      courses: (client) => client.call(coursesRoutes.listCourses),
      meetings: (client) => client.call(papersRoutes.listMeetings, { params: { courseId } }),
      members: (client) => client.call(coursesRoutes.listMembers, { params: { courseId } }),
      document: (client) => client.call(papersRoutes.readDocument, { params: { documentId } }),
      threads: (client) => client.call(annotationsRoutes.listThreads, { params: { documentId }, query: {} }),
      rare_word: (client) =>
        client.call(searchRoutes.searchCourse, { params: { courseId }, query: { q: rare } }),
      frequent_word: (client) =>
        client.call(searchRoutes.searchCourse, { params: { courseId }, query: { q: frequent } }),
    };
    const time = async (prefix: string) => {
      const figures: Record<string, number> = {};
      for (const [what, ask] of Object.entries(hot)) {
        const times: number[] = [];
        const one = async (lane: number) => {
          for (let turn = lane; turn < wanted.times; turn += inFlight) {
            const client = clients[turn % clients.length];
            const from = performance.now();
            if (client) await ask(client);
            times.push(performance.now() - from);
          }
        };
        await Promise.all(Array.from({ length: inFlight }, (_, lane) => one(lane)));
        figures[`${prefix}${what}_p50_ms`] = percentile(times, 0.5);
        figures[`${prefix}${what}_p99_ms`] = percentile(times, 0.99);
      }
      return figures;
    };
    await time('');
    const alone = await time('alone_');
    const from = performance.now();
    await addOthers(engine.db, community, wanted);
    const fillSeconds = Math.round((performance.now() - from) / 1000);
    await time('');
    const stats = await engine.db.db?.stats();
    return {
      ...{ people: wanted.people, courses: wanted.courses, fill_s: fillSeconds },
      database_mb: Math.round(Number(stats?.['storageSize'] ?? 0) / 1e6),
      ...alone,
      ...(await time('')),
    };
  } finally {
    await engine.close();
  }
};
