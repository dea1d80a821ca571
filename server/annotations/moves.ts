// Moving threads: to other eyes, and to another extent of the page.
import type { Anchor } from '#shared/annotations/anchor.ts';
import type { annotationsRoutes } from '#shared/annotations/contract.ts';
import { mayChangeAnchor, mayMoveThread, mayShowAgain } from '#shared/annotations/rules.ts';
import type { Placement } from '#shared/annotations/views.ts';
import { all, ensure } from '#shared/kernel/rules.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import type { CoursesPublic } from '#server/courses/public.ts';
import type { Handlers } from '#server/kernel/feature.ts';
import type { PapersPublic } from '#server/papers/public.ts';
import { audienceKeys } from './audience.ts';
import { checkAnchor } from './check-anchor.ts';
import type { Threads } from './threads.ts';
import { keepFormer } from './reanchor/former-anchors.ts';
import { repliedMeanwhile } from './refusals.ts';
import type { ThreadRecord } from './store.ts';
import { createAct } from './writing.ts';

interface Parts {
  readonly threads: Threads;
  readonly papers: PapersPublic;
  readonly courses: Pick<CoursesPublic, 'membersOf'>;
}

/** While others reply all the time, whoever moves a thread is told after so many tries. */
const triesAtMost = 5;

/** A person has looked: that settles what was unsure. Null as long as the thread never stood on another file. */
const chosen = (thread: ThreadRecord, { fileHash }: Anchor): Placement | null =>
  thread.placement || thread.anchor.fileHash !== fileHash
    ? {
        ...{ fileHash, confidence: 1, settled: true, proposal: null },
        method: thread.placement?.fileHash === fileHash ? thread.placement.method : 'none',
        ...keepFormer(thread, fileHash),
      }
    : null;

/** The part of the annotations feature that moves threads. */
export const moveHandlers = ({
  threads,
  papers,
  courses,
}: Parts): Pick<Handlers<typeof annotationsRoutes>, 'moveThread' | 'changeAnchor'> => {
  const act = createAct(threads);
  return {
    moveThread: async ({ actor, params: { threadId }, body: { visibility } }) => {
      const { viewer: asker } = await threads.threadFor(actor, threadId);
      const staff = await courses.membersOf(asker.member.courseId, ['instructor', 'ta']);
      const isStaff = (id: Id) => staff.some(({ personId }) => personId === id);
      const move = () =>
        act({
          ...{ actor, threadId },
          rule: ({ thread, viewer }) => {
            const replies = thread.replies.map((reply) => ({
              ...reply,
              authorIsStaff: isStaff(reply.authorId),
            }));
            return all(
              mayShowAgain(viewer.member, thread),
              mayMoveThread(viewer.member, { ...thread, replies }, visibility, viewer.groupId),
            );
          },
          // A reply that came after the rule was asked may forbid the move.
          filter: ({ thread }) => ({
            visibility: { $ne: visibility },
            replies: { $not: { $elemMatch: { _id: { $nin: thread.replies.map(({ _id }) => _id) } } } },
          }),
          update: ({ thread, viewer }) => {
            // Back to the group it came from, whoever moves it.
            const groupId = visibility === 'group' ? (thread.groupId ?? viewer.groupId) : thread.groupId;
            const shownTo = audienceKeys({ visibility, groupId });
            // Whoever of the staff moves it has looked at it.
            return { $set: { visibility, groupId, held: null }, $addToSet: { shownTo: { $each: shownTo } } };
          },
        });
      for (let tries = 1; ; tries++) {
        const thread = await move();
        if (thread.visibility === visibility) return thread;
        if (tries === triesAtMost) throw repliedMeanwhile();
      }
    },

    changeAnchor: async ({ actor, params: { threadId }, body: { anchor } }) => {
      const { thread, viewer, document } = await threads.threadFor(actor, threadId);
      ensure(mayChangeAnchor(viewer.member, thread));
      await checkAnchor(papers, document, anchor);
      return act({
        ...{ actor, threadId },
        rule: (found) => mayChangeAnchor(found.viewer.member, found.thread),
        alsoDeleted: true,
        filter: {},
        update: (found) => ({ $set: { anchor, placement: chosen(found.thread, anchor) } }),
      });
    },
  };
};
