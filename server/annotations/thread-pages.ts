// Threads in the order in which they were posted, some at a time, through the database's indexes: what is read does not grow with the document.
import type { ThreadView } from '#shared/annotations/views.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { visibleTo } from './audience.ts';
import type { AnnotationsStore, ThreadRecord } from './store.ts';
import type { Threads } from './threads.ts';
import type { Look } from './viewers.ts';

/** Where a thread stands in the order: no two stand at the same place. */
export interface PostedAt {
  readonly at: Date;
  readonly id: Id;
}

export interface ThreadCounts {
  readonly threads: number;
  /** With their replies, without what was deleted. */
  readonly posts: number;
  /** Is another one whenever any of them changed, came or went. */
  readonly state: string;
}

/** Of one document, for one person's eyes. */
export interface ThreadPages {
  /** At most `limit` that were posted after `key`; null: the first ones. */
  after(key: PostedAt | null, limit: number): Promise<ThreadView[]>;
  /** The keys of at most `limit` up to and with `key`, newest first, with the number of their posts; null: the last ones. */
  upTo(key: PostedAt | null, limit: number): Promise<(PostedAt & { readonly posts: number })[]>;
  counts(): Promise<ThreadCounts>;
  /** Which of these are there to see. */
  present(threadIds: readonly Id[]): Promise<Set<Id>>;
  /** The thread that this post begins or answers; null where there is none to see. */
  withPost(postId: Id): Promise<ThreadView | null>;
}

type Counted = Omit<ThreadCounts, 'state'> & { readonly newest: number };

const standing = { deletedAt: null };
const isStanding = (path: string) => ({ $eq: [{ $ifNull: [path, null] }, null] });
const postsOf = {
  $add: [
    { $cond: [isStanding('$deletedAt'), 1, 0] },
    { $size: { $filter: { input: '$replies', cond: isStanding('$$this.deletedAt') } } },
  ],
};

/** What `look` may see of a document and still has words. */
export const readable = ({ document, viewer }: Pick<Look, 'document' | 'viewer'>) => ({
  documentId: document.id,
  $and: [visibleTo(viewer), { $or: [standing, { replies: { $elemMatch: standing } }] }],
});

const behind = ({ at, id }: PostedAt) => ({
  ...{ postedAt: { $gte: at }, $or: [{ postedAt: { $gt: at } }, { _id: { $gt: id } }] },
});
const until = ({ at, id }: PostedAt) => ({
  ...{ postedAt: { $lte: at }, $or: [{ postedAt: { $lt: at } }, { _id: { $lte: id } }] },
});

/** Counts that are kept at most, over all documents and people. */
const countsKept = 1000;

export const createThreadPages = (store: Pick<AnnotationsStore, 'threads'>, threads: Threads) => {
  // Counting reads every thread; between two changes of a document it is done once for all who see the same.
  const kept = new Map<string, { readonly seq: number; readonly counted: Promise<Counted> }>();

  const count = async (filter: ReturnType<typeof readable>): Promise<Counted> => {
    const [counted] = await store.threads.aggregate<Counted>([
      { $match: filter },
      {
        $group: {
          ...{ _id: null, threads: { $sum: 1 }, newest: { $max: '$seq' } },
          posts: { $sum: postsOf },
        },
      },
      { $unset: '_id' },
    ]);
    return counted ?? { threads: 0, posts: 0, newest: 0 };
  };

  return (look: Pick<Look, 'document' | 'viewer'>): ThreadPages => {
    const filter = readable(look);
    const view = (records: Parameters<Threads['view']>[0]) => threads.view(records, look.viewer.member);

    return {
      after: async (key, limit) =>
        view(
          await store.threads
            .find(key ? { ...filter, ...behind(key) } : filter)
            .sort({ postedAt: 1, _id: 1 })
            .limit(limit)
            .lean(),
        ),

      upTo: async (key, limit) => {
        const found = await store.threads
          .find(key ? { ...filter, ...until(key) } : filter, {
            ...{ postedAt: 1, deletedAt: 1, 'replies.deletedAt': 1 },
          })
          .sort({ postedAt: -1, _id: -1 })
          .limit(limit)
          .lean<Pick<ThreadRecord, '_id' | 'postedAt' | 'deletedAt' | 'replies'>[]>();
        return found.map(({ _id, postedAt, deletedAt, replies }) => ({
          ...{ at: postedAt, id: _id },
          posts: [{ deletedAt }, ...replies].filter((post) => post.deletedAt === null).length,
        }));
      },

      counts: async () => {
        // Before counting: what is changed in between is counted again next time.
        const seq =
          (
            await store.threads
              .findOne({ documentId: look.document.id }, { _id: 0, seq: 1 })
              .sort({ seq: -1 })
              .lean()
          )?.seq ?? 0;
        const key = JSON.stringify(filter);
        const before = kept.get(key);
        const counted = before?.seq === seq ? before.counted : count(filter);
        kept.delete(key);
        kept.set(key, { seq, counted });
        counted.catch(() => kept.delete(key));
        const [oldest] = kept.keys();
        if (kept.size > countsKept && oldest !== undefined) kept.delete(oldest);
        const { newest, ...counts } = await counted;
        // What comes or changes has the highest number so far; what goes lowers the counts.
        return { ...counts, state: `${String(newest)} ${String(counts.threads)} ${String(counts.posts)}` };
      },

      present: async (threadIds) => {
        const found = await store.threads
          .find({ ...filter, _id: { $in: [...threadIds] } }, { _id: 1 })
          .lean();
        return new Set(found.map(({ _id }) => _id));
      },

      withPost: async (postId) => {
        const found =
          (await store.threads.findOne({ ...filter, _id: postId }).lean()) ??
          (await store.threads.findOne({ ...filter, 'replies._id': postId }).lean());
        return found ? ((await view([found]))[0] ?? null) : null;
      },
    };
  };
};
