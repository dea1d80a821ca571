// What the staff arrange around reviews: the course's form, more time for some students, who plays which role.
import { isDuplicate } from '#server/kernel/db/collection.ts';
import { mayChangeCourse } from '#shared/courses/roles.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import { ensure } from '#shared/kernel/rules.ts';
import { reviewsEvents, type reviewsRoutes } from '#shared/reviews/contract.ts';
import { mayArrangeReviews } from '#shared/reviews/rules.ts';
import type { Actor } from '#server/kernel/actor.ts';
import type { Handlers } from '#server/kernel/feature.ts';
import type { Facts } from './facts.ts';
import type { ReviewsParts } from './parts.ts';

type Verb =
  | 'readForm'
  | 'changeForm'
  | 'listExtensions'
  | 'grantExtension'
  | 'withdrawExtension'
  | 'readRoles'
  | 'assignRoles';

const changed = (what: string, current: unknown) =>
  refuse(
    'conflict',
    'changed_meanwhile',
    `Somebody else changed ${what} meanwhile. Theirs is shown; make your change again.`,
    { current },
  );

/** The part of the reviews feature that is the staff's alone. */
export const arrangingHandlers = (
  { store, papers, courses, accounts, bus, clock }: ReviewsParts,
  facts: Facts,
): Pick<Handlers<typeof reviewsRoutes>, Verb> => {
  const { forms, arrangements, extensions } = store;

  const arrange = async (actor: Actor, meetingId: Id) => {
    const meeting = await papers.meetingFor(actor, meetingId);
    ensure(mayArrangeReviews(meeting.member));
    return meeting;
  };
  const tell = (courseId: Id, meetingId: Id | null) => {
    bus.publish(reviewsEvents.reviewsChanged, courseId, { meetingId });
  };
  const tellTerms = (meetingId: Id, personIds: readonly Id[]) => {
    for (const personId of personIds) bus.publish(reviewsEvents.reviewTermsChanged, personId, { meetingId });
  };
  const list = async (meetingId: Id) => {
    const records = await extensions.find({ meetingId }).sort({ grantedAt: 1, _id: 1 }).lean();
    const names = await accounts.namesOf(records.flatMap((one) => [...one.personIds, one.grantedBy]));
    const nameOf = (id: Id) => names.get(id) ?? 'A former member';
    return records.map(({ _id, personIds, dueAt, reason, grantedBy, grantedAt }) => ({
      id: _id,
      people: personIds.map((id) => ({ id, name: nameOf(id) })),
      dueAt: dueAt.toISOString(),
      reason,
      grantedBy: nameOf(grantedBy),
      grantedAt: grantedAt.toISOString(),
    }));
  };
  const rolesIn = async (meetingId: Id) => {
    const { roles, revision } = await facts.arrangementOf(meetingId);
    return { roles, revision };
  };

  return {
    readForm: async ({ actor, params: { courseId } }) => {
      await courses.memberOf(actor, courseId);
      return facts.formOf(courseId);
    },

    changeForm: async ({ actor, params: { courseId }, body: { form, revision } }) => {
      ensure(mayChangeCourse(await courses.memberOf(actor, courseId)));
      if (revision === 0)
        await forms.create({ _id: courseId, form, revision: 1 }).catch(async (error: unknown) => {
          throw isDuplicate(error) ? changed('the form', await facts.formOf(courseId)) : error;
        });
      else {
        const { matchedCount } = await forms.updateOne(
          { _id: courseId, revision },
          { $set: { form }, $inc: { revision: 1 } },
        );
        if (matchedCount === 0) throw changed('the form', await facts.formOf(courseId));
      }
      tell(courseId, null);
      bus.publish(reviewsEvents.reviewsArranged, courseId, { meetingId: null });
      return { form, revision: revision + 1 };
    },

    listExtensions: async ({ actor, params: { meetingId } }) => {
      await arrange(actor, meetingId);
      return list(meetingId);
    },

    grantExtension: async ({ actor, params: { meetingId }, body: { id, personIds, dueAt, reason } }) => {
      const { courseId, deadlines } = await arrange(actor, meetingId);
      if (new Date(dueAt) <= deadlines.reviewsDueAt)
        throw refuse(
          'unprocessable',
          'no_extension',
          'An extension ends after the deadline that all have. Choose a later time.',
        );
      const students = new Set((await courses.membersOf(courseId, ['student'])).map((one) => one.personId));
      if (!personIds.every((personId) => students.has(personId)))
        throw refuse('unprocessable', 'students_only', 'Extensions are for students of this course.');
      const record = { courseId, meetingId, personIds, dueAt: new Date(dueAt), reason };
      // The same request again, because its answer was lost, changes nothing.
      await extensions
        .create({ _id: id, ...record, grantedBy: actor.personId, grantedAt: clock.now() })
        .catch((error: unknown) => {
          if (!isDuplicate(error)) throw error;
        });
      tell(courseId, meetingId);
      tellTerms(meetingId, personIds);
      return list(meetingId);
    },

    withdrawExtension: async ({ actor, params: { meetingId, extensionId } }) => {
      const { courseId } = await arrange(actor, meetingId);
      const withdrawn = await extensions.findOneAndDelete({ _id: extensionId, meetingId }).lean();
      tell(courseId, meetingId);
      tellTerms(meetingId, withdrawn?.personIds ?? []);
      return list(meetingId);
    },

    readRoles: async ({ actor, params: { meetingId } }) => {
      await arrange(actor, meetingId);
      return rolesIn(meetingId);
    },

    assignRoles: async ({ actor, params: { meetingId }, body: { roles, revision } }) => {
      const { courseId } = await arrange(actor, meetingId);
      // The first one makes the record; who comes with another revision changes nothing.
      if (revision === 0)
        await arrangements.updateOne({ _id: meetingId }, {}, { upsert: true, setDefaultsOnInsert: true });
      const { matchedCount } = await arrangements.updateOne(
        { _id: meetingId, revision },
        { $set: { roles }, $inc: { revision: 1 } },
      );
      if (matchedCount === 0) throw changed('the roles', await rolesIn(meetingId));
      tell(courseId, meetingId);
      tellTerms(meetingId, Object.keys(roles));
      return rolesIn(meetingId);
    },
  };
};
