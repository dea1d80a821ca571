// Keeps what posts said before their edits, and forgets it when the post is deleted.
import type { annotationsRoutes } from '#shared/annotations/contract.ts';
import { mayReadHistory } from '#shared/annotations/rules.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { ensure } from '#shared/kernel/rules.ts';
import type { Handlers } from '#server/kernel/feature.ts';
import type { AnnotationsStore, ReplyRecord } from './store.ts';
import type { Threads } from './threads.ts';
import { postIn } from './writing.ts';

export interface FormerTexts {
  /** Before an edit: should the edit then fail, the copy is of what is still there, and shows nothing. */
  keep(threadId: Id, post: ReplyRecord): Promise<void>;
  forget(postId: Id): Promise<void>;
}

export const createFormerTexts = ({ formerTexts }: AnnotationsStore): FormerTexts => ({
  keep: async (threadId, { _id, revision, text, postedAt, editedAt }) => {
    await formerTexts.updateOne(
      { _id: `${_id} ${String(revision)}` },
      { $setOnInsert: { threadId, postId: _id, revision, text, at: editedAt ?? postedAt } },
      { upsert: true },
    );
  },
  forget: async (postId) => {
    await formerTexts.deleteMany({ postId });
  },
});

/** The part of the annotations feature that shows former texts. */
export const historyHandlers = (
  { formerTexts }: AnnotationsStore,
  threads: Threads,
): Pick<Handlers<typeof annotationsRoutes>, 'readHistory'> => ({
  readHistory: async ({ actor, params: { threadId, postId } }) => {
    const { thread, viewer } = await threads.threadFor(actor, threadId);
    const post = postIn(thread, postId);
    ensure(mayReadHistory(viewer.member, post));
    const kept = await formerTexts
      .find({ postId, revision: { $lt: post.revision } })
      .sort({ revision: -1 })
      .lean();
    return kept.map(({ revision, text, at }) => ({ revision, text, at: at.toISOString() }));
  },
});
