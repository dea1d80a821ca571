// The numbers of threads when another process takes the next one in the middle of a write.
import { expect, test } from '@jest/globals';
import { openAnnotationsStore, type ThreadRecord } from '#server/annotations/store.ts';
import { createThreads } from '#server/annotations/threads.ts';
import { testDatabase } from '#tests/support/engine.ts';

const store = openAnnotationsStore(await testDatabase().connect());
const documentId = 'd';

/** The store, of which another process takes a number just before this one stores a thread, so often. */
let takenMeanwhile = 0;
const meanwhile = async () => {
  if (takenMeanwhile === 0) return;
  takenMeanwhile -= 1;
  await store.sequences.updateOne({ _id: documentId }, { $inc: { last: 5 } });
};
const threads = new Proxy(store.threads, {
  get: (model, name) =>
    name === 'create'
      ? async (record: ThreadRecord) => {
          await meanwhile();
          return model.create(record);
        }
      : (Reflect.get(model, name) as unknown),
});
const nobody = {} as never;
const writer = createThreads({
  ...{ store: { ...store, threads }, accounts: nobody, courses: nobody, lookAt: nobody },
  ...{ pseudonymOf: nobody, bus: nobody },
});
const now = new Date();
const record = (id: string): Omit<ThreadRecord, 'seq'> => ({
  ...{
    _id: id,
    documentId,
    authorId: 'p',
    anonymous: false,
    kind: 'plain',
    text: 'Text',
    readingQuestion: null,
  },
  ...{
    anchor: { fileHash: 'f', targets: [], sortKey: 's' },
    placement: null,
    visibility: 'class',
    groupId: null,
  },
  ...{ shownTo: ['class'], postedAt: now, lastPostAt: now, editedAt: null, deletedAt: null, revision: 1 },
  ...{
    upvoters: [],
    endorsedBy: null,
    resolvedAt: null,
    resolvedBy: null,
    acceptedReplyId: null,
    followers: [],
  },
  ...{ mentions: [], images: [], reports: [], replies: [], characters: 4, change: 1 },
});
const newest = async () => (await store.sequences.findById(documentId).lean())?.last;

test('a thread whose number is not the newest when it is stored gets a newer one', async () => {
  const first = await writer.create(record('first'));
  expect(first.seq).toBe(await newest());
  takenMeanwhile = 1;
  const second = await writer.create(record('second'));
  // Somebody may have heard of the number that was taken meanwhile, and asks for what comes after it.
  expect(second.seq).toBe(await newest());
  expect((await store.threads.findById('second').lean())?.seq).toBe(second.seq);
  expect(second.seq).toBeGreaterThan(first.seq + 5);
});
