// Replies that the staff of a course keep for their comments.
import { gradingEvents, type gradingRoutes } from '#shared/grading/contract.ts';
import { mayGrade } from '#shared/grading/rules.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import { ensure } from '#shared/kernel/rules.ts';
import type { Actor } from '#server/kernel/actor.ts';
import { isDuplicate } from '#server/kernel/db/collection.ts';
import type { Handlers } from '#server/kernel/feature.ts';
import type { GradingParts } from './parts.ts';

type Verb = 'listSavedReplies' | 'putSavedReply' | 'removeSavedReply';
const repliesAtMost = 200;

export const savedReplyHandlers = ({
  store: { replies },
  courses,
  bus,
}: GradingParts): Pick<Handlers<typeof gradingRoutes>, Verb> => {
  const allowed = async (actor: Actor, courseId: Id) => {
    ensure(mayGrade(await courses.memberOf(actor, courseId)));
  };
  const list = async (courseId: Id) =>
    (await replies.find({ courseId }).lean())
      .map(({ _id, title, text, revision }) => ({ id: _id, title, text, revision }))
      .sort((a, b) => a.title.localeCompare(b.title, 'en'));
  const tell = (courseId: Id) => {
    bus.publish(gradingEvents.savedRepliesChanged, courseId, { courseId });
  };

  const create = async (reply: { _id: Id; courseId: Id; title: string; text: string }): Promise<boolean> => {
    if ((await replies.countDocuments({ courseId: reply.courseId })) >= repliesAtMost)
      throw refuse(
        'unprocessable',
        'too_many_replies',
        `A course keeps ${String(repliesAtMost)} saved replies at most. Remove one first.`,
      );
    try {
      await replies.create({ ...reply, revision: 1 });
      return true;
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      return false;
    }
  };

  return {
    listSavedReplies: async ({ actor, params: { courseId } }) => {
      await allowed(actor, courseId);
      return list(courseId);
    },

    putSavedReply: async ({ actor, params: { courseId, savedReplyId }, body }) => {
      await allowed(actor, courseId);
      const { revision, ...words } = body;
      const key = { _id: savedReplyId, courseId };
      const isSaved =
        revision === 0
          ? await create({ ...key, ...words })
          : (await replies.updateOne({ ...key, revision }, { $set: words, $inc: { revision: 1 } }))
              .modifiedCount > 0;
      const all = await list(courseId);
      if (isSaved) tell(courseId);
      else {
        const now = all.find(({ id }) => id === savedReplyId);
        // The same again, because its answer was lost on the way.
        const isRepeat =
          now?.revision === revision + 1 && now.title === words.title && now.text === words.text;
        if (!isRepeat)
          throw refuse(
            'conflict',
            'reply_changed',
            now
              ? 'Somebody else has changed this reply meanwhile. Both texts are here.'
              : 'Somebody else has removed this reply meanwhile. Keep your text as a new one.',
            { current: now ?? null },
          );
      }
      return all;
    },

    removeSavedReply: async ({ actor, params: { courseId, savedReplyId } }) => {
      await allowed(actor, courseId);
      const { deletedCount } = await replies.deleteOne({ _id: savedReplyId, courseId });
      if (deletedCount > 0) tell(courseId);
      return list(courseId);
    },
  };
};
