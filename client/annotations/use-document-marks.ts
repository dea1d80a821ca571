// What is drawn over the pages of a document: its threads, one's drafts, and the passages that one is led to.
import { useMemo } from 'react';
import type { Member } from '#shared/courses/roles.ts';
import type { DocumentView } from '#shared/papers/contract.ts';
import type { ThreadView } from '#shared/annotations/views.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import type { Highlight } from '#client/reader/highlights.ts';
import type { Composing } from './composing.ts';
import { anchorOn } from './placing.ts';
import type { Unread } from './unread.ts';

const draftMark = 'draft-';

/** Threads and drafts are told apart by it: a draft's id is that of its thread later. */
export const markOfDraft = (draftId: Id): string => draftMark + draftId;

/** The draft that a highlight stands for; undefined when it stands for something else. */
export const draftOfMark = (highlightId: string): Id | undefined =>
  highlightId.startsWith(draftMark) ? highlightId.slice(draftMark.length) : undefined;

interface Marked {
  readonly threads: readonly ThreadView[] | undefined;
  readonly document: Pick<DocumentView, 'fileHash'>;
  readonly member: Pick<Member, 'personId'>;
  readonly passages: Composing['passages'];
  /** The place that is proposed for a thread, and the passage that a link leads to. */
  readonly proposal: Highlight | null;
  readonly linked: Highlight | null;
  readonly unread: Pick<Unread, 'isUnread'>;
  /** Whether the present filter means a thread; others are drawn quietly. */
  isMeant(thread: ThreadView): boolean;
}

/** `threadMarks` are those of threads alone. Both stay the same while nothing of them changes. */
export const useDocumentMarks = (marked: Marked) => {
  const { threads, document, member, passages, proposal, linked, unread, isMeant } = marked;
  const { fileHash } = document;
  const { personId } = member;
  const threadMarks = useMemo(
    () =>
      (threads ?? []).flatMap((thread): Highlight[] => {
        const anchor = anchorOn(thread, fileHash);
        if (!anchor) return [];
        const { id, kind, authorIsStaff: staff } = thread;
        return [
          {
            ...{ id, kind, staff, targets: anchor.targets },
            mine: thread.authorId === personId,
            unread: unread.isUnread(thread),
            quiet: thread.resolvedAt !== null || !isMeant(thread),
          },
        ];
      }),
    [threads, fileHash, personId, isMeant, unread],
  );
  const highlights = useMemo(() => {
    const drafts = passages
      .filter(({ anchor }) => anchor.fileHash === fileHash)
      .map(({ id, kind, anchor, isOpen }): Highlight => ({
        ...{ id: markOfDraft(id), kind, targets: anchor.targets },
        ...{ mine: true, quiet: !isOpen },
      }));
    return [...threadMarks, ...drafts, ...[proposal, linked].filter((one) => one !== null)];
  }, [threadMarks, fileHash, passages, proposal, linked]);
  return { threadMarks, highlights };
};
