// The wishes of a course: read and changed by its staff, from a known revision; no door tells students of them.
import type { Id } from '#shared/kernel/primitives.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import { ensure } from '#shared/kernel/rules.ts';
import { planningRoutes, type GroupWishes } from '#shared/rounds/planning.ts';
import { mayRunRounds } from '#shared/rounds/rules.ts';
import type { CoursesPublic } from '#server/courses/public.ts';
import { isDuplicate } from '#server/kernel/db/collection.ts';
import { feature, type Feature } from '#server/kernel/feature.ts';
import type { WishesStore } from './wishes-store.ts';

/** Answers for {@link planningRoutes}. */
export const createWishingFeature = (store: WishesStore, courses: CoursesPublic): Feature => {
  const read = async (courseId: Id): Promise<GroupWishes> => {
    const record = await store.findById(courseId).lean();
    return { wishes: record?.wishes ?? [], revision: record?.revision ?? 0 };
  };
  const conflict = async (courseId: Id) =>
    refuse(
      'conflict',
      'changed_meanwhile',
      'Somebody else changed this meanwhile. Theirs is shown; make your change again.',
      { current: await read(courseId) },
    );

  return feature(planningRoutes, {
    readGroupWishes: async ({ actor, params: { courseId } }) => {
      ensure(mayRunRounds(await courses.memberOf(actor, courseId)));
      return read(courseId);
    },

    changeGroupWishes: async ({ actor, params: { courseId }, body: { wishes, revision } }) => {
      ensure(mayRunRounds(await courses.memberOf(actor, courseId)));
      const members = new Set((await courses.membersOf(courseId)).map(({ personId }) => personId));
      // Who left the course is named in no wish any more.
      const known = wishes
        .map((wish) => ({ ...wish, people: wish.people.filter((personId) => members.has(personId)) }))
        .filter(({ people }) => people.length > 1);
      if (revision === 0)
        await store.create({ _id: courseId, wishes: known, revision: 1 }).catch(async (error: unknown) => {
          throw isDuplicate(error) ? await conflict(courseId) : error;
        });
      else {
        const { matchedCount } = await store.updateOne(
          { _id: courseId, revision },
          { $set: { wishes: known }, $inc: { revision: 1 } },
        );
        if (matchedCount === 0) throw await conflict(courseId);
      }
      return { wishes: known, revision: revision + 1 };
    },
  });
};
