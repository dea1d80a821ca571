// React's way to a deck: open as long as its file is shown.
import { useEffect, useState } from 'react';
import { papersRoutes } from '#shared/papers/contract.ts';
import { addressOf } from '#client/kernel/call.ts';
import { openSlideDeck, type SlideDeck } from './slide-deck.ts';

/** Null until it can be drawn from; `hasFailed` when the file cannot be had. */
export const useDeck = (url: string | null): { deck: SlideDeck | null; hasFailed: boolean } => {
  const [open, setOpen] = useState<{ url: string; deck: SlideDeck | null } | null>(null);
  useEffect(() => {
    if (url === null) return;
    const deck = openSlideDeck(url);
    const over = new AbortController();
    const show = (opened: SlideDeck | null) => () => {
      if (!over.signal.aborted) setOpen({ url, deck: opened });
    };
    deck.ready.then(show(deck), show(null));
    return () => {
      over.abort();
      deck.end();
    };
  }, [url]);
  const own = open?.url === url ? open : null;
  return { deck: own?.deck ?? null, hasFailed: own?.deck === null };
};

/** Where a member of the course gets the file from. */
export const slidesAddress = ({
  documentId,
  fileHash: hash,
}: {
  documentId: string;
  fileHash: string;
}): string => addressOf(papersRoutes.readDocumentFile, { documentId, hash });
