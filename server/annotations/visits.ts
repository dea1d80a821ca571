// Remembers per person and document what was read, and finds what is new.
import type { Connection } from 'mongoose';
import {
  freshPosts,
  readUntil,
  visitsEvents,
  visitsRoutes,
  type News,
  type ReadingState,
} from '#shared/annotations/visits.ts';
import { plainMentions } from '#shared/annotations/mentions.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import type { Bus } from '#server/kernel/bus.ts';
import type { Clock } from '#server/kernel/clock.ts';
import type { Actor } from '#server/kernel/actor.ts';
import { feature, type Feature } from '#server/kernel/feature.ts';
import type { PseudonymOf } from './pseudonyms.ts';
import type { AnnotationsStore } from './store.ts';
import type { Threads } from './threads.ts';
import type { LookAt } from './viewers.ts';
import { isGone } from './views.ts';
import { openVisitsStore, type VisitRecord } from './visits-store.ts';
import { mayReadThread } from '#shared/annotations/visibility.ts';

interface Parts {
  readonly store: AnnotationsStore;
  readonly lookAt: LookAt;
  readonly threads: Threads;
  readonly pseudonymOf: PseudonymOf;
  readonly bus: Bus;
  readonly clock: Clock;
}

/** So much silence ends a visit, in milliseconds. */
const silence = 30 * 60_000;
/** How many threads are looked through for news, and how many are told. */
const [lookedThrough, told] = [300, 30];
const excerpt = 240;

const visitKey = (documentId: Id, personId: Id) => `${documentId} ${personId}`;

const viewVisit = (visit: VisitRecord | null): ReadingState => ({
  lastVisitAt: visit?.lastVisitAt?.toISOString() ?? null,
  allReadAt: visit?.allReadAt?.toISOString() ?? null,
  read: Object.entries(visit?.read ?? {}).map(([threadId, at]) => [threadId, at.toISOString()]),
});

/** Answers for {@link visitsRoutes}. */
export const createVisitsFeature = (domain: Parts, db: Connection): Feature => {
  const { store, lookAt, threads, pseudonymOf, bus, clock } = domain;
  const visits = openVisitsStore(db);

  const noted = ({ personId }: Actor, documentId: Id, update: Record<string, object>) =>
    [
      { _id: visitKey(documentId, personId) },
      {
        ...update,
        $set: { ...update['$set'], seenAt: clock.now() },
        $setOnInsert: { documentId, personId },
      },
    ] as const;
  const change = (...visit: Parameters<typeof noted>) =>
    visits.findOneAndUpdate(...noted(...visit), { upsert: true, returnDocument: 'after' }).lean();

  const newsOf = async (actor: Actor): Promise<News[]> => {
    const { personId } = actor;
    const candidates = await store.threads
      .find({ $or: [{ followers: personId }, { mentions: personId }] })
      .sort({ lastPostAt: -1 })
      .limit(lookedThrough)
      .lean();
    const documentIds = [...new Set(candidates.map(({ documentId }) => documentId))];
    // What is not open to them any more, for instance since they left a course, is no news.
    const looks = new Map(
      await Promise.all(
        documentIds.map(async (id) => [id, await lookAt(actor, id).catch(() => null)] as const),
      ),
    );
    const states = new Map(
      (await visits.find({ _id: { $in: documentIds.map((id) => visitKey(id, personId)) } }).lean()).map(
        (visit) => [visit.documentId, viewVisit(visit)] as const,
      ),
    );
    const news: News[] = [];
    for (const thread of candidates) {
      const look = looks.get(thread.documentId);
      if (!look || isGone(thread) || !mayReadThread(look.viewer, thread)) continue;
      const state = states.get(thread.documentId) ?? viewVisit(null);
      const view = await threads.viewOne(thread, look.viewer.member);
      const own = pseudonymOf(thread.documentId, personId).id;
      const readAt = readUntil(state.allReadAt, new Map(state.read), thread._id);
      const fresh = freshPosts(view, (id) => id === personId || id === own, readAt);
      const newest = fresh.at(-1);
      if (!newest) continue;
      news.push({
        ...{ threadId: thread._id, documentId: thread.documentId, courseId: look.viewer.member.courseId },
        ...{ documentTitle: look.document.title, kind: thread.kind, fresh: fresh.length },
        why: thread.mentions.includes(personId) ? 'mentioned' : 'followed',
        ...{ authorName: newest.authorName, at: newest.postedAt },
        text: plainMentions(newest.text).slice(0, excerpt),
      });
      if (news.length === told) break;
    }
    return news;
  };

  return feature(visitsRoutes, {
    beginVisit: async ({ actor, params: { documentId } }) => {
      await lookAt(actor, documentId);
      const known = await visits.findById(visitKey(documentId, actor.personId), { seenAt: 1 }).lean();
      const isNew = known && clock.now().getTime() - known.seenAt.getTime() > silence;
      return viewVisit(await change(actor, documentId, isNew ? { $set: { lastVisitAt: known.seenAt } } : {}));
    },

    markRead: async ({ actor, params: { documentId }, body: { threads: read } }) => {
      await lookAt(actor, documentId);
      // Only forwards, so that devices that are behind take nothing back. What is no thread of this document is left out.
      const ids = new Set(
        (
          await store.threads.find({ documentId, _id: { $in: read.map(([id]) => id) } }, { _id: 1 }).lean()
        ).map(({ _id }) => _id),
      );
      const known = read.filter(([id]) => ids.has(id));
      if (known.length === 0) return undefined;
      const $max = Object.fromEntries(known.map(([id, at]) => [`read.${id}`, new Date(at)]));
      // Said often, and by then the record may hold thousands of threads: it is not read for it.
      await visits.updateOne(...noted(actor, documentId, { $max }), { upsert: true });
      bus.publish(visitsEvents.readingChanged, actor.personId, { documentId, read: known });
      return undefined;
    },

    markAllRead: async ({ actor, params: { documentId }, body: { until } }) => {
      await lookAt(actor, documentId);
      const visit = await change(actor, documentId, {
        $set: { allReadAt: until === null ? null : new Date(until) },
      });
      bus.publish(visitsEvents.readingChanged, actor.personId, { documentId, read: [], allReadAt: until });
      return viewVisit(visit);
    },

    listNews: ({ actor }) => newsOf(actor),
  });
};
