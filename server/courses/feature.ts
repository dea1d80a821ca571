// Creating, reading and changing courses, and joining one by its code.
import { randomInt } from 'node:crypto';
import { coursesEvents, coursesRoutes } from '#shared/courses/contract.ts';
import { mayChangeCourse, mayRunCourse } from '#shared/courses/roles.ts';
import { defaultSettings } from '#shared/courses/settings.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import { ensure, reason } from '#shared/kernel/rules.ts';
import type { AccountsPublic } from '#server/accounts/public.ts';
import type { Actor } from '#server/kernel/actor.ts';
import type { Bus } from '#server/kernel/bus.ts';
import type { Clock } from '#server/kernel/clock.ts';
import { isDuplicate } from '#server/kernel/db/collection.ts';
import type { Leases } from '#server/kernel/leases.ts';
import { feature, type Feature } from '#server/kernel/feature.ts';
import { createLimit } from '#server/kernel/limits.ts';
import { memberHandlers } from './members.ts';
import { noSuch, type CoursesPublic } from './public.ts';
import { membershipKey, type CourseRecord, type CoursesStore } from './store.ts';
import { viewCourse } from './views.ts';

interface Parts {
  readonly store: CoursesStore;
  readonly courses: CoursesPublic;
  readonly accounts: AccountsPublic;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly leases: Leases;
}

// Without I, O, 0 and 1, which are misread from a projector; 32^8 codes and a limit on guesses.
const codeAlphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const newJoinCode = () =>
  Array.from({ length: 8 }, () => codeAlphabet[randomInt(codeAlphabet.length)]).join('');

const administratorsOnly = reason(
  'administrators_only',
  'Only an administrator of this installation may create a course.',
);

const noSuchRoom = reason('not_found', 'There is no such course, or it is not open to you.');

/** Answers for {@link coursesRoutes}. */
export const createCoursesFeature = (parts: Parts): Feature => {
  const { store, courses, accounts, bus, clock } = parts;
  const guesses = createLimit(60, 15 * 60, 'join codes tried from your network');
  // A class of 150 behind one address signs up within minutes.
  const registrations = createLimit(400, 60 * 60, 'accounts created from your network');

  const readRecord = async (courseId: Id): Promise<CourseRecord> => {
    const course = await store.courses.findById(courseId).lean();
    if (!course) throw noSuch('course');
    return course;
  };

  const view = async (actor: Actor, courseId: Id) => {
    const member = await courses.memberOf(actor, courseId);
    return viewCourse(await readRecord(courseId), member);
  };

  const setJoinCode = async (actor: Actor, courseId: Id, joinCode: string | null) => {
    ensure(mayRunCourse(await courses.memberOf(actor, courseId)));
    await store.courses.updateOne({ _id: courseId }, { $set: { joinCode }, $inc: { revision: 1 } });
    bus.publish(coursesEvents.courseChanged, courseId, { courseId });
    return view(actor, courseId);
  };

  const byCode = async (address: string, joinCode: string) => {
    await guesses.take(address);
    const course = await store.courses.findOne({ joinCode }).lean();
    if (!course)
      throw refuse(
        'not_found',
        'no_such_code',
        'No course has this join code. Check it, or ask for the present one.',
      );
    await guesses.giveBack(address);
    return course;
  };

  const join = async (actor: Actor, course: CourseRecord) => {
    await courses.enrol(course._id, actor.personId, 'student');
    return view(actor, course._id);
  };

  return feature(
    coursesRoutes,
    {
      ...memberHandlers(parts),

      listCourses: async ({ actor }) => {
        const ids = await courses.coursesOf(actor);
        const records = await store.courses
          .find({ _id: { $in: ids } })
          .sort({ createdAt: -1 })
          .lean();
        return Promise.all(
          records.map(async (record) => viewCourse(record, await courses.memberOf(actor, record._id))),
        );
      },

      createCourse: async ({ actor, body: { id, ...fields } }) => {
        ensure(actor.isAdmin || administratorsOnly);
        try {
          await store.courses.create({
            ...fields,
            _id: id,
            settings: defaultSettings,
            joinCode: newJoinCode(),
            createdBy: actor.personId,
            createdAt: clock.now(),
            revision: 1,
          });
        } catch (error) {
          if (!isDuplicate(error)) throw error;
          // The same request again is answered with the first result.
          if ((await readRecord(id)).createdBy !== actor.personId)
            throw refuse(
              'conflict',
              'id_taken',
              'This identifier is in use already. Try again with a new one.',
            );
        }
        // A creator who was taken out since does not come back by repeating the request.
        const creator = membershipKey(id, actor.personId);
        if (!(await store.memberships.exists({ _id: creator })))
          await courses.enrol(id, actor.personId, 'instructor');
        return view(actor, id);
      },

      readCourse: ({ actor, params }) => view(actor, params.courseId),

      changeCourse: async ({ actor, params: { courseId }, body: { revision, ...changes } }) => {
        ensure(mayChangeCourse(await courses.memberOf(actor, courseId)));
        const { modifiedCount } = await store.courses.updateOne(
          { _id: courseId, revision },
          { $set: changes, $inc: { revision: 1 } },
        );
        if (modifiedCount === 0)
          throw refuse(
            'conflict',
            'course_changed',
            'Somebody else changed the course meanwhile. Their version is shown beside yours.',
            {
              current: await view(actor, courseId),
            },
          );
        bus.publish(coursesEvents.courseChanged, courseId, { courseId });
        return view(actor, courseId);
      },

      renewJoinCode: ({ actor, params }) => setJoinCode(actor, params.courseId, newJoinCode()),
      closeJoinCode: ({ actor, params }) => setJoinCode(actor, params.courseId, null),

      lookAtJoinCode: async ({ address, body }) => {
        const { title, term } = await byCode(address, body.code);
        return { title, term };
      },

      joinCourse: async ({ actor, address, body }) => {
        const course = await byCode(address, body.code);
        const earlier = await store.memberships.findById(membershipKey(course._id, actor.personId)).lean();
        if (earlier?.droppedAt)
          throw refuse(
            'forbidden',
            'dropped',
            'You were taken out of this course. Ask its staff to add you again.',
          );
        return join(actor, course);
      },

      registerAndJoin: async ({ address, body: { code, ...person }, session }) => {
        await registrations.take(address);
        const course = await byCode(address, code);
        const self = await accounts.registerPerson(person, [course.title, course.code]);
        await session.signIn(self.id);
        return { self, course: await join({ personId: self.id, isAdmin: false }, course) };
      },
    },
    [
      {
        kind: 'course',
        mayEnter: async ({ actor }, courseId) =>
          (await courses.findMember(actor, courseId)) !== null || noSuchRoom,
      },
      {
        kind: 'staff',
        mayEnter: async ({ actor }, courseId) => {
          const member = await courses.findMember(actor, courseId);
          return member ? mayRunCourse(member) : noSuchRoom;
        },
      },
    ],
  );
};
