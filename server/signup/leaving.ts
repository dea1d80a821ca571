// Whoever leaves a course, or only watches from now on, loses the seats of talks to come at once; a crash's rest goes at the start.
import { coursesEvents } from '#shared/courses/contract.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { signupEvents } from '#shared/signup/contract.ts';
import type { SignupParts } from './parts.ts';
import { talksNow } from './world.ts';

export const watchLeaving = (
  parts: SignupParts,
  endOffersOf: (courseId: Id, personId: Id) => Promise<void>,
): { sweep(): Promise<void> } => {
  const { store, courses, presentations, bus, clock, inTurn } = parts;

  const mayPresent = async (courseId: Id) =>
    new Set(
      (await courses.membersOf(courseId)).flatMap(({ personId, role }) =>
        role === 'observer' ? [] : [personId],
      ),
    );

  /** Takes the seats of all who may not present any more. Who gave a talk has given it, and finds it again on coming back. */
  const clear = (courseId: Id) =>
    inTurn(courseId, async () => {
      const present = await mayPresent(courseId);
      let isChanged = false;
      const ahead = (await talksNow(parts, courseId, null)).filter(({ startsAt }) => startsAt > clock.now());
      for (const { paperId, presenterIds } of ahead)
        for (const personId of presenterIds)
          if (!present.has(personId))
            isChanged =
              (await presentations.replacePresenter(courseId, paperId, { from: personId, to: null })) ||
              isChanged;
      if (isChanged) bus.publish(signupEvents.signupChanged, courseId, { courseId });
    });

  bus.on(coursesEvents.memberDropped, async (courseId, { personId }) => {
    await clear(courseId);
    await endOffersOf(courseId, personId);
  });
  bus.on(coursesEvents.roleChanged, async (courseId, { personId }) => {
    const member = await courses.findMember({ personId, isAdmin: false }, courseId);
    if (member?.role === 'observer') await clear(courseId);
    if (member?.role !== 'student') await endOffersOf(courseId, personId);
  });

  return {
    sweep: async () => {
      for (const { _id } of await store.signups.find({}, { _id: 1 }).lean()) await clear(_id);
    },
  };
};
