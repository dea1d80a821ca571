// A document's threads as one list, and how a change is worked into it: in any order, any number of times.
import type { annotationsRoutes, ThreadView } from '#shared/annotations/contract.ts';
import type { ResultOf } from '#shared/kernel/contract.ts';
import type { Id } from '#shared/kernel/primitives.ts';

/** Threads in the order of their places, and which of them one upvoted. */
export type Listing = ResultOf<typeof annotationsRoutes.listThreads>;

export type Change = { readonly thread: ThreadView } | { readonly removed: Id };

const isBefore = (a: ThreadView, b: ThreadView) =>
  a.anchor.sortKey === b.anchor.sortKey ? a.postedAt < b.postedAt : a.anchor.sortKey < b.anchor.sortKey;

/** The same list when the change is known already. */
export const applyChange = (listing: Listing, change: Change): Listing => {
  const { threads } = listing;
  if ('removed' in change) {
    const left = threads.filter(({ id }) => id !== change.removed);
    return left.length === threads.length ? listing : { ...listing, threads: left };
  }
  const { thread } = change;
  const at = threads.findIndex(({ id }) => id === thread.id);
  const known = threads[at];
  if (known)
    return known.change >= thread.change ? listing : { ...listing, threads: threads.with(at, thread) };
  const after = threads.findIndex((other) => isBefore(thread, other));
  return { ...listing, threads: threads.toSpliced(after < 0 ? threads.length : after, 0, thread) };
};

export const applyUpvote = (listing: Listing, threadId: Id, given: boolean): Listing => {
  const others = listing.myUpvotes.filter((id) => id !== threadId);
  return { ...listing, myUpvotes: given ? [...others, threadId] : others };
};
