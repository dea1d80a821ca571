// New threads on their way: every passage has a draft of its own, which is kept until it is posted or thrown away.
import { useMutation } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { sortKey, type Anchor, type Target } from '#shared/annotations/anchor.ts';
import type { ThreadView } from '#shared/annotations/views.ts';
import { newId, type Id } from '#shared/kernel/primitives.ts';
import {
  keepDraft,
  useDraft,
  useDrafts,
  useDraftsFromElsewhere,
  useFormerDraft,
  type DraftState,
} from '#client/drafts/use-draft.ts';
import { postThread } from './commands.ts';
import { draftPlaces, threadDraftSchema, type ThreadDraft } from './draft-shapes.ts';
import type { Choice } from './KindPicker.tsx';
import type { Reading } from './reading-context.ts';

/** Where a draft belongs on the pages. */
type Passage = Pick<ThreadDraft, 'id' | 'kind' | 'anchor'> & { readonly isOpen: boolean };

export interface Composing {
  /** All that have words, in the order of the document; the open one is among them. */
  readonly drafts: readonly ThreadDraft[];
  /** The open one. */
  readonly draft: ThreadDraft | null;
  readonly isOpen: boolean;
  /** Of all drafts and the open one, which may have no words yet; the same array while only words change. */
  readonly passages: readonly Passage[];
  readonly state: DraftState<ThreadDraft>;
  readonly isPosting: boolean;
  readonly problem: Error | null;
  /** Begins a thread on a passage, or goes on with the draft that is there; the open one stays a draft. */
  begin(targets: readonly Target[], choice: Choice): void;
  change(part: Partial<Omit<ThreadDraft, 'id' | 'anchor'>>): void;
  /** The open one was begun on a version of the PDF that is not the open one. */
  readonly isFromEarlier: boolean;
  /** Puts the open one on another passage. */
  put(targets: readonly Target[]): void;
  open(id: Id): void;
  /** Puts the open one aside. */
  leave(): void;
  discard(): void;
  /** With what is decided only now. */
  post(also: Pick<ThreadDraft, 'visibility' | 'anonymous'>): void;
}

const hasWords = ({ text }: ThreadDraft): boolean => text.trim() !== '';
const inOrder = (one: ThreadDraft, other: ThreadDraft): number =>
  one.anchor.sortKey < other.anchor.sortKey ? -1 : 1;

export const useComposing = (
  { document, member: { personId } }: Reading,
  onPosted: (thread: ThreadView) => void,
): Composing => {
  const placeOf = (id: Id) => draftPlaces.thread(document.id, id);
  useDraftsFromElsewhere(personId, draftPlaces.ofDocument(document.id));
  useFormerDraft(personId, `thread:${document.id}`, threadDraftSchema, ({ id }) => placeOf(id));
  const all = useDrafts(personId, draftPlaces.threads(document.id), threadDraftSchema);
  const drafts = useMemo(() => all.filter(hasWords).toSorted(inOrder), [all]);

  const [openId, setOpenId] = useState<Id | null>(null);
  // Without a word it is not worth keeping.
  const [fresh, setFresh] = useState<ThreadDraft | null>(null);
  const [stored, , state] = useDraft(personId, placeOf(openId ?? 'none'), threadDraftSchema);
  const draft = stored ?? (fresh?.id === openId ? fresh : null);

  // As text, which is the same while only words change: the pages are not drawn anew for every letter.
  const outline = JSON.stringify(
    [...drafts.filter(({ id }) => id !== draft?.id), ...(draft ? [draft] : [])].map(
      ({ id, kind, anchor }): Passage => ({ id, kind, anchor, isOpen: id === draft?.id }),
    ),
  );
  const passages = useMemo(() => JSON.parse(outline) as Passage[], [outline]);

  const keep = (id: Id, value: ThreadDraft | null) => {
    keepDraft(personId, placeOf(id), value);
  };
  const leave = () => {
    if (stored && !hasWords(stored)) keep(stored.id, null);
    setFresh(null);
    setOpenId(null);
  };
  const discard = (id: Id) => {
    keep(id, null);
    setOpenId((now) => (now === id ? null : now));
  };
  const post = useMutation({
    mutationFn: (thread: ThreadDraft) => postThread(document.id, thread),
    onSuccess: (thread, { id }) => {
      discard(id);
      onPosted(thread);
    },
  });

  const anchorAt = (targets: readonly Target[]): Anchor => ({
    fileHash: document.fileHash,
    targets: [...targets],
    sortKey: sortKey(targets),
  });
  const replace = (next: ThreadDraft) => {
    if (stored || hasWords(next)) keep(next.id, next);
    else setFresh(next);
  };

  return {
    ...{ drafts, draft, passages, state, leave },
    isOpen: draft !== null,
    isPosting: post.isPending,
    problem: post.variables?.id === openId ? post.error : null,
    begin: (targets, choice) => {
      const anchor = anchorAt(targets);
      const there = drafts.find((other) => JSON.stringify(other.anchor) === JSON.stringify(anchor));
      leave();
      if (there) keep(there.id, { ...there, ...choice });
      const next = there ?? { id: newId(), text: '', ...choice, anchor };
      setFresh(next);
      setOpenId(next.id);
    },
    change: (part) => {
      if (draft) replace({ ...draft, ...part });
    },
    isFromEarlier: draft !== null && draft.anchor.fileHash !== document.fileHash,
    put: (targets) => {
      if (draft) replace({ ...draft, anchor: anchorAt(targets) });
    },
    open: (id) => {
      leave();
      setOpenId(id);
    },
    discard: () => {
      if (draft) discard(draft.id);
    },
    post: (also) => {
      if (draft) post.mutate({ ...draft, ...also });
    },
  };
};
