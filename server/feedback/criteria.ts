// The criteria of a course: read by its members, changed by its instructors from a known revision.
import type { CriteriaView, feedbackRoutes } from '#shared/feedback/contract.ts';
import { defaultCriteria } from '#shared/feedback/criteria.ts';
import { mayChangeCourse } from '#shared/courses/roles.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import { ensure } from '#shared/kernel/rules.ts';
import { isDuplicate } from '#server/kernel/db/collection.ts';
import type { Handlers } from '#server/kernel/feature.ts';
import type { FeedbackParts } from './parts.ts';

type Verb = 'readCriteria' | 'changeCriteria';

export const criteriaHandlers = ({
  store,
  courses,
}: FeedbackParts): Pick<Handlers<typeof feedbackRoutes>, Verb> => {
  const read = async (courseId: Id): Promise<CriteriaView> => {
    const record = await store.criteria.findById(courseId).lean();
    return { criteria: record?.criteria ?? [...defaultCriteria], revision: record?.revision ?? 0 };
  };
  const conflict = async (courseId: Id) =>
    refuse(
      'conflict',
      'changed_meanwhile',
      'Somebody else changed the criteria meanwhile. Theirs are shown; make your change again.',
      { current: await read(courseId) },
    );

  return {
    readCriteria: async ({ actor, params: { courseId } }) => {
      await courses.memberOf(actor, courseId);
      return read(courseId);
    },

    changeCriteria: async ({ actor, params: { courseId }, body: { criteria, revision } }) => {
      ensure(mayChangeCourse(await courses.memberOf(actor, courseId)));
      if (revision === 0)
        await store.criteria
          .create({ _id: courseId, criteria, revision: 1 })
          .catch(async (error: unknown) => {
            throw isDuplicate(error) ? await conflict(courseId) : error;
          });
      else {
        const { matchedCount } = await store.criteria.updateOne(
          { _id: courseId, revision },
          { $set: { criteria }, $inc: { revision: 1 } },
        );
        if (matchedCount === 0) throw await conflict(courseId);
      }
      return { criteria, revision: revision + 1 };
    },
  };
};
