// What is read of a document's threads, and how news of it is worked in: only forwards, in any order.
import { freshPosts, readUntil, type ReadingState } from '#shared/annotations/visits.ts';
import type { ReplyView, ThreadView } from '#shared/annotations/views.ts';
import type { Id } from '#shared/kernel/primitives.ts';

export interface ReadState {
  readonly lastVisitAt: string | null;
  readonly allReadAt: string | null;
  readonly read: ReadonlyMap<Id, string>;
}

export type ReadMark = readonly [threadId: Id, at: string];

export const readStateFrom = ({ lastVisitAt, allReadAt, read }: ReadingState): ReadState => ({
  lastVisitAt,
  allReadAt,
  read: new Map(read),
});

/** The same state when all of it is known. */
export const applyRead = (state: ReadState, marks: readonly ReadMark[]): ReadState => {
  const news = marks.filter(([id, at]) => at > (state.read.get(id) ?? ''));
  if (news.length === 0) return state;
  const read = new Map(state.read);
  for (const [id, at] of news) if (at > (read.get(id) ?? '')) read.set(id, at);
  return { ...state, read };
};

export const isUnreadIn = (state: ReadState, selfId: Id, thread: ThreadView): boolean => {
  const readAt = readUntil(state.allReadAt, state.read, thread.id);
  // Most threads are read: their newest post alone says so.
  if (readAt !== null && newestOf(thread) <= readAt) return false;
  return freshPosts(thread, (authorId) => authorId === selfId, readAt).length > 0;
};

/** When the newest of a thread's posts was written. */
const newestOf = ({ postedAt, replies }: ThreadView): string =>
  replies.reduce((newest, reply) => (reply.postedAt > newest ? reply.postedAt : newest), postedAt);

type Posted = Pick<ReplyView, 'id' | 'postedAt'>;

type Talk = Pick<ThreadView, 'postedAt'> & { readonly replies: readonly Posted[] };

/** Replies that nobody here has seen, of threads that are open. */
export type Waiting = ReadonlyMap<Id, readonly Posted[]>;

/**
 * Up to when everything may be called read at once: the newest post of `threads` that is older than all that is withheld. Empty
 * where there is none.
 */
export const allReadUntil = (threads: readonly Talk[], withheld: readonly Posted[]): string => {
  const oldest = withheld.reduce((first, { postedAt }) => (postedAt < first ? postedAt : first), '\uffff');
  return threads
    .flatMap((thread) => [thread.postedAt, ...thread.replies.map(({ postedAt }) => postedAt)])
    .reduce((newest, postedAt) => (postedAt < oldest && postedAt > newest ? postedAt : newest), '');
};

/** What calling all of `threads` read comes to: an instant for the whole document, and marks for threads with newer posts. */
export const marksOfAll = (
  threads: readonly ThreadView[],
  withheld: readonly Posted[],
  waiting: Waiting,
): { until: string; marks: ReadMark[] } => {
  const shown = threads.map((thread) => {
    const unseen = new Set(waiting.get(thread.id)?.map(({ id }) => id));
    return unseen.size === 0
      ? thread
      : { ...thread, replies: thread.replies.filter(({ id }) => !unseen.has(id)) };
  });
  const until = allReadUntil(shown, [...withheld, ...[...waiting.values()].flat()]);
  const marks = shown.flatMap((thread): ReadMark[] => {
    const at = allReadUntil([thread], waiting.get(thread.id) ?? []);
    return at > until ? [[thread.id, at]] : [];
  });
  return { until, marks };
};
