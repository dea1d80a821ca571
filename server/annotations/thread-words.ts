// What threads are found by: one small record per thread beside it, so that lists and votes do not carry the words along.
import type { Connection, Model } from 'mongoose';
import type { Visibility } from '#shared/annotations/visibility.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { isDuplicate, needed, openCollection } from '#server/kernel/db/collection.ts';
import { indexVersion, indexWords } from '#server/kernel/text/word-index.ts';
import { plainText } from './plain-text.ts';
import type { AnnotationsStore, ThreadRecord } from './store.ts';
import type { Threads } from './threads.ts';
import { isGone } from './views.ts';

/** Under the thread's id; who may see the thread stands here too, so that what the asker may not see is no candidate. */
export interface ThreadWordsRecord {
  _id: Id;
  documentId: Id;
  authorId: Id;
  visibility: Visibility;
  groupId: Id | null;
  words: string[];
  /** The thread's `change` that this was made from. */
  change: number;
  indexVersion: number;
}

export const openThreadWords = (db: Connection): Model<ThreadWordsRecord> =>
  openCollection<ThreadWordsRecord>(
    db,
    'threadWords',
    {
      documentId: needed(String),
      authorId: needed(String),
      visibility: needed(String),
      groupId: { type: String, default: null },
      words: { type: [String], default: [] },
      change: needed(Number),
      indexVersion: needed(Number),
    },
    [{ keys: { documentId: 1, words: 1 } }],
  );

const wordsOf = ({ text, replies }: Pick<ThreadRecord, 'text' | 'replies'>) =>
  indexWords([text, ...replies.map((reply) => reply.text)].map(plainText).join('\n\n'));

const recordOf = (thread: ThreadRecord): Omit<ThreadWordsRecord, '_id'> => ({
  documentId: thread.documentId,
  authorId: thread.authorId,
  visibility: thread.visibility,
  groupId: thread.groupId,
  words: wordsOf(thread),
  change: thread.change,
  indexVersion,
});

/** Makes a thread findable as it is now. Of two calls at once the newer state stays. */
const keepWords = async (model: Model<ThreadWordsRecord>, thread: ThreadRecord): Promise<void> => {
  if (isGone(thread)) {
    await model.deleteOne({ _id: thread._id });
    return;
  }
  try {
    await model.updateOne(
      { _id: thread._id, change: { $lt: thread.change } },
      { $set: recordOf(thread) },
      { upsert: true },
    );
  } catch (error) {
    // A newer state is there already.
    if (!isDuplicate(error)) throw error;
  }
};

const touching = /^(text|replies|replies\.\$\.text|visibility|groupId)$/;

/** Threads that stay findable whatever is done to them. */
export const withWords = (threads: Threads, model: Model<ThreadWordsRecord>): Threads => {
  // Nobody waits for it: what a crash or a lost database leaves undone is made up for at the next start.
  const keep = (thread: ThreadRecord) => {
    keepWords(model, thread).catch(() => undefined);
  };
  return {
    ...threads,
    create: async (record) => {
      const stored = await threads.create(record);
      keep(stored);
      return stored;
    },
    change: async (documentId, filter, update) => {
      const after = await threads.change(documentId, filter, update);
      const touched = Object.values(update as Record<string, object>).flatMap((fields) =>
        Object.keys(fields),
      );
      // A vote changes no words.
      if (after && touched.some((field) => touching.test(field))) keep(after);
      return after;
    },
  };
};

const atOnce = 200;

/** Brings the words up to date with the threads: after an update of the program, and after a crash between the two writes. */
export const completeWords = async (
  model: Model<ThreadWordsRecord>,
  { threads }: Pick<AnnotationsStore, 'threads'>,
): Promise<void> => {
  for (let after: Id = ''; ;) {
    const some = await threads
      .find({ _id: { $gt: after } }, { change: 1 })
      .sort({ _id: 1 })
      .limit(atOnce)
      .lean();
    const last = some.at(-1);
    if (!last) return;
    const known = await model
      .find({ _id: { $gt: after, $lte: last._id } }, { change: 1, indexVersion: 1 })
      .lean();
    const changes = new Map(
      known.filter((record) => record.indexVersion === indexVersion).map(({ _id, change }) => [_id, change]),
    );
    const stale = some.filter(({ _id, change }) => changes.get(_id) !== change).map(({ _id }) => _id);
    if (stale.length > 0) {
      const records = (await threads.find({ _id: { $in: stale } }).lean()).filter(
        (thread) => !isGone(thread),
      );
      await model.bulkWrite(
        records.map((thread) => ({
          updateOne: { filter: { _id: thread._id }, update: { $set: recordOf(thread) }, upsert: true },
        })),
        { ordered: false },
      );
    }
    after = last._id;
  }
};
