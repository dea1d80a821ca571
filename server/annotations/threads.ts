// Finds a thread for somebody who may see it, changes it under a number, shows it, and tells those who may know what became of it.
import { randomInt } from 'node:crypto';
import type { UpdateQuery } from 'mongoose';
import { annotationsEvents } from '#shared/annotations/contract.ts';
import { reportsEvents } from '#shared/annotations/reports.ts';
import type { ThreadView } from '#shared/annotations/views.ts';
import { mayReadThread } from '#shared/annotations/visibility.ts';
import { isStaff, type Member } from '#shared/courses/roles.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { Refusal } from '#shared/kernel/refusals.ts';
import type { AccountsPublic } from '#server/accounts/public.ts';
import { noSuch, type CoursesPublic } from '#server/courses/public.ts';
import type { Actor } from '#server/kernel/actor.ts';
import type { Bus } from '#server/kernel/bus.ts';
import { createSerial } from '#server/kernel/serial.ts';
import { roomsOf } from './audience.ts';
import type { PseudonymOf } from './pseudonyms.ts';
import type { AnnotationsStore, ThreadRecord } from './store.ts';
import type { Look, LookAt } from './viewers.ts';
import { isGone, peopleIn, viewThread, type Names } from './views.ts';

interface Parts {
  readonly store: AnnotationsStore;
  readonly accounts: AccountsPublic;
  readonly courses: CoursesPublic;
  readonly lookAt: LookAt;
  readonly pseudonymOf: PseudonymOf;
  readonly bus: Bus;
}

/** A thread, and how the actor looks at its document. */
export interface Found extends Look {
  readonly thread: ThreadRecord;
}

export interface Threads {
  /** `not_found` for whoever may not see the thread, in the same words as for no thread. */
  threadFor(actor: Actor | null, threadId: Id): Promise<Found>;
  /** As one person sees them: names behind pseudonyms and reports only for staff. */
  view(records: readonly ThreadRecord[], member: Member): Promise<ThreadView[]>;
  viewOne(record: ThreadRecord, member: Member): Promise<ThreadView>;
  /** Stores a new thread under the document's next number; throws as the database does. */
  create(record: Omit<ThreadRecord, 'seq'>): Promise<ThreadRecord>;
  /** One conditional update, counted and numbered; null when the condition did not hold. */
  change(
    documentId: Id,
    filter: { readonly _id: Id } & Readonly<Record<string, unknown>>,
    update: UpdateQuery<ThreadRecord>,
  ): Promise<ThreadRecord | null>;
  /** Tells everybody who may know: what it is now, or that it is gone. `before`: where it was told until now. */
  tell(
    event: 'threadPosted' | 'threadChanged',
    thread: ThreadRecord,
    courseId: Id,
    before?: ThreadRecord,
  ): Promise<void>;
}

/** Numbers go up by random steps, so that nobody learns from a gap how much happens that they may not see. */
const longestStep = 4096;

export const createThreads = ({ store, accounts, courses, lookAt, pseudonymOf, bus }: Parts): Threads => {
  const serial = createSerial();

  const nextNumber = async (documentId: Id): Promise<number> => {
    const { last } = await store.sequences
      .findOneAndUpdate(
        { _id: documentId },
        { $inc: { last: randomInt(1, longestStep) } },
        { upsert: true, returnDocument: 'after' },
      )
      .lean()
      .orFail();
    return last;
  };

  // Whoever has heard of a number has heard of all before it. Here one is used before the next is given; where another process took
  // the next one meanwhile, somebody may have heard of that already, so the thread gets a newer one, until it is the newest.
  const numbered = (
    documentId: Id,
    write: (seq: number) => Promise<ThreadRecord | null>,
  ): Promise<ThreadRecord | null> =>
    serial(documentId, async () => {
      let seq = await nextNumber(documentId);
      let written = await write(seq);
      while (written && !(await store.sequences.exists({ _id: documentId, last: seq }))) {
        seq = await nextNumber(documentId);
        written = await store.threads
          .findByIdAndUpdate(written._id, { $max: { seq } }, { returnDocument: 'after' })
          .lean();
      }
      return written;
    });

  const askNames = async (records: readonly ThreadRecord[], courseId: Id): Promise<Names> => {
    const [names, members] = await Promise.all([
      accounts.namesOf([...new Set(records.flatMap(peopleIn))]),
      courses.membersOf(courseId, ['instructor', 'ta']),
    ]);
    const staff = new Set(members.map(({ personId }) => personId));
    return {
      nameOf: (personId) => names.get(personId) ?? 'Somebody',
      isStaff: (personId) => staff.has(personId),
      pseudonymOf,
    };
  };

  // What was changed is told and then answered: the names in it are asked for once.
  const namesOf = new WeakMap<ThreadRecord, Promise<Names>>();
  const namesIn = (records: readonly ThreadRecord[], courseId: Id): Promise<Names> => {
    const [only] = records;
    if (!only || records.length > 1) return askNames(records, courseId);
    const known = namesOf.get(only) ?? askNames(records, courseId);
    namesOf.set(only, known);
    return known;
  };

  const view: Threads['view'] = async (records, member) => {
    const names = await namesIn(records, member.courseId);
    const staff = isStaff(member);
    return records.map((record) => viewThread(record, names, staff));
  };

  return {
    view,
    viewOne: async (record, member) => {
      const [shown] = await view([record], member);
      if (!shown) throw new Error('One thread went in, none came out');
      return shown;
    },
    threadFor: async (actor, threadId) => {
      const thread = await store.threads.findById(threadId).lean();
      if (!thread) throw noSuch('thread');
      const look = await lookAt(actor, thread.documentId).catch((error: unknown) => {
        throw error instanceof Refusal && error.body.code === 'not_found' ? noSuch('thread') : error;
      });
      if (!mayReadThread(look.viewer, thread)) throw noSuch('thread');
      return { ...look, thread };
    },
    create: async (record) => {
      const created = await numbered(record.documentId, async (seq) => {
        const whole = { ...record, seq };
        await store.threads.create(whole);
        return whole;
      });
      if (!created) throw new Error('A thread that was just made is gone');
      return created;
    },
    change: (documentId, filter, update) =>
      numbered(documentId, async (seq) => {
        const { $inc, ...rest } = update;
        const whole: UpdateQuery<ThreadRecord> = { ...rest, $max: { seq }, $inc: { ...$inc, change: 1 } };
        return store.threads.findOneAndUpdate(filter, whole, { returnDocument: 'after' }).lean();
      }),
    tell: async (event, thread, courseId, before = thread) => {
      const names = await namesIn([thread], courseId);
      const gone = isGone(thread);
      const rooms = gone ? [] : roomsOf(thread);
      for (const { kind, id } of rooms) {
        // Authors hear it as their list says it: what was anonymous in the class stays so in what is theirs alone.
        const isForStaff = kind === 'documentStaff' || (kind === 'person' && names.isStaff(id));
        bus.publish({ ...annotationsEvents[event], room: kind }, id, viewThread(thread, names, isForStaff));
      }
      if (thread.reports.length + before.reports.length > 0)
        bus.publish(reportsEvents.reportsChanged, courseId, { courseId });
      const left = roomsOf(before).filter(
        ({ kind, id }) => !rooms.some((room) => room.kind === kind && room.id === id),
      );
      for (const { kind, id } of left)
        bus.publish({ ...annotationsEvents.threadRemoved, room: kind }, id, {
          threadId: thread._id,
          documentId: thread.documentId,
          change: thread.change,
        });
    },
  };
};
