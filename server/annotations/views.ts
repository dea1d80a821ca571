// Stored threads as they are seen: by those who see every name, or by classmates.
import type { ReplyView, ThreadView } from '#shared/annotations/views.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import type { PseudonymOf } from './pseudonyms.ts';
import type { ReplyRecord, ReportRecord, ThreadRecord } from './store.ts';

/** What a view says about people. */
export interface Names {
  nameOf(personId: Id): string;
  isStaff(personId: Id): boolean;
  readonly pseudonymOf: PseudonymOf;
}

/** Replies without deleted ones at the end: a place is kept only where somebody may have answered to it. */
const standing = (replies: readonly ReplyRecord[]): readonly ReplyRecord[] =>
  replies.slice(0, replies.findLastIndex((reply) => reply.deletedAt === null) + 1);

/** Whether nothing is left of a thread that anybody could read. */
export const isGone = (thread: ThreadRecord): boolean =>
  thread.deletedAt !== null && standing(thread.replies).length === 0;

/** Reports that wait for the staff: with a post that is deleted they are settled. */
export const openReports = (thread: ThreadRecord): ReportRecord[] => {
  const standingIds = new Set(
    [thread, ...thread.replies].filter(({ deletedAt }) => deletedAt === null).map(({ _id }) => _id),
  );
  return thread.reports.filter(({ postId }) => standingIds.has(postId));
};

/** Everybody whose name a view of the thread may hold. */
export const peopleIn = (thread: ThreadRecord): Id[] =>
  [
    thread.resolvedBy,
    ...[thread, ...thread.replies].flatMap(({ authorId, endorsedBy }) => [authorId, endorsedBy]),
    ...thread.reports.map(({ by }) => by),
  ].filter((personId) => personId !== null);

/** For staff with every name and with reports; for all others, authors too, with pseudonyms where there are some. */
export const viewThread = (thread: ThreadRecord, names: Names, isForStaff: boolean): ThreadView => {
  const hidden = new Set(
    isForStaff
      ? []
      : [thread, ...thread.replies].filter((post) => post.anonymous).map((post) => post.authorId),
  );
  const viewPost = (post: ReplyRecord): ReplyView => {
    const pseudonym =
      post.anonymous && !isForStaff ? names.pseudonymOf(thread.documentId, post.authorId) : null;
    return {
      id: post._id,
      authorId: pseudonym?.id ?? post.authorId,
      authorName: pseudonym?.name ?? names.nameOf(post.authorId),
      authorIsStaff: names.isStaff(post.authorId) && !pseudonym,
      anonymous: post.anonymous,
      text: post.text,
      postedAt: post.postedAt.toISOString(),
      editedAt: post.editedAt?.toISOString() ?? null,
      deletedAt: post.deletedAt?.toISOString() ?? null,
      revision: post.revision,
      upvotes: post.upvoters.length,
      endorsedByName: post.endorsedBy === null ? null : names.nameOf(post.endorsedBy),
    };
  };
  // Whoever wrote under a pseudonym here also resolves under it.
  const resolver = (personId: Id) =>
    hidden.has(personId) ? names.pseudonymOf(thread.documentId, personId).name : names.nameOf(personId);
  return {
    ...viewPost(thread),
    documentId: thread.documentId,
    anchor: thread.anchor,
    placement: thread.placement,
    kind: thread.kind,
    readingQuestion: thread.readingQuestion,
    visibility: thread.visibility,
    groupId: thread.groupId,
    resolvedAt: thread.resolvedAt?.toISOString() ?? null,
    resolvedByName: thread.resolvedBy === null ? null : resolver(thread.resolvedBy),
    acceptedReplyId: thread.acceptedReplyId,
    reports: isForStaff
      ? openReports(thread).map(({ postId, by, reason, at }) => ({
          ...{ postId, reason, byName: names.nameOf(by) },
          at: at.toISOString(),
        }))
      : null,
    replies: standing(thread.replies).map(viewPost),
    change: thread.change,
  };
};
