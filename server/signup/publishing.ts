// Publishing an assignment: one document says what is to stand, and the talks are made to follow it, after a crash too.
import type { Id } from '#shared/kernel/primitives.ts';
import { gatherBy } from '#shared/kernel/gather.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import { ensure } from '#shared/kernel/rules.ts';
import { signupEvents, type signupRoutes } from '#shared/signup/contract.ts';
import { seatKey } from '#shared/signup/problem.ts';
import { mayArrangeSignup } from '#shared/signup/rules.ts';
import { isDuplicate } from '#server/kernel/db/collection.ts';
import type { Handlers } from '#server/kernel/feature.ts';
import { needSignup } from './found.ts';
import type { SignupParts } from './parts.ts';
import { planFor, viewPlan, type Planned } from './planning.ts';
import type { PlanRecord } from './store.ts';

type Verb = 'previewAssignment' | 'publishAssignment';

/** Whose seats differ between what stands and what is planned, and in how many seats. */
const changesOf = ({ problem, assignment }: Planned) => {
  const before = new Set(problem.standing.map(({ personId, slotId }) => seatKey(personId, slotId)));
  const after = new Set(assignment.seats.map(({ personId, slotId }) => seatKey(personId, slotId)));
  const students = new Set(problem.people.map(({ id }) => id));
  const changed = [
    ...assignment.seats.filter(({ personId, slotId }) => !before.has(seatKey(personId, slotId))),
    ...problem.standing.filter(({ personId, slotId }) => !after.has(seatKey(personId, slotId))),
  ].filter(({ personId }) => students.has(personId));
  return { changes: changed.length, changed: [...gatherBy(changed, ({ personId }) => personId).keys()] };
};

export const createPublishing = (parts: SignupParts) => {
  const { store, presentations, courses, bus, clock, inTurn } = parts;

  /** Makes the talks follow a plan; may be done any number of times. Whoever left since it was made gets no seat. */
  const finish = async (plan: PlanRecord) => {
    const { courseId } = plan;
    const members = new Set((await courses.membersOf(courseId)).map(({ personId }) => personId));
    await presentations.assign(
      courseId,
      plan.seats.map((seat) => ({
        ...seat,
        presenterIds: seat.presenterIds.filter((id) => members.has(id)),
      })),
    );
    await store.signups.updateOne({ _id: courseId }, { $set: { publishedAt: plan.at } });
    await store.plans.updateOne({ _id: plan._id }, { $set: { state: 'done' } });
    bus.publish(signupEvents.signupChanged, courseId, { courseId });
    for (const personId of plan.changed) bus.publish(signupEvents.seatsChanged, personId, { courseId });
  };

  const finishAll = async (of: { courseId: Id }) => {
    for (const plan of await store.plans
      .find({ state: 'writing', ...of })
      .sort({ at: 1 })
      .lean())
      await finish(plan);
  };

  const handlers: Pick<Handlers<typeof signupRoutes>, Verb> = {
    previewAssignment: async ({ actor, params: { courseId }, body }) => {
      ensure(mayArrangeSignup(await courses.memberOf(actor, courseId)));
      const signup = await needSignup(parts, courseId);
      return viewPlan(parts, await planFor(parts, signup, body), body);
    },

    publishAssignment: async ({ actor, params: { courseId }, body: { id, fingerprint, ...choice } }) => {
      ensure(mayArrangeSignup(await courses.memberOf(actor, courseId)));
      const signup = await needSignup(parts, courseId);
      return inTurn(courseId, async () => {
        await finishAll({ courseId });
        const answer = ({ at, changes }: PlanRecord) => ({ publishedAt: at.toISOString(), changes });
        // The same request again, because its answer was lost on the way.
        const earlier = await store.plans.findOne({ _id: id, courseId }).lean();
        if (earlier) return answer(earlier);
        const planned = await planFor(parts, signup, choice);
        if (planned.fingerprint !== fingerprint)
          throw refuse(
            'conflict',
            'preview_changed',
            'Wishes, members or seats have changed since this preview. Nothing was published; look at the new one first.',
            { current: await viewPlan(parts, planned, choice) },
          );
        const { objective, keeping, seed } = choice;
        const plan: PlanRecord = {
          ...{ _id: id, courseId, state: 'writing', seats: planned.seats, ...changesOf(planned) },
          ...{ objective, keeping, seed, by: actor.personId, at: clock.now() },
        };
        try {
          await store.plans.create(plan);
        } catch (error) {
          if (!isDuplicate(error)) throw error;
          throw refuse(
            'conflict',
            'id_taken',
            'This identifier is in use already. Try again with a new one.',
          );
        }
        await finish(plan);
        return answer(plan);
      });
    },
  };
  return {
    handlers,
    /** Courses with a plan that was left in the middle. */
    unfinished: () => store.plans.distinct('courseId', { state: 'writing' }),
    /** In the course's turn. */
    finishIn: (courseId: Id) => finishAll({ courseId }),
  };
};
