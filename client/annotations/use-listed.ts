// Which threads are listed, and in which order: chosen by the person, and then still until they choose again.
import { useMemo, useState } from 'react';
import type { ThreadView } from '#shared/annotations/views.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { fitting, isFiltering, noFilter, type Asker, type Filter } from './filter.ts';
import { inOrder, inSequence, type Order } from './order.ts';
import type { HeldBack } from './held-back.ts';
import type { Unread } from './unread.ts';

export interface Listed {
  readonly threads: readonly ThreadView[];
  readonly filter: Filter;
  readonly order: Order;
  /** Whoever asks, as things are now. */
  readonly now: Asker;
  /** Whether the filter means a thread, also one that is listed because it is open. */
  isMeant(thread: ThreadView): boolean;
  choose(filter: Filter): void;
  arrange(order: Order): void;
}

interface Choice {
  readonly filter: Filter;
  readonly order: Order;
  /** As it was when it was chosen: what is read meanwhile does not vanish under one's eyes. */
  isUnread(thread: ThreadView): boolean;
  readonly sequence: readonly Id[];
}

/**
 * In the order of the document unless another is chosen; the open thread is listed whatever the filter says. Filters and orders go by
 * what was seen: what others do meanwhile neither adds a thread, nor takes or moves one.
 */
export const useListed = (
  { seen: shown, asShown }: Pick<HeldBack<ThreadView>, 'seen' | 'asShown'>,
  selfId: Id,
  unread: Unread,
  openId: Id | undefined,
): Listed => {
  const [choice, setChoice] = useState<Choice>({
    filter: noFilter,
    order: 'place',
    isUnread: () => false,
    sequence: [],
  });
  const { filter, order, isUnread, sequence } = choice;
  const { lastVisitAt } = unread;
  const asker = useMemo(() => ({ selfId, lastVisitAt, isUnread }), [selfId, lastVisitAt, isUnread]);
  const now = useMemo(
    () => ({ selfId, lastVisitAt, isUnread: unread.isUnread }),
    [selfId, lastVisitAt, unread.isUnread],
  );
  const isMeant = useMemo(() => fitting(filter, asker), [filter, asker]);
  const fitted = useMemo(
    () => (isFiltering(filter) ? shown.filter((thread) => thread.id === openId || isMeant(thread)) : shown),
    [shown, filter, isMeant, openId],
  );
  const kept = useMemo(
    () => (order === 'place' ? fitted : inSequence(fitted, sequence)),
    [fitted, order, sequence],
  );
  const threads = useMemo(() => kept ?? inOrder(fitted, order, asker), [kept, fitted, order, asker]);
  if (kept === null) setChoice({ ...choice, sequence: threads.map(({ id }) => id) });

  return {
    threads: useMemo(() => threads.map(asShown), [threads, asShown]),
    ...{ filter, order, now, isMeant },
    choose: (next) => {
      setChoice({ ...choice, filter: next, isUnread: unread.isUnread, sequence: [] });
    },
    arrange: (next) => {
      setChoice({ ...choice, order: next, isUnread: unread.isUnread, sequence: [] });
    },
  };
};
