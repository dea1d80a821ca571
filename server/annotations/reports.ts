// Reports: somebody tells the staff that a post should not stand as it is, and the staff settle it.
import { annotationLimits, type annotationsRoutes } from '#shared/annotations/contract.ts';
import { mayDismissReports, mayReport } from '#shared/annotations/rules.ts';
import { ensure } from '#shared/kernel/rules.ts';
import type { Clock } from '#server/kernel/clock.ts';
import type { Handlers } from '#server/kernel/feature.ts';
import type { Limit } from '#server/kernel/limits.ts';
import type { Threads } from './threads.ts';
import { createAct, postIn } from './writing.ts';

interface Parts {
  readonly threads: Threads;
  readonly posts: Limit;
  readonly clock: Clock;
}

/** The part of the annotations feature that is about reports. */
export const reportHandlers = ({
  threads,
  posts,
  clock,
}: Parts): Pick<Handlers<typeof annotationsRoutes>, 'reportPost' | 'dismissReports'> => {
  const act = createAct(threads);
  return {
    reportPost: async ({ actor, params: { threadId, postId }, body: { reason } }) => {
      const { thread, viewer } = await threads.threadFor(actor, threadId);
      ensure(mayReport(viewer.member, postIn(thread, postId)));
      await posts.take(actor.personId);
      const after = await threads.change(
        thread.documentId,
        {
          _id: threadId,
          reports: { $not: { $elemMatch: { postId, by: actor.personId } } },
          [`reports.${String(annotationLimits.reportsPerThread - 1)}`]: { $exists: false },
        },
        { $push: { reports: { postId, by: actor.personId, reason, at: clock.now() } } },
      );
      if (after) await threads.tell('threadChanged', after, viewer.member.courseId);
      return undefined;
    },
    dismissReports: ({ actor, params: { threadId } }) =>
      act({
        ...{ actor, threadId },
        rule: ({ viewer }) => mayDismissReports(viewer.member),
        alsoDeleted: true,
        filter: { 'reports.0': { $exists: true } },
        update: () => ({ $set: { reports: [] } }),
      }),
  };
};
