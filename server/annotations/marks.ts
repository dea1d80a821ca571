// Upvoting and resolving threads: changes that are nothing when they were made before.
import type { Model } from 'mongoose';
import type { annotationsRoutes, ThreadView } from '#shared/annotations/contract.ts';
import { mayResolve, mayUpvote } from '#shared/annotations/rules.ts';
import type { Member } from '#shared/courses/roles.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { ensure, type Verdict } from '#shared/kernel/rules.ts';
import type { Actor } from '#server/kernel/actor.ts';
import type { Clock } from '#server/kernel/clock.ts';
import type { Handlers } from '#server/kernel/feature.ts';
import type { ThreadRecord } from './store.ts';
import type { Threads } from './threads.ts';

interface Parts {
  readonly store: Model<ThreadRecord>;
  readonly threads: Threads;
  readonly clock: Clock;
}

type Verb = 'upvote' | 'withdrawUpvote' | 'resolveThread' | 'reopenThread';

/** The part of the annotations feature that marks threads without changing their words. */
export const markHandlers = (parts: Parts): Pick<Handlers<typeof annotationsRoutes>, Verb> => {
  const { store, threads, clock } = parts;

  /** `filter` says that the change was not made before. */
  const change = async (
    actor: Actor,
    threadId: Id,
    rule: (member: Member, thread: ThreadRecord) => Verdict,
    filter: object,
    update: object,
  ): Promise<ThreadView> => {
    const { thread, member } = await threads.threadFor(actor, threadId);
    ensure(rule(member, thread));
    const after = await store
      .findOneAndUpdate(
        { _id: threadId, deletedAt: null, ...filter },
        { ...update, $inc: { change: 1 } },
        { returnDocument: 'after' },
      )
      .lean();
    if (after) return threads.tell('threadChanged', after, member.courseId);
    const { thread: now } = await threads.threadFor(actor, threadId);
    ensure(rule(member, now));
    return threads.viewOne(now, member.courseId);
  };

  return {
    upvote: ({ actor, params }) =>
      change(
        actor,
        params.threadId,
        mayUpvote,
        { upvoters: { $ne: actor.personId } },
        { $addToSet: { upvoters: actor.personId } },
      ),

    withdrawUpvote: ({ actor, params }) =>
      change(
        actor,
        params.threadId,
        mayUpvote,
        { upvoters: actor.personId },
        { $pull: { upvoters: actor.personId } },
      ),

    resolveThread: ({ actor, params }) =>
      change(
        actor,
        params.threadId,
        mayResolve,
        { resolvedAt: null },
        { $set: { resolvedAt: clock.now(), resolvedBy: actor.personId } },
      ),

    reopenThread: ({ actor, params }) =>
      change(
        actor,
        params.threadId,
        mayResolve,
        { resolvedAt: { $ne: null } },
        { $set: { resolvedAt: null, resolvedBy: null } },
      ),
  };
};
