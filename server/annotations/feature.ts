// Threads on documents: listing and counting them, and the live room of a document.
import type { Model } from 'mongoose';
import { annotationLimits, annotationsRoutes } from '#shared/annotations/contract.ts';
import { Refusal } from '#shared/kernel/refusals.ts';
import { reason } from '#shared/kernel/rules.ts';
import type { AccountsPublic } from '#server/accounts/public.ts';
import type { CoursesPublic } from '#server/courses/public.ts';
import type { Bus } from '#server/kernel/bus.ts';
import type { Clock } from '#server/kernel/clock.ts';
import { feature, type Feature } from '#server/kernel/feature.ts';
import { createLimit } from '#server/kernel/limits.ts';
import type { PapersPublic } from '#server/papers/public.ts';
import { countThreads } from './count-threads.ts';
import { markHandlers } from './marks.ts';
import { postHandlers } from './posts.ts';
import { replyHandlers } from './replies.ts';
import type { ThreadRecord } from './store.ts';
import { createThreads } from './threads.ts';
import { isGone } from './views.ts';

interface Parts {
  readonly store: Model<ThreadRecord>;
  readonly accounts: AccountsPublic;
  readonly courses: CoursesPublic;
  readonly papers: PapersPublic;
  readonly bus: Bus;
  readonly clock: Clock;
}

/** Answers for {@link annotationsRoutes}. */
export const createAnnotationsFeature = (parts: Parts): Feature => {
  const { store, papers, clock } = parts;
  const threads = createThreads({ ...parts, threads: store });
  const posts = createLimit(annotationLimits.postsPerMinute, 60, 'posts in a short time');

  return feature(
    annotationsRoutes,
    {
      ...postHandlers({ ...parts, threads, posts }),
      ...replyHandlers({ store, threads, posts, clock }),
      ...markHandlers({ store, threads, clock }),

      listThreads: async ({ actor, params: { documentId } }) => {
        const { member } = await papers.documentFor(actor, documentId);
        const records = (await store.find({ documentId }).sort({ 'anchor.sortKey': 1 }).lean()).filter(
          (thread) => !isGone(thread),
        );
        return {
          threads: await threads.view(records, member.courseId),
          myUpvotes: records
            .filter(({ upvoters }) => upvoters.includes(actor.personId))
            .map(({ _id }) => _id),
        };
      },

      countThreads: async ({ actor, params: { meetingId } }) => {
        const { paperIds } = await papers.meetingFor(actor, meetingId);
        // A paper's document carries the paper's own id.
        return countThreads(store, paperIds, actor.personId);
      },
    },
    [
      {
        kind: 'document',
        presence: true,
        mayEnter: async ({ actor }, documentId) => {
          try {
            await papers.documentFor(actor, documentId);
            return true;
          } catch (error) {
            if (error instanceof Refusal) return reason(error.body.reason, error.message);
            throw error;
          }
        },
      },
    ],
  );
};
