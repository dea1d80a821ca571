// A thread as a view, for the tests of what is worked out from views.
import { sortKey } from '#shared/annotations/anchor.ts';
import type { ThreadView } from '#shared/annotations/views.ts';
import { newId } from '#shared/kernel/primitives.ts';

/** `line` counts from the top of page `page`; everything else as in a view. */
export const made = (part: Partial<ThreadView> & { line?: number; page?: number } = {}): ThreadView => {
  const { line = 0, page = 0, ...fields } = part;
  const exact = `line ${String(line)}`;
  const targets = [
    {
      page,
      quote: { exact, prefix: '', suffix: '' },
      position: { start: line, end: line + exact.length - 1 },
      rects: [[60, 600 - line, 200, 610 - line] as [number, number, number, number]],
    },
  ];
  return {
    id: newId(),
    documentId: 'document',
    anchor: { fileHash: '0'.repeat(64), targets, sortKey: sortKey(targets) },
    kind: 'plain',
    readingQuestion: null,
    authorId: 'ben',
    authorName: 'Ben',
    authorIsStaff: false,
    text: 'Text',
    postedAt: '2026-09-07T12:00:00.000Z',
    editedAt: null,
    deletedAt: null,
    revision: 1,
    upvotes: 0,
    anonymous: false,
    endorsedByName: null,
    placement: null,
    visibility: 'class',
    groupId: null,
    acceptedReplyId: null,
    reports: null,
    resolvedAt: null,
    resolvedByName: null,
    replies: [],
    change: 1,
    ...fields,
  };
};
