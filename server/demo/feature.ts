// Answers about the sample course.
import { coursesRoutes } from '#shared/courses/contract.ts';
import { demoRoutes } from '#shared/demo/contract.ts';
import { mayCreateDemo } from '#shared/demo/rules.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { ensure } from '#shared/kernel/rules.ts';
import type { AccountsPublic } from '#server/accounts/public.ts';
import type { Actor } from '#server/kernel/actor.ts';
import type { Caller } from '#server/kernel/caller.ts';
import { feature, type Call, type Feature } from '#server/kernel/feature.ts';
import { createLimit } from '#server/kernel/limits.ts';
import type { Sample } from './sample.ts';

interface Parts {
  readonly sample: Sample;
  readonly accounts: AccountsPublic;
  readonly caller: Caller;
}

/** Answers for {@link demoRoutes}. */
export const createDemoFeature = ({ sample, accounts, caller }: Parts): Feature => {
  const requests = createLimit(10, 60, 'requests for the sample course');

  const verdictFor = async ({
    actor,
    isLocal,
  }: Pick<Call<typeof demoRoutes.readDemo>, 'actor' | 'isLocal'>) => {
    const [isSetUp, people, made] = await Promise.all([
      accounts.isSetUp(),
      accounts.countPeople(),
      sample.look(),
    ]);
    const hasPeople = people > (made?.peopleMade ?? 0);
    return mayCreateDemo({ isAdmin: actor?.isAdmin ?? false, isLocal, isSetUp, hasPeople });
  };

  /** An administrator finds the course among their own, as another instructor. */
  const enrol = async ({ personId }: Actor, courseId: Id, instructorId: Id) => {
    const administrator = { personId, isAdmin: true };
    const own = await caller.callAs(administrator, coursesRoutes.listCourses, {});
    const [person] = await accounts.findPeople([personId]);
    if (!person || own.some(({ id }) => id === courseId)) return;
    const { name, email } = person;
    await caller.callAs({ personId: instructorId, isAdmin: false }, coursesRoutes.addMember, {
      params: { courseId },
      body: { name, email, role: 'instructor' },
    });
  };

  return feature(demoRoutes, {
    readDemo: async (call) => {
      if ((await verdictFor(call)) !== true) return { mayCreate: false, exists: false, step: null };
      const made = await sample.look();
      return {
        mayCreate: true,
        exists: made?.state === 'ready',
        step: made?.state === 'making' ? made.step : null,
      };
    },

    createDemo: async (call) => {
      ensure(await verdictFor(call));
      await requests.take(call.address);
      const ways = await sample.open();
      const instructor = (await sample.look())?.people.find(({ part }) => part === 'instructor');
      if (call.actor && instructor) await enrol(call.actor, ways.courseId, instructor.personId);
      return ways;
    },
  });
};
