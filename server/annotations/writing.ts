// What every act that changes a thread does: find, ask the rule, change under its condition, tell; a repeat changes nothing.
import type { UpdateQuery } from 'mongoose';
import type { ThreadView } from '#shared/annotations/views.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { ensure, type Verdict } from '#shared/kernel/rules.ts';
import { noSuch } from '#server/courses/public.ts';
import type { Actor } from '#server/kernel/actor.ts';
import type { ReplyRecord, ThreadRecord } from './store.ts';
import type { Found, Threads } from './threads.ts';

/** A thread's own text or one of its replies; `not_found` for anything else. */
export const postIn = (thread: ThreadRecord, postId: Id): ReplyRecord => {
  const found = postId === thread._id ? thread : thread.replies.find(({ _id }) => _id === postId);
  if (!found) throw noSuch('post');
  return found;
};

interface Act {
  readonly actor: Actor;
  readonly threadId: Id;
  readonly rule: (found: Found) => Verdict;
  /** Deleted threads too, whose replies go on. */
  readonly alsoDeleted?: boolean;
  /** Says that the change was not made before. */
  readonly filter: object | ((found: Found) => object);
  readonly update: (found: Found) => UpdateQuery<ThreadRecord>;
}

/** The thread as the actor sees it afterwards. */
export const createAct =
  (threads: Threads) =>
  async ({ actor, threadId, rule, alsoDeleted = false, filter, update }: Act): Promise<ThreadView> => {
    const found = await threads.threadFor(actor, threadId);
    const { thread, viewer } = found;
    ensure(rule(found));
    const after = await threads.change(
      thread.documentId,
      {
        ...{ _id: threadId, ...(alsoDeleted ? {} : { deletedAt: null }) },
        ...(typeof filter === 'function' ? (filter as (found: Found) => object)(found) : filter),
      },
      update(found),
    );
    if (after) {
      await threads.tell('threadChanged', after, viewer.member.courseId, thread);
      return threads.viewOne(after, viewer.member);
    }
    const now = await threads.threadFor(actor, threadId);
    ensure(rule(now));
    return threads.viewOne(now.thread, viewer.member);
  };

/** Filters and updates about one post, be it the thread's own text or a reply. */
export const onPost = (threadId: Id, postId: Id) => {
  const isHead = threadId === postId;
  return {
    /** The post stands and fits. The thread itself may be deleted where its replies go on. */
    filter: (condition: object) =>
      isHead ? condition : { replies: { $elemMatch: { _id: postId, deletedAt: null, ...condition } } },
    path: (field: 'upvoters' | 'endorsedBy') => (isHead ? field : `replies.$.${field}`),
  };
};
