// Stored threads as the readers of their document see them: the same for everybody.
import type { ReplyView, ThreadView } from '#shared/annotations/contract.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import type { ReplyRecord, ThreadRecord } from './store.ts';

/** What a view says about people. */
export interface Names {
  nameOf(personId: Id): string;
  isStaff(personId: Id): boolean;
}

/** Replies without deleted ones at the end: a place is kept only where somebody may have answered to it. */
const standing = (replies: readonly ReplyRecord[]): readonly ReplyRecord[] =>
  replies.slice(0, replies.findLastIndex((reply) => reply.deletedAt === null) + 1);

/** Whether nothing is left of a thread that anybody could read. */
export const isGone = (thread: ThreadRecord): boolean =>
  thread.deletedAt !== null && standing(thread.replies).length === 0;

/** Everybody whose name a view of the thread holds. */
export const peopleIn = (thread: ThreadRecord): Id[] => [
  thread.authorId,
  ...thread.replies.map((reply) => reply.authorId),
  ...(thread.resolvedBy === null ? [] : [thread.resolvedBy]),
];

const viewWritten = (written: ReplyRecord, names: Names): ReplyView => ({
  id: written._id,
  authorId: written.authorId,
  authorName: names.nameOf(written.authorId),
  authorIsStaff: names.isStaff(written.authorId),
  text: written.text,
  postedAt: written.postedAt.toISOString(),
  editedAt: written.editedAt?.toISOString() ?? null,
  deletedAt: written.deletedAt?.toISOString() ?? null,
  revision: written.revision,
});

export const viewThread = (thread: ThreadRecord, names: Names): ThreadView => ({
  ...viewWritten(thread, names),
  documentId: thread.documentId,
  anchor: thread.anchor,
  kind: thread.kind,
  readingQuestion: thread.readingQuestion,
  upvotes: thread.upvoters.length,
  resolvedAt: thread.resolvedAt?.toISOString() ?? null,
  resolvedByName: thread.resolvedBy === null ? null : names.nameOf(thread.resolvedBy),
  replies: standing(thread.replies).map((reply) => viewWritten(reply, names)),
  change: thread.change,
});
