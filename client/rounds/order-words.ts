// What items of the running order are called, and how they stand.
import type { LiveView } from '#shared/rounds/views.ts';
import type { Method } from '#shared/rounds/methods.ts';
import { itemsAhead, lengthOf, stageOn, type OrderItem } from '#shared/rounds/order.ts';

type OrderView = LiveView['order'];

export const methodWord: Readonly<Record<Method, string>> = {
  fresh: 'Fresh groups',
  cafe: 'World Café',
  jigsaw: 'Jigsaw',
};

/** The number a round has, or will have if everything goes as planned; null for one that is passed over. */
const numberOf = (order: OrderView, itemId: string): number | null => {
  const known = order.roundNumbers[itemId];
  if (known !== undefined) return known;
  const ahead = itemsAhead(order).filter(({ id, kind }) => kind === 'round' && !(id in order.roundNumbers));
  const place = ahead.findIndex(({ id }) => id === itemId);
  return place < 0 ? null : Object.keys(order.roundNumbers).length + place + 1;
};

/** `Round 2`, `Talk`, `Break`. */
export const kindWord = (order: OrderView, item: OrderItem): string => {
  if (item.kind === 'break') return 'Break';
  if (item.kind === 'presentation') return 'Talk';
  const number = numberOf(order, item.id);
  return number === null ? 'Round' : `Round ${String(number)}`;
};

/** What an item is about, or '' where there is nothing to say. */
export const aboutWord = ({ titles }: Pick<OrderView, 'titles'>, item: OrderItem): string => {
  const ids = item.kind === 'presentation' ? [item.paperId] : item.kind === 'round' ? item.paperIds : [];
  return ids.map((id) => titles[id] ?? 'A paper that was taken out').join(' · ');
};

/** `20 min`, or for a round `10 + 10 min`. */
export const lengthWord = (item: OrderItem): string =>
  item.kind === 'round'
    ? `${String(item.groupMinutes)} + ${String(item.classMinutes)} min`
    : `${String(lengthOf(item))} min`;

export type ItemState = 'on' | 'over' | 'skipped' | 'ahead';

export const stateOf = (order: OrderView, { id }: OrderItem): ItemState => {
  if (order.atId === id && stageOn(order)) return 'on';
  if (order.skipped.includes(id)) return 'skipped';
  return order.stages[id] ? 'over' : 'ahead';
};

export const stateWord: Readonly<Record<ItemState, string>> = {
  on: 'Now',
  over: 'Over',
  skipped: 'Skipped',
  ahead: '',
};
