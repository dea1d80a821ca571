// Moving threads fails: it is tried again, later and later, until it is done; nothing else waits for it.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Anchor } from '#shared/annotations/anchor.ts';
import { condense } from '#shared/annotations/page-text.ts';
import { newId } from '#shared/kernel/primitives.ts';
import { papersEvents } from '#shared/papers/contract.ts';
import { createReanchoring, type Reanchoring } from '#server/annotations/reanchor/reanchoring.ts';
import { openAnnotationsStore, type AnnotationsStore } from '#server/annotations/store.ts';
import { createBus } from '#server/kernel/bus.ts';
import { createLeases, type Leases } from '#server/kernel/leases.ts';
import { createLog } from '#server/kernel/log.ts';
import { migrate } from '#server/migrations/run.ts';
import type { Versions } from '#server/papers/public.ts';
import { testDatabase } from '#tests/support/engine.ts';
import { made } from './made-thread.ts';

const [former, present] = ['a'.repeat(64), 'b'.repeat(64)];
const exact = 'Rooms in which nobody speaks are measured best by those who listen for a whole week.';
const [before, after] = [`A preface that goes away. ${exact} Then more.`, `${exact} Then more.`];
const page = { width: 600, height: 800, rotation: 0, label: null, left: 0, bottom: 0 };
const database = testDatabase();
let store: AnnotationsStore;
let leases: Leases;
const running: Reanchoring[] = [];

beforeAll(async () => {
  const db = await database.connect();
  store = openAnnotationsStore(db);
  leases = createLeases(db, createLog('silent'));
});
afterAll(() => Promise.all(running.map((one) => one.close())));

const anchor = (): Anchor => {
  const start = condense('A preface that goes away. ').condensed.length;
  const position = { start, end: start + condense(exact).condensed.length };
  const like = made().anchor;
  const [target] = like.targets;
  const quote = { exact, prefix: '', suffix: '' };
  return { ...like, fileHash: former, targets: [{ page: 0, rects: target?.rects ?? [], quote, position }] };
};

const addThread = async (documentId: string) => {
  const _id = newId();
  await store.threads.create({
    ...{ _id, documentId, anchor: anchor(), placement: null, kind: 'plain', readingQuestion: null },
    ...{
      visibility: 'class',
      groupId: null,
      shownTo: ['class'],
      authorId: 'ben',
      anonymous: false,
      text: 'Why?',
    },
    ...{ postedAt: new Date(), lastPostAt: new Date(), editedAt: null, deletedAt: null, revision: 1 },
    ...{ upvoters: [], endorsedBy: null, resolvedAt: null, resolvedBy: null, acceptedReplyId: null },
    ...{
      followers: [],
      mentions: [],
      images: [],
      reports: [],
      replies: [],
      characters: 4,
      change: 1,
      seq: 1,
    },
  });
  return _id;
};

/** Files as they are read when the reading of the places of words fails for the first `failures` times. */
const filesThatFail = (failures: number, how: 'throw' | 'null') => {
  const tries: number[] = [];
  const versions: Versions = {
    presentFiles: (ids) =>
      Promise.resolve(
        ids.map((documentId) => ({ documentId, courseId: 'course', fileHash: present, pages: [page] })),
      ),
    hadFile: () => Promise.resolve(true),
    fileOf: () => Promise.resolve(former),
    isPresent: () => Promise.resolve(false),
    textsOf: (hash) => Promise.resolve([hash === former ? before : after]),
    rectsOf: (_, ranges) => {
      tries.push(Date.now());
      if (tries.length > failures)
        return Promise.resolve(ranges.map(() => [[60, 100, 200, 110] as const]) as never);
      return how === 'null' ? Promise.resolve(null) : Promise.reject(new Error('no memory left'));
    },
  };
  return { versions, tries };
};

const bus = createBus(createLog('silent'));
const begin = (versions: Versions): Reanchoring => {
  const reanchoring = createReanchoring({
    ...{ store, bus, leases, papers: { versions }, log: createLog('silent') },
    threads: {
      change: (_, filter, update) =>
        store.threads.findOneAndUpdate(filter, update, { returnDocument: 'after' }).lean(),
      tell: () => Promise.resolve(),
    },
    waitAfter: (failures) => 20 * failures,
  });
  running.push(reanchoring);
  return reanchoring;
};
const once = async (id: string, isSo: (placement: unknown, fileHash: string) => boolean) => {
  for (;;) {
    const thread = await store.threads.findById(id).lean();
    if (thread && isSo(thread.placement, thread.anchor.fileHash)) return thread;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

test.each(['throw', 'null'] as const)('what failed (%s) is tried again until it is done', async (how) => {
  const documentId = newId();
  const id = await addThread(documentId);
  const { versions, tries } = filesThatFail(3, how);
  begin(versions).start();
  bus.publish(papersEvents.documentRead, 'course', { documentId } as never);
  const thread = await once(id, (_, fileHash) => fileHash === present);
  expect(thread.placement).toMatchObject({ settled: true, method: 'exact' });
  expect(tries.length).toBeGreaterThanOrEqual(4);
  await running.at(-1)?.close();
});

test('a file that can never be read is left to people in the end, the thread where it was', async () => {
  const id = await addThread(newId());
  const { versions, tries } = filesThatFail(Infinity, 'null');
  begin(versions).start();
  const thread = await once(id, (placement) => placement !== null);
  expect(thread).toMatchObject({
    anchor: anchor(),
    placement: { fileHash: present, settled: false, method: 'none', proposal: null },
  });
  expect(tries.length).toBe(7);
  await running.at(-1)?.close();
});

test('after a stop between two tries the next start goes on', async () => {
  const id = await addThread(newId());
  const first = filesThatFail(1, 'throw');
  const stopped = begin(first.versions);
  stopped.start();
  while (first.tries.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  await stopped.close();
  begin(filesThatFail(0, 'throw').versions).start();
  expect((await once(id, (_, fileHash) => fileHash === present)).placement).toMatchObject({ settled: true });
  await running.at(-1)?.close();
});

test('placements that were stored before former anchors were kept have none', async () => {
  const id = await addThread(newId());
  const bare = { fileHash: present, method: 'none', confidence: 0, settled: false, proposal: null };
  await store.threads.updateOne({ _id: id }, { $set: { placement: { ...bare, original: anchor() } } });
  await migrate(await database.connect());
  expect((await store.threads.findById(id).lean())?.placement).toEqual({
    ...{ ...bare, original: anchor() },
    former: [],
  });
});
