// Operations on the replies of a thread.
import { annotationLimits, type annotationsRoutes } from '#shared/annotations/contract.ts';
import { mayDelete, mayEdit, mayReply } from '#shared/annotations/rules.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { ensure } from '#shared/kernel/rules.ts';
import { noSuch } from '#server/courses/public.ts';
import type { Clock } from '#server/kernel/clock.ts';
import type { Handlers } from '#server/kernel/feature.ts';
import type { Limit } from '#server/kernel/limits.ts';
import type { FormerTexts } from './former-texts.ts';
import { isAnonymous, pointersOf } from './posts.ts';
import { changedMeanwhile, hasRoomFor, movedMeanwhile, refuseTakenId, threadFull } from './refusals.ts';
import type { ReplyRecord, ThreadRecord } from './store.ts';
import type { Threads } from './threads.ts';

interface Parts {
  readonly threads: Threads;
  readonly formerTexts: FormerTexts;
  readonly posts: Limit;
  readonly clock: Clock;
}

type Verb = 'reply' | 'editReply' | 'deleteReply';

/** The part of the annotations feature that is about replies. */
export const replyHandlers = (parts: Parts): Pick<Handlers<typeof annotationsRoutes>, Verb> => {
  const { threads, formerTexts, posts, clock } = parts;

  const replyIn = (thread: ThreadRecord, replyId: Id): ReplyRecord => {
    const found = thread.replies.find((reply) => reply._id === replyId);
    if (!found) throw noSuch('reply');
    return found;
  };

  const pointersWith = (thread: ThreadRecord, replyId: Id, text: string) =>
    pointersOf([thread, ...thread.replies.filter(({ _id }) => _id !== replyId), { text }]);

  return {
    reply: async ({ actor, params: { threadId }, body: { id, text, anonymous } }) => {
      const { thread, viewer, settings } = await threads.threadFor(actor, threadId);
      const { member } = viewer;
      ensure(mayReply(member, thread));
      await posts.take(actor.personId);
      const record: ReplyRecord = {
        _id: id,
        authorId: actor.personId,
        anonymous: isAnonymous(settings, member, anonymous),
        text,
        postedAt: clock.now(),
        editedAt: null,
        deletedAt: null,
        revision: 1,
        upvoters: [],
        endorsedBy: null,
      };
      const { mentions, images } = pointersOf([record]);
      const after = await threads.change(
        thread.documentId,
        {
          _id: threadId,
          deletedAt: null,
          // Whoever replied knew who would read it.
          visibility: thread.visibility,
          'replies._id': { $ne: id },
          [`replies.${String(annotationLimits.repliesPerThread - 1)}`]: { $exists: false },
          ...hasRoomFor(text.length),
        },
        {
          $push: { replies: record },
          $max: { lastPostAt: record.postedAt },
          $addToSet: {
            followers: actor.personId,
            mentions: { $each: mentions },
            images: { $each: images },
          },
          $inc: { characters: text.length },
        },
      );
      if (after) {
        await threads.tell('threadChanged', after, member.courseId);
        return threads.viewOne(after, member);
      }
      const { thread: now } = await threads.threadFor(actor, threadId);
      const earlier = now.replies.find((reply) => reply._id === id);
      if (!earlier) {
        ensure(mayReply(member, now));
        throw now.visibility === thread.visibility ? threadFull() : movedMeanwhile();
      }
      if (earlier.authorId !== actor.personId) throw refuseTakenId();
      return threads.viewOne(now, member);
    },

    editReply: async ({ actor, params: { threadId, replyId }, body: { revision, text } }) => {
      const { thread, viewer } = await threads.threadFor(actor, threadId);
      const { member } = viewer;
      const reply = replyIn(thread, replyId);
      ensure(mayEdit(member, reply));
      await posts.take(actor.personId);
      const more = text.length - reply.text.length;
      if (reply.revision === revision) await formerTexts.keep(threadId, reply);
      const after = await threads.change(
        thread.documentId,
        {
          _id: threadId,
          replies: { $elemMatch: { _id: replyId, revision, deletedAt: null } },
          ...hasRoomFor(more),
        },
        {
          $set: {
            'replies.$.text': text,
            'replies.$.editedAt': clock.now(),
            ...pointersWith(thread, replyId, text),
          },
          $inc: { 'replies.$.revision': 1, characters: more },
        },
      );
      if (after) {
        await threads.tell('threadChanged', after, member.courseId);
        return threads.viewOne(after, member);
      }
      const { thread: now } = await threads.threadFor(actor, threadId);
      ensure(mayEdit(member, replyIn(now, replyId)));
      if (replyIn(now, replyId).revision === revision) throw threadFull();
      throw changedMeanwhile(await threads.viewOne(now, member));
    },

    deleteReply: async ({ actor, params: { threadId, replyId } }) => {
      const { thread, viewer } = await threads.threadFor(actor, threadId);
      ensure(mayDelete(viewer.member, replyIn(thread, replyId)));
      const after = await threads.change(
        thread.documentId,
        { _id: threadId, replies: { $elemMatch: { _id: replyId, deletedAt: null } } },
        {
          $set: {
            'replies.$.text': '',
            'replies.$.deletedAt': clock.now(),
            ...pointersWith(thread, replyId, ''),
            // A deleted answer answers nothing.
            ...(thread.acceptedReplyId === replyId ? { acceptedReplyId: null } : {}),
          },
        },
      );
      await formerTexts.forget(replyId);
      if (after) await threads.tell('threadChanged', after, viewer.member.courseId);
      return undefined;
    },
  };
};
