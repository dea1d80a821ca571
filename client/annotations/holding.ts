// What of a thread or a reply may change under one's eyes, and what waits until one asks for it.
import type { ReplyView, ThreadView } from '#shared/annotations/views.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { byPlace } from './listing.ts';
import type { Holding } from './held-back.ts';

const same = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);
const differIn = <T extends object>(a: T, b: T, fields: readonly (keyof T)[]): boolean =>
  fields.some((field) => !same(a[field], b[field]));

/** What stands in a post, and takes room there. */
const words = ['text', 'deletedAt', 'editedAt', 'endorsedByName', 'authorName'] as const;
const standing = [
  ...words,
  ...(['kind', 'readingQuestion', 'visibility', 'acceptedReplyId'] as const),
  ...(['resolvedAt', 'resolvedByName', 'reports'] as const),
];

/** With another PDF everything has another place. */
const isOnSamePdf = (a: ThreadView, b: ThreadView): boolean => a.anchor.fileHash === b.anchor.fileHash;

/** Words that somebody takes back are not to be read on; only their room stays. */
const withoutWords = <T extends ReplyView>(seen: T, deletedAt: string | null): T =>
  deletedAt === null ? seen : { ...seen, text: '', deletedAt };

/** Replies are counted at once; whoever has the thread open lets them wait on their own. */
export const holdThreads = (ownId: Id, acts: ReadonlyMap<Id, number>): Holding<ThreadView> => ({
  ownId,
  quietly: (seen, latest) => {
    const { replies, upvotes, change, anchor, placement } = latest;
    const now = { ...withoutWords(seen, latest.deletedAt), replies, upvotes, change };
    return isOnSamePdf(seen, latest) ? now : { ...now, anchor, placement };
  },
  differs: (seen, latest) =>
    differIn(seen, latest, standing) ||
    (isOnSamePdf(seen, latest) && differIn(seen, latest, ['anchor', 'placement'])),
  taken: (seen) => ({ ...withoutWords(seen, seen.postedAt), replies: [] }),
  compare: byPlace,
  changeOf: ({ change }) => change,
  actOf: (id) => acts.get(id) ?? -1,
});

/** `change`: the thread's number now; `act`: that of the last change that one made to it. */
export const holdReplies = (ownId: Id, change: number, act: number): Holding<ReplyView> => ({
  ownId,
  quietly: (seen, { upvotes, deletedAt }) => ({ ...withoutWords(seen, deletedAt), upvotes }),
  differs: (seen, latest) => differIn(seen, latest, words),
  taken: (seen) => withoutWords(seen, seen.postedAt),
  // Those of one instant stay as they come.
  compare: (a, b) => (a.postedAt < b.postedAt ? -1 : a.postedAt > b.postedAt ? 1 : 0),
  changeOf: () => change,
  actOf: () => act,
});
