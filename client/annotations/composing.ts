// A new thread on its way: the passage, its kind and text, kept as a draft until it is posted.
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { sortKey, type Target } from '#shared/annotations/anchor.ts';
import type { ThreadView } from '#shared/annotations/contract.ts';
import { newId } from '#shared/kernel/primitives.ts';
import { postThread, type NewThread } from './data.ts';
import { useDraft } from './drafts.ts';
import type { Choice } from './KindPicker.tsx';
import type { Reading } from './reading-context.ts';

export interface Composing {
  readonly draft: NewThread | null;
  readonly isOpen: boolean;
  readonly isPosting: boolean;
  readonly problem: Error | null;
  /** Begins a thread on a passage; a text that waits already moves there. */
  begin(targets: readonly Target[], choice: Choice): void;
  change(part: Partial<Choice & Pick<NewThread, 'text'>>): void;
  open(): void;
  /** Puts it aside; the draft stays. */
  leave(): void;
  discard(): void;
  post(): void;
}

export const useComposing = (
  { document, member }: Reading,
  onPosted: (thread: ThreadView) => void,
): Composing => {
  const [draft, keep] = useDraft<NewThread>(member.personId, `thread:${document.id}`);
  const [isOpen, setOpen] = useState(false);
  const post = useMutation({
    mutationFn: (thread: NewThread) => postThread(document.id, thread),
    onSuccess: (thread) => {
      keep(null);
      setOpen(false);
      onPosted(thread);
    },
  });
  return {
    draft,
    isOpen: isOpen && draft !== null,
    isPosting: post.isPending,
    problem: post.error,
    begin: (targets, choice) => {
      const anchor = { fileHash: document.fileHash, targets: [...targets], sortKey: sortKey(targets) };
      post.reset();
      keep({ id: newId(), text: draft?.text ?? '', ...choice, anchor });
      setOpen(true);
    },
    change: (part) => {
      if (draft) keep({ ...draft, ...part });
    },
    open: () => {
      setOpen(true);
    },
    leave: () => {
      setOpen(false);
    },
    discard: () => {
      post.reset();
      keep(null);
      setOpen(false);
    },
    post: () => {
      if (draft) post.mutate(draft);
    },
  };
};
