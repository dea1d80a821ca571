// Operations on the replies of a thread.
import type { Model } from 'mongoose';
import { annotationLimits, type annotationsRoutes } from '#shared/annotations/contract.ts';
import { mayDelete, mayEdit, mayReply } from '#shared/annotations/rules.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { ensure } from '#shared/kernel/rules.ts';
import { noSuch } from '#server/courses/public.ts';
import type { Clock } from '#server/kernel/clock.ts';
import type { Handlers } from '#server/kernel/feature.ts';
import type { Limit } from '#server/kernel/limits.ts';
import { changedMeanwhile, hasRoomFor, refuseTakenId, threadFull } from './refusals.ts';
import type { ReplyRecord, ThreadRecord } from './store.ts';
import type { Threads } from './threads.ts';

interface Parts {
  readonly store: Model<ThreadRecord>;
  readonly threads: Threads;
  readonly posts: Limit;
  readonly clock: Clock;
}

type Verb = 'reply' | 'editReply' | 'deleteReply';

/** The part of the annotations feature that is about replies. */
export const replyHandlers = (parts: Parts): Pick<Handlers<typeof annotationsRoutes>, Verb> => {
  const { store, threads, posts, clock } = parts;

  const replyIn = (thread: ThreadRecord, replyId: Id): ReplyRecord => {
    const found = thread.replies.find((reply) => reply._id === replyId);
    if (!found) throw noSuch('reply');
    return found;
  };

  return {
    reply: async ({ actor, params: { threadId }, body: { id, text } }) => {
      const { thread, member } = await threads.threadFor(actor, threadId);
      ensure(mayReply(member, thread));
      await posts.take(actor.personId);
      const record: ReplyRecord = {
        _id: id,
        authorId: actor.personId,
        text,
        postedAt: clock.now(),
        editedAt: null,
        deletedAt: null,
        revision: 1,
      };
      const after = await store
        .findOneAndUpdate(
          {
            _id: threadId,
            deletedAt: null,
            'replies._id': { $ne: id },
            [`replies.${String(annotationLimits.repliesPerThread - 1)}`]: { $exists: false },
            ...hasRoomFor(text.length),
          },
          { $push: { replies: record }, $inc: { change: 1, characters: text.length } },
          { returnDocument: 'after' },
        )
        .lean();
      if (after) return threads.tell('threadChanged', after, member.courseId);

      const { thread: now } = await threads.threadFor(actor, threadId);
      const earlier = now.replies.find((reply) => reply._id === id);
      if (!earlier) {
        ensure(mayReply(member, now));
        throw threadFull();
      }
      if (earlier.authorId !== actor.personId) throw refuseTakenId();
      return threads.viewOne(now, member.courseId);
    },

    editReply: async ({ actor, params: { threadId, replyId }, body: { revision, text } }) => {
      const { thread, member } = await threads.threadFor(actor, threadId);
      const reply = replyIn(thread, replyId);
      ensure(mayEdit(member, reply));
      await posts.take(actor.personId);
      const more = text.length - reply.text.length;
      const after = await store
        .findOneAndUpdate(
          {
            _id: threadId,
            replies: { $elemMatch: { _id: replyId, revision, deletedAt: null } },
            ...hasRoomFor(more),
          },
          {
            $set: { 'replies.$.text': text, 'replies.$.editedAt': clock.now() },
            $inc: { 'replies.$.revision': 1, change: 1, characters: more },
          },
          { returnDocument: 'after' },
        )
        .lean();
      if (after) return threads.tell('threadChanged', after, member.courseId);

      const { thread: now } = await threads.threadFor(actor, threadId);
      ensure(mayEdit(member, replyIn(now, replyId)));
      if (replyIn(now, replyId).revision === revision) throw threadFull();
      throw changedMeanwhile(await threads.viewOne(now, member.courseId));
    },

    deleteReply: async ({ actor, params: { threadId, replyId } }) => {
      const { thread, member } = await threads.threadFor(actor, threadId);
      ensure(mayDelete(member, replyIn(thread, replyId)));
      const after = await store
        .findOneAndUpdate(
          { _id: threadId, replies: { $elemMatch: { _id: replyId, deletedAt: null } } },
          { $set: { 'replies.$.text': '', 'replies.$.deletedAt': clock.now() }, $inc: { change: 1 } },
          { returnDocument: 'after' },
        )
        .lean();
      if (after) await threads.tellDeleted(after, member.courseId);
      return undefined;
    },
  };
};
