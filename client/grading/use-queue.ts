// The queue as one person walks through it: its order, which part of it, which review is open, names shown or not.
import { useLocalStorage } from '@mantine/hooks';
import { useState } from 'react';
import type { GradingQueue, QueuedReview } from '#shared/grading/contract.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { inOrder, neighbour, orderQueue, orders, type Order } from './queue.ts';

export interface QueueWalk {
  readonly order: Order;
  readonly isMine: boolean;
  readonly hidesNames: boolean;
  /** Those of the chosen part, in the chosen order. */
  readonly shown: readonly QueuedReview[];
  readonly open: QueuedReview | undefined;
  setOrder(order: Order): void;
  setMine(isMine: boolean): void;
  setHidesNames(hides: boolean): void;
  /** The id of the next or previous review; undefined at the ends. */
  next(by: 1 | -1): Id | undefined;
}

export const useQueue = (
  queue: GradingQueue,
  meetingId: Id,
  personId: Id,
  openId: Id | undefined,
): QueueWalk => {
  const [kept, setKept] = useLocalStorage<{ order: Order; hidesNames: boolean }>({
    key: 'paperround:grading',
    defaultValue: { order: 'name', hidesNames: false },
    getInitialValueInEffect: false,
    deserialize: (text) => {
      const { order, hidesNames } = JSON.parse(text ?? '{}') as Partial<Record<string, unknown>>;
      return { order: orders.find((one) => one === order) ?? 'name', hidesNames: hidesNames === true };
    },
  });
  const [isMine, setMine] = useState(false);
  // An order by name would say who it is.
  const order = kept.hidesNames && kept.order === 'name' ? 'random' : kept.order;
  const seed = `${meetingId} ${personId}`;
  const [standing, setStanding] = useState(() => ({ order, ids: orderQueue(queue.reviews, order, seed) }));
  if (standing.order !== order) setStanding({ order, ids: orderQueue(queue.reviews, order, seed) });
  const all = inOrder(queue.reviews, standing.ids);
  const mine = all.filter(({ graderId }) => graderId === personId);
  const shown = isMine ? mine : all;
  const open = all.find(({ reviewId }) => reviewId === openId) ?? shown[0];
  return {
    ...{ order, isMine, hidesNames: kept.hidesNames, shown, open, setMine },
    setOrder: (chosen) => {
      setKept({ ...kept, order: chosen });
      // Chosen again, it is worked out anew.
      setStanding({ order: chosen, ids: orderQueue(queue.reviews, chosen, seed) });
    },
    setHidesNames: (hidesNames) => {
      setKept({ ...kept, hidesNames });
    },
    next: (by) => neighbour(shown, open?.reviewId, by),
  };
};
