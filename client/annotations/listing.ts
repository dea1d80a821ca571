// A document's threads as one list, and how changes are worked into it: in any order, any number of times, with the same end.
import type { annotationsRoutes } from '#shared/annotations/contract.ts';
import { unpackThreads } from '#shared/annotations/pack.ts';
import type { ReplyView, ThreadView } from '#shared/annotations/views.ts';
import type { ResultOf } from '#shared/kernel/contract.ts';
import type { Id } from '#shared/kernel/primitives.ts';

type Answer = ResultOf<typeof annotationsRoutes.listThreads>;

export interface Listing extends Pick<Answer, 'ownPseudonymId' | 'groupId' | 'gate' | 'last'> {
  readonly documentId: Id;
  readonly selfId: Id;
  /** In the order of their places. */
  readonly threads: readonly ThreadView[];
  /** What is gone, with the number of the change that took it: older news of it comes too late. */
  readonly removed: ReadonlyMap<Id, number>;
  /** Posts. */
  readonly myUpvotes: ReadonlySet<Id>;
  readonly myFollows: ReadonlySet<Id>;
  /** Threads, each with the number of the last change that was made on this page; of what is told, that is no news. */
  readonly acts: ReadonlyMap<Id, number>;
}

export type Change = { readonly thread: ThreadView } | { readonly removed: Id; readonly change: number };

export const byPlace = (a: ThreadView, b: ThreadView): number =>
  compare(a.anchor.sortKey, b.anchor.sortKey) || compare(a.postedAt, b.postedAt) || compare(a.id, b.id);
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** One's own anonymous posts are one's own: everywhere else they have the pseudonym's id. */
const claim = (
  thread: ThreadView,
  { selfId, ownPseudonymId }: Pick<Listing, 'selfId' | 'ownPseudonymId'>,
) => {
  const posts: readonly ReplyView[] = [thread, ...thread.replies];
  if (!posts.some(({ authorId }) => authorId === ownPseudonymId)) return thread;
  const own = <T extends ReplyView>(post: T): T =>
    post.authorId === ownPseudonymId ? { ...post, authorId: selfId } : post;
  return { ...own(thread), replies: thread.replies.map(own) };
};

/** The same list when all changes are known already. Linear in list and changes; sorts only what is new or has moved. */
export const applyChanges = (listing: Listing, changes: readonly Change[]): Listing => {
  const news = new Map<Id, Change>();
  const numberOf = (change: Change) => ('removed' in change ? change.change : change.thread.change);
  for (const change of changes) {
    const id = 'removed' in change ? change.removed : change.thread.id;
    const earlier = news.get(id);
    // Told in two rooms at once, once as gone and once as moved: whoever hears both may still see it.
    const isNewer =
      !earlier ||
      numberOf(earlier) < numberOf(change) ||
      (numberOf(earlier) === numberOf(change) && 'thread' in change);
    if (isNewer) news.set(id, change);
  }
  for (const { id, change } of listing.threads) {
    const told = news.get(id);
    if (told && numberOf(told) <= change) news.delete(id);
  }
  for (const [id, told] of news) {
    const gone = listing.removed.get(id);
    if (gone !== undefined && numberOf(told) < gone + ('removed' in told ? 1 : 0)) news.delete(id);
  }
  if (news.size === 0) return listing;

  const removed = new Map(listing.removed);
  const fresh: ThreadView[] = [];
  for (const [id, told] of news) {
    if ('removed' in told) removed.set(id, told.change);
    else {
      removed.delete(id);
      fresh.push(claim(told.thread, listing));
    }
  }
  const kept = listing.threads.filter(({ id }) => !news.has(id));
  fresh.sort(byPlace);
  return { ...listing, removed, threads: merge(kept, fresh) };
};

/** Two sorted lists as one. */
const merge = (a: readonly ThreadView[], b: readonly ThreadView[]): ThreadView[] => {
  const merged: ThreadView[] = [];
  let next = 0;
  for (const thread of a) {
    for (let before = b[next]; before && byPlace(before, thread) < 0; before = b[++next]) merged.push(before);
    merged.push(thread);
  }
  return [...merged, ...b.slice(next)];
};

const withOwn = (known: ReadonlySet<Id>, about: readonly Id[], own: readonly Id[]): ReadonlySet<Id> => {
  const all = new Set(known);
  for (const id of about) all.delete(id);
  for (const id of own) all.add(id);
  return all;
};

/** The list after an answer of the server: a whole one begins anew, another is worked into what is known. */
export const applyAnswer = (
  earlier: Listing | undefined,
  documentId: Id,
  selfId: Id,
  answer: Answer,
): Listing => {
  const { ownPseudonymId, groupId, gate, last } = answer;
  const facts = { documentId, selfId, ownPseudonymId, groupId, gate, last };
  const threads = unpackThreads(documentId, answer.packed);
  if (!earlier || answer.isWhole)
    return {
      ...facts,
      threads: threads.map((thread) => claim(thread, facts)).sort(byPlace),
      removed: new Map(),
      acts: earlier?.acts ?? new Map(),
      myUpvotes: new Set(answer.myUpvotes),
      myFollows: new Set(answer.myFollows),
    };
  const changes: Change[] = [
    ...threads.map((thread) => ({ thread })),
    ...answer.gone.map(([removed, change]) => ({ removed, change })),
  ];
  const posts = threads.flatMap(({ id, replies }) => [id, ...replies.map((reply) => reply.id)]);
  return {
    ...applyChanges({ ...earlier, ...facts }, changes),
    myUpvotes: withOwn(earlier.myUpvotes, posts, answer.myUpvotes),
    myFollows: withOwn(
      earlier.myFollows,
      threads.map(({ id }) => id),
      answer.myFollows,
    ),
  };
};

export const applyUpvote = (listing: Listing, postId: Id, given: boolean): Listing => ({
  ...listing,
  myUpvotes: withOwn(listing.myUpvotes, [postId], given ? [postId] : []),
});

export const applyFollow = (listing: Listing, threadId: Id, follows: boolean): Listing => ({
  ...listing,
  myFollows: withOwn(listing.myFollows, [threadId], follows ? [threadId] : []),
});

/** `change`: the number that a thread has, or is going to have, by what one did to it. */
export const applyAct = (listing: Listing, threadId: Id, change: number): Listing =>
  change <= (listing.acts.get(threadId) ?? -1)
    ? listing
    : { ...listing, acts: new Map([...listing.acts, [threadId, change]]) };
