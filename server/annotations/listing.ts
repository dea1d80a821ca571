// Lists a document's threads for one person: all of them in few bytes, or what changed since a number they know.
import type { annotationsRoutes } from '#shared/annotations/contract.ts';
import { packThreads } from '#shared/annotations/pack.ts';
import type { ResultInputOf } from '#shared/kernel/contract.ts';
import { mayReadThread } from '#shared/annotations/visibility.ts';
import { couldRead, visibleTo } from './audience.ts';
import type { PseudonymOf } from './pseudonyms.ts';
import type { AnnotationsStore, ThreadRecord } from './store.ts';
import type { Threads } from './threads.ts';
import type { Look } from './viewers.ts';
import { isGone } from './views.ts';

type Listing = ResultInputOf<typeof annotationsRoutes.listThreads>;

interface Parts {
  readonly store: AnnotationsStore;
  readonly threads: Threads;
  readonly pseudonymOf: PseudonymOf;
}

/** In the order of the places. */
export const visibleThreads = async (
  { threads }: Pick<AnnotationsStore, 'threads'>,
  { document, viewer }: Pick<Look, 'document' | 'viewer'>,
): Promise<ThreadRecord[]> => {
  const records = await threads
    .find({ documentId: document.id, ...visibleTo(viewer) })
    .sort({ 'anchor.sortKey': 1 })
    .lean();
  return records.filter((thread) => !isGone(thread));
};

export const createListing =
  ({ store, threads, pseudonymOf }: Parts) =>
  async (look: Look, since: number | undefined): Promise<Listing> => {
    const { document, viewer, gate } = look;
    const { personId } = viewer.member;
    // Before the threads: what is changed in between is told again next time, never left out. Not the number that was given last:
    // its thread may still be on its way, perhaps from another process.
    const newest = await store.threads
      .findOne({ documentId: document.id }, { seq: 1 })
      .sort({ seq: -1 })
      .lean<{ seq: number }>();
    const last = newest?.seq ?? 0;
    const isWhole = since === undefined || since > last;
    const changed = isWhole
      ? await visibleThreads(store, look)
      : await store.threads
          .find({ documentId: document.id, seq: { $gt: since } })
          .sort({ 'anchor.sortKey': 1 })
          .lean();
    const seen = changed.filter((thread) => !isGone(thread) && mayReadThread(viewer, thread));
    const gone = isWhole
      ? []
      : changed.filter(
          (thread) =>
            (isGone(thread) || !mayReadThread(viewer, thread)) &&
            (thread.authorId === personId || couldRead(viewer, thread)),
        );
    return {
      isWhole,
      packed: packThreads(await threads.view(seen, viewer.member)),
      gone: gone.map(({ _id, change }): [string, number] => [_id, change]),
      last,
      myUpvotes: seen.flatMap((thread) =>
        [thread, ...thread.replies]
          .filter(({ upvoters }) => upvoters.includes(personId))
          .map(({ _id }) => _id),
      ),
      myFollows: seen.filter(({ followers }) => followers.includes(personId)).map(({ _id }) => _id),
      ownPseudonymId: pseudonymOf(document.id, personId).id,
      groupId: viewer.groupId,
      gate,
    };
  };
