// The threads of a document that a class may want to talk about: what was discussed most, and questions without an answer.
import type { ThreadView } from '#shared/annotations/views.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import type { AnnotationsStore, ThreadRecord } from './store.ts';
import { readable } from './thread-pages.ts';
import type { Threads } from './threads.ts';
import type { Look } from './viewers.ts';

/** Best first, each thread in one of the two lists at most. Only threads for the whole class. */
export interface WorthDiscussing {
  readonly discussed: ThreadView[];
  readonly unanswered: ThreadView[];
}

interface Ranked {
  readonly _id: Id;
}

const replies = {
  $size: { $filter: { input: '$replies', cond: { $eq: [{ $ifNull: ['$$this.deletedAt', null] }, null] } } },
};
const upvotes = { $size: { $ifNull: ['$upvoters', []] } };

/** `limit` of each list. The database ranks, so that the texts of thousands of posts are not read. */
export const createWorthDiscussing =
  ({ threads: records }: Pick<AnnotationsStore, 'threads'>, threads: Threads) =>
  async (look: Pick<Look, 'document' | 'viewer'>, limit: number): Promise<WorthDiscussing> => {
    const open = { ...readable(look), visibility: 'class', deletedAt: null, resolvedAt: null };
    const rank = async (filter: object, weight: object) =>
      (
        await records.aggregate<Ranked>([
          { $match: { ...open, ...filter } },
          { $set: { weight } },
          { $match: { weight: { $gt: 0 } } },
          { $sort: { weight: -1, _id: 1 } },
          { $limit: limit },
          { $project: { _id: 1 } },
        ])
      ).map(({ _id }) => _id);
    const isQuestion = { kind: 'question', acceptedReplyId: null };
    // A question counts for itself; those many ask along come first, and those with few answers.
    const unansweredIds = await rank(isQuestion, {
      $divide: [{ $add: [1, upvotes] }, { $add: [1, replies] }],
    });
    const discussedIds = await rank(
      { _id: { $nin: unansweredIds } },
      { $add: [{ $multiply: [2, replies] }, upvotes] },
    );
    const found = await records
      .find({ _id: { $in: [...unansweredIds, ...discussedIds] } })
      .lean<ThreadRecord[]>();
    const views = await threads.view(found, look.viewer.member);
    const inOrder = (ids: readonly Id[]) => ids.flatMap((id) => views.find((view) => view.id === id) ?? []);
    return { discussed: inOrder(discussedIds), unanswered: inOrder(unansweredIds) };
  };
