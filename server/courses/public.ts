// What other domains may ask about courses: who is a member, with which role, under which settings.
import { isStaff, roleSchema, type Member, type Role } from '#shared/courses/roles.ts';
import { completeSettings, type Settings } from '#shared/courses/settings.ts';
import { coursesEvents } from '#shared/courses/contract.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import type { Actor } from '#server/kernel/actor.ts';
import type { Bus } from '#server/kernel/bus.ts';
import { byId, createBatch } from '#server/kernel/db/batch.ts';
import type { Clock } from '#server/kernel/clock.ts';
import { membershipKey, type CoursesStore } from './store.ts';

export interface CoursesPublic {
  /** The actor's place in a course; `not_found` for everybody else, so that a foreign course cannot be told from none. */
  memberOf(actor: Actor | null, courseId: Id): Promise<Member>;
  /** Like {@link CoursesPublic.memberOf}, but null instead of a refusal. */
  findMember(actor: Actor | null, courseId: Id): Promise<Member | null>;
  /** The present members, in no order. */
  membersOf(courseId: Id, roles?: readonly Role[]): Promise<Member[]>;
  settingsOf(courseId: Id): Promise<Settings & { readonly timeZone: string }>;
  titleOf(courseId: Id): Promise<string>;
  /** Titles and codes of a person's courses. */
  wordsOf(personId: Id): Promise<string[]>;
  /** Ids of the courses the actor is a member of. */
  coursesOf(actor: Actor): Promise<Id[]>;
  /** The courses that a person is in, or was before they were dropped. */
  placesOf(personId: Id): Promise<{ readonly id: Id; readonly title: string }[]>;
  /** Tells a person's courses that their members have changed. */
  tellChanged(personId: Id): Promise<void>;
  /** Adds or brings back a member; an existing role is kept. True when this changed anything. */
  enrol(courseId: Id, personId: Id, role: Role): Promise<boolean>;
  /** Enrols many, and tells the course once. */
  enrolAll(courseId: Id, entries: Iterable<readonly [personId: Id, role: Role]>): Promise<void>;
}

/** The refusal for whatever does not exist or is not the asker's to see. */
export const noSuch = (what: string) =>
  refuse('not_found', 'not_found', `There is no such ${what}, or it is not open to you.`);

/** The only door to this domain. */
export const openCourses = (
  { courses, memberships }: CoursesStore,
  bus: Bus,
  clock: Clock,
): CoursesPublic => {
  const placeOf = createBatch(async (keys) =>
    byId(await memberships.find({ _id: { $in: keys }, droppedAt: null }).lean()),
  );
  const rulesOf = createBatch(async (ids) =>
    byId(await courses.find({ _id: { $in: ids } }, { settings: 1, timeZone: 1 }).lean()),
  );
  const findMember = async (actor: Actor | null, courseId: Id): Promise<Member | null> => {
    if (!actor) return null;
    const place = await placeOf(membershipKey(courseId, actor.personId));
    return place ? { personId: place.personId, courseId, role: place.role } : null;
  };
  const place = async (courseId: Id, personId: Id, role: Role): Promise<boolean> => {
    const _id = membershipKey(courseId, personId);
    const back = await memberships.updateOne(
      { _id, droppedAt: { $ne: null } },
      { $set: { droppedAt: null, role } },
    );
    if (back.modifiedCount > 0) return true;
    const fresh = await memberships.updateOne(
      { _id },
      { $setOnInsert: { courseId, personId, role, joinedAt: clock.now(), droppedAt: null } },
      { upsert: true },
    );
    return fresh.upsertedCount > 0;
  };
  const tellChanged = (courseId: Id) => {
    bus.publish(coursesEvents.courseChanged, courseId, { courseId });
  };
  return {
    findMember,
    memberOf: async (actor, courseId) => {
      const member = await findMember(actor, courseId);
      if (!member) throw noSuch('course');
      return member;
    },
    membersOf: async (courseId, roles) => {
      const places = await memberships
        .find({ courseId, droppedAt: null, ...(roles ? { role: { $in: [...roles] } } : {}) })
        .lean();
      return places.map(({ personId, role }) => ({ personId, courseId, role }));
    },
    settingsOf: async (courseId) => {
      const course = await rulesOf(courseId);
      if (!course) throw noSuch('course');
      return { ...completeSettings(course.settings), timeZone: course.timeZone };
    },
    titleOf: async (courseId) => {
      const course = await courses.findById(courseId, { title: 1 }).lean();
      if (!course) throw noSuch('course');
      return course.title;
    },
    wordsOf: async (personId) => {
      const places = await memberships.find({ personId, droppedAt: null }, { courseId: 1 }).lean();
      const own = await courses
        .find({ _id: { $in: places.map(({ courseId }) => courseId) } }, { title: 1, code: 1 })
        .lean();
      return own.flatMap(({ title, code }) => [title, code]);
    },
    placesOf: async (personId) => {
      const places = await memberships.find({ personId }, { courseId: 1 }).lean();
      const ids = places.map(({ courseId }) => courseId);
      const found = await courses.find({ _id: { $in: ids } }, { title: 1 }).lean();
      return found.map(({ _id, title }) => ({ id: _id, title }));
    },
    tellChanged: async (personId) => {
      for (const { courseId } of await memberships.find({ personId }, { courseId: 1 }).lean())
        tellChanged(courseId);
    },
    coursesOf: async (actor) => {
      const places = await memberships
        .find({ personId: actor.personId, droppedAt: null }, { courseId: 1 })
        .lean();
      return places.map((place) => place.courseId);
    },
    enrol: async (courseId, personId, role) => {
      const changed = await place(courseId, personId, role);
      if (changed) tellChanged(courseId);
      return changed;
    },
    enrolAll: async (courseId, entries) => {
      let changed = false;
      for (const [personId, role] of entries) changed = (await place(courseId, personId, role)) || changed;
      if (changed) tellChanged(courseId);
    },
  };
};

/** Whether somebody teaches in any course now. */
export const teaches = async (
  { memberships }: Pick<CoursesStore, 'memberships'>,
  personId: Id,
): Promise<boolean> =>
  (await memberships.exists({
    personId,
    droppedAt: null,
    role: { $in: roleSchema.options.filter((role) => isStaff({ role })) },
  })) !== null;
