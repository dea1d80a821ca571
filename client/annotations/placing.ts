// Threads whose passage was not surely found in a new version of the PDF: which they are, what is shown of them, and how they get a place.
import { useState } from 'react';
import { sortKey, type Anchor, type Target } from '#shared/annotations/anchor.ts';
import { mayChangeAnchor } from '#shared/annotations/rules.ts';
import type { ThreadView } from '#shared/annotations/views.ts';
import type { DocumentView } from '#shared/papers/contract.ts';
import type { Member } from '#shared/courses/roles.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { sayRefused } from '#client/kit/say.ts';
import type { Highlight } from '#client/reader/highlights.ts';
import { changeAnchor } from './commands.ts';

/** Highlights of proposals are told apart from those of threads by it. */
export const proposalMark = 'proposal-';

export interface Placing {
  /** In the order in which they stood in the former version. */
  readonly waiting: readonly ThreadView[];
  /** The proposal that is shown on the page. */
  readonly preview: Highlight | null;
  readonly show: (thread: ThreadView | null) => void;
  /** The thread for which a passage is being chosen: the next selection is for it. */
  readonly choosing: ThreadView | null;
  readonly choose: (thread: ThreadView | null) => void;
  readonly accept: (thread: ThreadView) => Promise<void>;
  readonly placeAt: (thread: ThreadView, targets: readonly Target[]) => Promise<void>;
  readonly keepOnPage: (thread: ThreadView) => Promise<void>;
}

/** Where a thread stands in the version that is open: whoever still reads a former one sees it where it was. */
export const anchorOn = ({ anchor, placement }: ThreadView, fileHash: string): Anchor | null => {
  if (anchor.fileHash === fileHash) return anchor;
  if (!placement) return null;
  if (placement.original.fileHash === fileHash) return placement.original;
  return placement.former.find((former) => former.fileHash === fileHash) ?? null;
};

/** The server has looked for it in the version that is open, and was not sure. */
const needsPlace = ({ anchor, placement }: ThreadView, fileHash: string): boolean =>
  anchor.fileHash !== fileHash && placement?.fileHash === fileHash && !placement.settled;

/** What the server proposes for the version that is open. */
export const proposalFor = ({ placement }: ThreadView, fileHash: string): Anchor | null =>
  placement?.fileHash === fileHash ? placement.proposal : null;

/** In points: large enough to be seen and hit in the corner of a page. */
const cornerSize = 14;
const cornerMargin = 6;

/** A note on a page as a whole stands in its upper left corner. */
const cornerOf = (pageIndex: number, { pages }: DocumentView): Target => {
  const page = Math.min(pageIndex, pages.length - 1);
  const { left = 0, bottom = 0, width = 0, height = 0, rotation = 0, label = null } = pages[page] ?? {};
  const top = bottom + (rotation % 180 === 0 ? height : width);
  const round = (points: number) => Math.round(points * 100) / 100;
  const [x, y] = [left + cornerMargin, top - cornerMargin];
  return {
    page,
    ...(label === null ? {} : { pageLabel: label }),
    rects: [[round(x), round(y - cornerSize), round(x + cornerSize), round(y)]],
  };
};

export const usePlacing = (
  threads: readonly ThreadView[] | undefined,
  document: DocumentView,
  member: Member,
): Placing => {
  const [shownId, show] = useState<Id | null>(null);
  const [choosingId, choose] = useState<Id | null>(null);
  const waiting = (threads ?? []).filter(
    (thread) => needsPlace(thread, document.fileHash) && mayChangeAnchor(member, thread) === true,
  );
  const find = (id: Id | null) => waiting.find((thread) => thread.id === id) ?? null;
  const shown = find(shownId);
  const proposal = shown && proposalFor(shown, document.fileHash);

  const put = async (thread: ThreadView, targets: readonly Target[]) => {
    const anchor = { fileHash: document.fileHash, targets: [...targets], sortKey: sortKey(targets) };
    try {
      await changeAnchor(thread, anchor);
      choose(null);
      show(null);
    } catch (error) {
      sayRefused(error);
    }
  };

  return {
    waiting,
    preview:
      shown && proposal
        ? { id: proposalMark + shown.id, kind: shown.kind, targets: proposal.targets, mine: true }
        : null,
    show: (thread) => {
      show(thread?.id ?? null);
    },
    choosing: find(choosingId),
    choose: (thread) => {
      choose(thread?.id ?? null);
      if (thread) show(null);
    },
    placeAt: put,
    accept: async (thread) => {
      const found = proposalFor(thread, document.fileHash);
      if (found) await put(thread, found.targets);
    },
    keepOnPage: async (thread) => {
      const found = proposalFor(thread, document.fileHash) ?? thread.anchor;
      await put(thread, [cornerOf(found.targets[0]?.page ?? 0, document)]);
    },
  };
};
