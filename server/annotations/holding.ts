// What other domains do with whole threads: settle them, keep them from the class, read them as the class does.
import { mayHold } from '#shared/annotations/rules.ts';
import type { ThreadView } from '#shared/annotations/views.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import type { Actor } from '#server/kernel/actor.ts';
import type { Clock } from '#server/kernel/clock.ts';
import { audienceKeys } from './audience.ts';
import type { AnnotationsStore } from './store.ts';
import type { Threads } from './threads.ts';
import { createAct } from './writing.ts';

export interface Holding {
  /** Resolves a thread that the actor may see, or opens it again. The caller has asked its own rule who may. */
  settle(actor: Actor, threadId: Id, isSettled: boolean): Promise<ThreadView>;
  /** For the staff: the thread is for its author and the staff only, until it is let go and is for whom it was before. */
  hold(actor: Actor, threadId: Id, isHeld: boolean): Promise<ThreadView>;
  /** What the class sees of a document, as classmates see it, in the order of posting; without any check of rights. */
  classThreads(courseId: Id, documentId: Id): Promise<ThreadView[]>;
}

interface Parts {
  readonly store: Pick<AnnotationsStore, 'threads'>;
  readonly threads: Threads;
  readonly clock: Clock;
}

export const createHolding = ({ store, threads, clock }: Parts): Holding => {
  const act = createAct(threads);
  return {
    settle: (actor, threadId, isSettled) =>
      act({
        ...{ actor, threadId, rule: () => true },
        filter: { resolvedAt: isSettled ? null : { $ne: null } },
        update: () => ({
          $set: isSettled
            ? { resolvedAt: clock.now(), resolvedBy: actor.personId }
            : { resolvedAt: null, resolvedBy: null },
        }),
      }),
    hold: (actor, threadId, isHeld) =>
      act({
        ...{ actor, threadId },
        rule: ({ viewer }) => mayHold(viewer.member),
        filter: { held: isHeld ? null : { $ne: null } },
        update: ({ thread }) => {
          const visibility = isHeld ? 'staff' : (thread.held?.from ?? thread.visibility);
          const held = isHeld ? { by: actor.personId, from: thread.visibility } : null;
          const shownTo = audienceKeys({ visibility, groupId: thread.groupId });
          return { $set: { visibility, held }, $addToSet: { shownTo: { $each: shownTo } } };
        },
      }),
    classThreads: async (courseId, documentId) => {
      const records = await store.threads
        .find({ documentId, visibility: 'class', deletedAt: null })
        .sort({ postedAt: 1 })
        .lean();
      return threads.view(records, { personId: '', courseId, role: 'observer' });
    },
  };
};
