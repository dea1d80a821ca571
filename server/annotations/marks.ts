// Marks on threads and posts: upvotes, endorsements, resolution, the accepted answer, following; nothing when made before.
import { annotationsEvents, type annotationsRoutes } from '#shared/annotations/contract.ts';
import { mayAcceptReply, mayEndorse, mayFollow, mayResolve, mayUpvote } from '#shared/annotations/rules.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { ensure } from '#shared/kernel/rules.ts';
import type { Actor } from '#server/kernel/actor.ts';
import type { Bus } from '#server/kernel/bus.ts';
import type { Clock } from '#server/kernel/clock.ts';
import type { Handlers } from '#server/kernel/feature.ts';
import type { AnnotationsStore } from './store.ts';
import type { Threads } from './threads.ts';
import { createAct, onPost, postIn } from './writing.ts';

interface Parts {
  readonly store: AnnotationsStore;
  readonly threads: Threads;
  readonly clock: Clock;
  readonly bus: Bus;
}

type Verb =
  | 'upvote'
  | 'withdrawUpvote'
  | 'endorse'
  | 'withdrawEndorsement'
  | 'resolveThread'
  | 'reopenThread'
  | 'acceptReply'
  | 'withdrawAcceptance'
  | 'followThread'
  | 'unfollowThread';

/** The part of the annotations feature that marks without changing words. */
export const markHandlers = (parts: Parts): Pick<Handlers<typeof annotationsRoutes>, Verb> => {
  const { store, threads, clock, bus } = parts;
  const act = createAct(threads);

  // What is one's own is told to one's other devices only.
  const tellOwn = (
    { personId }: Actor,
    fact: { documentId: Id; id: Id; mark: 'upvote' | 'follow'; given: boolean },
  ) => {
    bus.publish(annotationsEvents.ownMarkChanged, personId, fact);
  };

  const upvoting = async (actor: Actor, threadId: Id, postId: Id, given: boolean) => {
    const post = onPost(threadId, postId);
    const { personId } = actor;
    const thread = await act({
      ...{ actor, threadId },
      rule: (found) => mayUpvote(found.viewer.member, postIn(found.thread, postId)),
      filter: post.filter({ upvoters: given ? { $ne: personId } : personId }),
      update: () => ({ [given ? '$addToSet' : '$pull']: { [post.path('upvoters')]: personId } }),
    });
    tellOwn(actor, { documentId: thread.documentId, id: postId, mark: 'upvote', given });
    return thread;
  };

  const endorsing = (actor: Actor, threadId: Id, postId: Id, by: Id | null) => {
    const post = onPost(threadId, postId);
    return act({
      ...{ actor, threadId },
      rule: ({ thread, viewer }) => mayEndorse(viewer.member, postIn(thread, postId)),
      filter: post.filter({ endorsedBy: by === null ? { $ne: null } : null }),
      update: () => ({ $set: { [post.path('endorsedBy')]: by } }),
    });
  };

  const following = async (actor: Actor, threadId: Id, given: boolean) => {
    const { viewer, thread } = await threads.threadFor(actor, threadId);
    ensure(mayFollow(viewer.member));
    // Nobody else can see it: no number, no news.
    await store.threads.updateOne(
      { _id: threadId },
      { [given ? '$addToSet' : '$pull']: { followers: actor.personId } },
    );
    tellOwn(actor, { documentId: thread.documentId, id: threadId, mark: 'follow', given });
    return undefined;
  };

  return {
    upvote: ({ actor, params: { threadId, postId } }) => upvoting(actor, threadId, postId, true),
    withdrawUpvote: ({ actor, params: { threadId, postId } }) => upvoting(actor, threadId, postId, false),

    endorse: ({ actor, params: { threadId, postId } }) => endorsing(actor, threadId, postId, actor.personId),
    withdrawEndorsement: ({ actor, params: { threadId, postId } }) =>
      endorsing(actor, threadId, postId, null),

    resolveThread: ({ actor, params: { threadId } }) =>
      act({
        ...{ actor, threadId },
        rule: ({ thread, viewer }) => mayResolve(viewer.member, thread),
        filter: { resolvedAt: null },
        update: () => ({ $set: { resolvedAt: clock.now(), resolvedBy: actor.personId } }),
      }),
    reopenThread: ({ actor, params: { threadId } }) =>
      act({
        ...{ actor, threadId },
        rule: ({ thread, viewer }) => mayResolve(viewer.member, thread),
        filter: { resolvedAt: { $ne: null } },
        update: () => ({ $set: { resolvedAt: null, resolvedBy: null } }),
      }),

    acceptReply: ({ actor, params: { threadId }, body: { replyId } }) =>
      act({
        ...{ actor, threadId },
        rule: ({ thread, viewer }) => mayAcceptReply(viewer.member, thread, postIn(thread, replyId)),
        filter: {
          acceptedReplyId: { $ne: replyId },
          replies: { $elemMatch: { _id: replyId, deletedAt: null } },
        },
        update: () => ({ $set: { acceptedReplyId: replyId } }),
      }),
    withdrawAcceptance: ({ actor, params: { threadId } }) =>
      act({
        ...{ actor, threadId },
        rule: ({ thread, viewer }) => mayAcceptReply(viewer.member, thread),
        filter: { acceptedReplyId: { $ne: null } },
        update: () => ({ $set: { acceptedReplyId: null } }),
      }),

    followThread: ({ actor, params: { threadId } }) => following(actor, threadId, true),
    unfollowThread: ({ actor, params: { threadId } }) => following(actor, threadId, false),
  };
};
