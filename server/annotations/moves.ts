// Moving threads: to other eyes, and to another extent of the page.
import type { annotationsRoutes } from '#shared/annotations/contract.ts';
import { mayChangeAnchor, mayMoveThread } from '#shared/annotations/rules.ts';
import { ensure } from '#shared/kernel/rules.ts';
import type { Handlers } from '#server/kernel/feature.ts';
import type { PapersPublic } from '#server/papers/public.ts';
import { audienceKeys } from './audience.ts';
import { checkAnchor } from './check-anchor.ts';
import type { Threads } from './threads.ts';
import { createAct } from './writing.ts';

interface Parts {
  readonly threads: Threads;
  readonly papers: PapersPublic;
}

/** The part of the annotations feature that moves threads. */
export const moveHandlers = ({
  threads,
  papers,
}: Parts): Pick<Handlers<typeof annotationsRoutes>, 'moveThread' | 'changeAnchor'> => {
  const act = createAct(threads);
  return {
    moveThread: ({ actor, params: { threadId }, body: { visibility } }) =>
      act({
        ...{ actor, threadId },
        rule: ({ thread, viewer }) => mayMoveThread(viewer.member, thread, visibility, viewer.groupId),
        filter: { visibility: { $ne: visibility } },
        update: ({ thread, viewer }) => {
          // Back to the group it came from, whoever moves it.
          const groupId = visibility === 'group' ? (thread.groupId ?? viewer.groupId) : thread.groupId;
          const shownTo = audienceKeys({ visibility, groupId });
          return { $set: { visibility, groupId }, $addToSet: { shownTo: { $each: shownTo } } };
        },
      }),

    changeAnchor: async ({ actor, params: { threadId }, body: { anchor } }) => {
      const { thread, viewer, document } = await threads.threadFor(actor, threadId);
      ensure(mayChangeAnchor(viewer.member, thread));
      await checkAnchor(papers, document, anchor);
      const { placement } = thread;
      return act({
        ...{ actor, threadId },
        rule: (found) => mayChangeAnchor(found.viewer.member, found.thread),
        filter: {},
        update: () => ({
          $set: {
            anchor,
            // A person has looked: that settles what was unsure.
            placement: placement && { ...placement, settled: true, proposal: null, confidence: 1 },
          },
        }),
      });
    },
  };
};
