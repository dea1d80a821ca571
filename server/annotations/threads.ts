// Finds a thread for somebody who may read its document, shows it, and tells the readers of its document what became of it.
import { annotationsEvents, type ThreadView } from '#shared/annotations/contract.ts';
import { isStaff, type Member } from '#shared/courses/roles.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { Refusal } from '#shared/kernel/refusals.ts';
import type { Model } from 'mongoose';
import type { AccountsPublic } from '#server/accounts/public.ts';
import { noSuch, type CoursesPublic } from '#server/courses/public.ts';
import type { Actor } from '#server/kernel/actor.ts';
import type { Bus } from '#server/kernel/bus.ts';
import type { PapersPublic } from '#server/papers/public.ts';
import type { ThreadRecord } from './store.ts';
import { isGone, peopleIn, viewThread } from './views.ts';

interface Parts {
  readonly threads: Model<ThreadRecord>;
  readonly accounts: AccountsPublic;
  readonly courses: CoursesPublic;
  readonly papers: PapersPublic;
  readonly bus: Bus;
}

export interface Threads {
  /** The thread and the actor's place in its course; `not_found` for all others, in the same words as for no thread. */
  threadFor(actor: Actor, threadId: Id): Promise<{ thread: ThreadRecord; member: Member }>;
  view(records: readonly ThreadRecord[], courseId: Id): Promise<ThreadView[]>;
  viewOne(record: ThreadRecord, courseId: Id): Promise<ThreadView>;
  /** Shows a thread that has just changed, to its readers and to the caller. */
  tell(event: 'threadPosted' | 'threadChanged', thread: ThreadRecord, courseId: Id): Promise<ThreadView>;
  /** After something was deleted: what is left, or that nothing is. */
  tellDeleted(thread: ThreadRecord, courseId: Id): Promise<void>;
}

export const createThreads = ({ threads, accounts, courses, papers, bus }: Parts): Threads => {
  const view: Threads['view'] = async (records, courseId) => {
    const [names, members] = await Promise.all([
      accounts.namesOf([...new Set(records.flatMap(peopleIn))]),
      courses.membersOf(courseId, ['instructor', 'ta']),
    ]);
    const staff = new Set(members.filter(isStaff).map(({ personId }) => personId));
    const about = {
      nameOf: (personId: Id) => names.get(personId) ?? 'Somebody',
      isStaff: (personId: Id) => staff.has(personId),
    };
    return records.map((record) => viewThread(record, about));
  };

  const viewOne: Threads['viewOne'] = async (record, courseId) => {
    const [shown] = await view([record], courseId);
    if (!shown) throw new Error('One thread went in, none came out');
    return shown;
  };

  const tell: Threads['tell'] = async (event, thread, courseId) => {
    const shown = await viewOne(thread, courseId);
    bus.publish(annotationsEvents[event], thread.documentId, shown);
    return shown;
  };

  return {
    view,
    viewOne,
    tell,
    tellDeleted: async (thread, courseId) => {
      if (isGone(thread))
        bus.publish(annotationsEvents.threadRemoved, thread.documentId, { threadId: thread._id });
      else await tell('threadChanged', thread, courseId);
    },
    threadFor: async (actor, threadId) => {
      const thread = await threads.findById(threadId).lean();
      if (!thread) throw noSuch('thread');
      const { member } = await papers.documentFor(actor, thread.documentId).catch((error: unknown) => {
        throw error instanceof Refusal && error.body.code === 'not_found' ? noSuch('thread') : error;
      });
      return { thread, member };
    },
  };
};
