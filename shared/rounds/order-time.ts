// How long a running order takes: planned in all, and from now to its end. Milliseconds of server time; a length is in minutes.
import { overMs, remainingMs } from './clock.ts';
import {
  itemAt,
  itemsAhead,
  lengthOf,
  minutesOf,
  stageOn,
  type Order,
  type OrderItem,
  type TimedPhase,
} from './order.ts';

const minuteMs = 60_000;
const timed: readonly TimedPhase[] = ['on', 'group', 'class'];

/** Minutes of everything that is not skipped. */
export const plannedMinutes = ({ items, skipped }: Pick<Order, 'items' | 'skipped'>): number =>
  items.filter(({ id }) => !skipped.includes(id)).reduce((sum, item) => sum + lengthOf(item), 0);

/** What is left of an item: of one that has begun, what it had when it was left; nothing of phases before that. */
const leftOf = ({ stages }: Order, item: OrderItem, now: number): number => {
  const stage = stages[item.id];
  if (!stage) return lengthOf(item) * minuteMs;
  const phase = stage.endedIn ?? stage.phase;
  const later = timed.slice(timed.findIndex((candidate) => candidate === phase) + 1);
  const present = stage.countdown
    ? remainingMs(stage.countdown, now)
    : ((phase !== 'done' && phase !== 'drawn' ? stage.kept[phase]?.remainingMs : undefined) ?? 0);
  return later.reduce(
    (sum, candidate) => sum + (stage.kept[candidate]?.remainingMs ?? minutesOf(item, candidate) * minuteMs),
    present,
  );
};

/** From `now` to the end of the order, if nothing takes longer from here on. */
export const orderLeftMs = (order: Order, now: number): number => {
  const [at, stage] = [itemAt(order), stageOn(order)];
  const ahead = itemsAhead(order).reduce((sum, item) => sum + leftOf(order, item, now), 0);
  return ahead + (at && stage ? leftOf(order, at, now) : 0);
};

/** How long what is on has run over its time; 0 while there is time, and while it is paused. */
export const onOverMs = (order: Order, now: number): number => {
  const countdown = stageOn(order)?.countdown;
  return countdown ? overMs(countdown, now) : 0;
};
