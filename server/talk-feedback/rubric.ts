// The rubric of a course: read by its members, changed by its staff from a known revision.
import type { RubricView, talkFeedbackRoutes } from '#shared/talk-feedback/contract.ts';
import { mayRunCourse } from '#shared/courses/roles.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import { ensure } from '#shared/kernel/rules.ts';
import { defaultRubric } from '#shared/talk-feedback/rubric.ts';
import { isDuplicate } from '#server/kernel/db/collection.ts';
import type { Handlers } from '#server/kernel/feature.ts';
import type { TalkFeedbackParts } from './parts.ts';

type Verb = 'readTalkRubric' | 'changeTalkRubric';

export const rubricHandlers = ({
  store,
  courses,
}: TalkFeedbackParts): Pick<Handlers<typeof talkFeedbackRoutes>, Verb> => {
  const read = async (courseId: Id): Promise<RubricView> => {
    const record = await store.rubrics.findById(courseId).lean();
    return { criteria: record?.criteria ?? [...defaultRubric], revision: record?.revision ?? 0 };
  };
  const create = async (courseId: Id, criteria: RubricView['criteria']): Promise<boolean> => {
    try {
      await store.rubrics.create({ _id: courseId, criteria, revision: 1 });
      return true;
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      return false;
    }
  };

  return {
    readTalkRubric: async ({ actor, params: { courseId } }) => {
      await courses.memberOf(actor, courseId);
      return read(courseId);
    },

    changeTalkRubric: async ({ actor, params: { courseId }, body: { criteria, revision } }) => {
      ensure(mayRunCourse(await courses.memberOf(actor, courseId)));
      const isSaved =
        revision === 0
          ? await create(courseId, criteria)
          : (
              await store.rubrics.updateOne(
                { _id: courseId, revision },
                { $set: { criteria }, $inc: { revision: 1 } },
              )
            ).matchedCount > 0;
      if (!isSaved)
        throw refuse(
          'conflict',
          'changed_meanwhile',
          'Somebody else changed the rubric meanwhile. Theirs is shown; make your change again.',
          { current: await read(courseId) },
        );
      return { criteria, revision: revision + 1 };
    },
  };
};
