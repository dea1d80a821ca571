// The staff's side of the sign-up: opening and changing it, more time for one student, fixed seats, reminders.
import type { Id } from '#shared/kernel/primitives.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import { ensure } from '#shared/kernel/rules.ts';
import { signupEvents, type signupRoutes } from '#shared/signup/contract.ts';
import { mayArrangeSignup } from '#shared/signup/rules.ts';
import { noSuch } from '#server/courses/public.ts';
import type { Actor } from '#server/kernel/actor.ts';
import { isDuplicate } from '#server/kernel/db/collection.ts';
import type { Handlers } from '#server/kernel/feature.ts';
import { createLimit } from '#server/kernel/limits.ts';
import { dueFor, needSignup, viewSignup } from './found.ts';
import type { SignupParts } from './parts.ts';
import type { SignupRecord } from './store.ts';
import { gatherFacts, isCompleteAmong, isNeeded, talksNow } from './world.ts';

type Verb = 'readSignup' | 'arrangeSignup' | 'extendSignup' | 'pinSeats' | 'remindMissing';

export const arrangingHandlers = (parts: SignupParts): Pick<Handlers<typeof signupRoutes>, Verb> => {
  const { store, courses, bus } = parts;
  const { signups } = store;
  const reminders = createLimit(6, 60 * 60, 'reminders in a short time');

  const staffOf = async (actor: Actor, courseId: Id) => {
    const member = await courses.memberOf(actor, courseId);
    ensure(mayArrangeSignup(member));
    return member;
  };
  const tell = (courseId: Id) => {
    bus.publish(signupEvents.signupChanged, courseId, { courseId });
  };
  const changed = async (actor: Actor, courseId: Id) => {
    const member = await courses.memberOf(actor, courseId);
    const current = await signups.findById(courseId).lean();
    return refuse(
      'conflict',
      'signup_changed',
      'Somebody else changed the sign-up meanwhile. The page shows it as it is now.',
      { current: current && (await viewSignup(parts, current, member)) },
    );
  };
  const ensureTalks = async (courseId: Id, paperIds: readonly Id[]) => {
    const known = new Set((await talksNow(parts, courseId, null)).map(({ paperId }) => paperId));
    if (new Set(paperIds).size !== paperIds.length || paperIds.some((id) => !known.has(id)))
      throw refuse(
        'unprocessable',
        'not_a_talk',
        'A talk in the sign-up is no paper of a meeting of this course, or stands in it twice. Load the page again.',
      );
  };

  /** Writes from a known revision; 0 makes the first one. */
  const write = async (
    courseId: Id,
    revision: number,
    fields: Partial<Omit<SignupRecord, '_id' | 'revision'>>,
  ): Promise<SignupRecord | null> => {
    if (revision > 0)
      return signups
        .findOneAndUpdate(
          { _id: courseId, revision },
          { $set: fields, $inc: { revision: 1 } },
          { returnDocument: 'after' },
        )
        .lean();
    try {
      await signups.create({
        ...{ _id: courseId, extensions: [], pins: [], publishedAt: null, revision: 1, ...fields },
      });
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      return null;
    }
    return signups.findById(courseId).lean();
  };

  return {
    readSignup: async ({ actor, params: { courseId } }) => {
      const member = await courses.memberOf(actor, courseId);
      const signup = await signups.findById(courseId).lean();
      return signup && viewSignup(parts, signup, member);
    },

    arrangeSignup: async ({ actor, params: { courseId }, body: { revision, dueAt, ...fields } }) => {
      const member = await staffOf(actor, courseId);
      await ensureTalks(
        courseId,
        fields.slots.map(({ paperId }) => paperId),
      );
      const signup = await write(courseId, revision, { ...fields, dueAt: new Date(dueAt) });
      if (!signup) throw await changed(actor, courseId);
      tell(courseId);
      return viewSignup(parts, signup, member);
    },

    extendSignup: async ({ actor, params: { courseId, personId }, body: { until } }) => {
      const member = await staffOf(actor, courseId);
      await needSignup(parts, courseId);
      if (!(await courses.membersOf(courseId, ['student'])).some((one) => one.personId === personId))
        throw noSuch('student');
      await signups.updateOne({ _id: courseId }, { $pull: { extensions: { personId } } });
      if (until !== null)
        await signups.updateOne(
          { _id: courseId },
          { $push: { extensions: { personId, until: new Date(until) } } },
        );
      tell(courseId);
      return viewSignup(parts, await needSignup(parts, courseId), member);
    },

    pinSeats: async ({ actor, params: { courseId }, body: { pins, revision } }) => {
      const member = await staffOf(actor, courseId);
      const signup = await needSignup(parts, courseId);
      await ensureTalks(courseId, [...new Set(pins.map(({ paperId }) => paperId))]);
      const students = new Set(
        (await courses.membersOf(courseId, ['student'])).map(({ personId }) => personId),
      );
      // Those who have left since drop out of the list by themselves.
      const present = pins.filter(
        ({ personId, paperId }, at) =>
          students.has(personId) &&
          pins.findIndex((pin) => pin.personId === personId && pin.paperId === paperId) === at,
      );
      const meetingOf = new Map(
        (await talksNow(parts, courseId, signup)).map(({ paperId, meetingId }) => [paperId, meetingId]),
      );
      const places = present.map(({ personId, paperId }) => `${personId} ${meetingOf.get(paperId) ?? ''}`);
      if (new Set(places).size !== places.length)
        throw refuse(
          'unprocessable',
          'twice_in_meeting',
          'Somebody would be fixed to two talks in one meeting. Let go of one of them first.',
        );
      const saved = await write(courseId, revision, { pins: present });
      if (!saved) throw await changed(actor, courseId);
      tell(courseId);
      return viewSignup(parts, saved, member);
    },

    remindMissing: async ({ actor, params: { courseId } }) => {
      await staffOf(actor, courseId);
      const signup = await needSignup(parts, courseId);
      await reminders.take(courseId);
      const { talks, studentIds, preferences, atLeast } = await gatherFacts(parts, signup);
      const wishes = new Map(preferences.map((one) => [one.personId, one]));
      const missing = studentIds.filter((id) => {
        const own = wishes.get(id);
        return isNeeded(signup, talks, id) && (!own || !isCompleteAmong(talks, atLeast, own));
      });
      for (const personId of missing)
        bus.publish(signupEvents.signupReminded, personId, {
          courseId,
          dueAt: dueFor(signup, personId).toISOString(),
        });
      return { reminded: missing.length };
    },
  };
};
