// Holds back what others wrote since one looked, so that nothing moves under the eyes of whoever reads.
import { useMemo, useState } from 'react';
import type { Id } from '#shared/kernel/primitives.ts';

interface Item {
  readonly id: Id;
  readonly authorId: Id;
}

export interface HeldBack<T extends Item> {
  readonly shown: readonly T[];
  /** How many wait. */
  readonly waiting: number;
  showAll(): void;
  /** Shows one that waits, for instance because its highlight was clicked. */
  show(id: Id): void;
}

const none: readonly never[] = [];

/** What is there at first is shown, one's own always; everything else waits. `items` undefined: not loaded yet. */
export const useHeldBack = <T extends Item>(items: readonly T[] | undefined, ownId: Id): HeldBack<T> => {
  const [known, setKnown] = useState<ReadonlySet<Id> | null>(null);
  if (items && known === null) setKnown(new Set(items.map(({ id }) => id)));
  const all = items ?? none;
  const shown = useMemo(
    () => all.filter(({ id, authorId }) => authorId === ownId || known === null || known.has(id)),
    [all, known, ownId],
  );
  return {
    shown,
    waiting: all.length - shown.length,
    showAll: () => {
      setKnown(new Set(all.map(({ id }) => id)));
    },
    show: (id) => {
      if (known && !known.has(id)) setKnown(new Set([...known, id]));
    },
  };
};
