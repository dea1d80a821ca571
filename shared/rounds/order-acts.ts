// The one state machine of a meeting: start, next, back, skip, pause, resume, extend, shorten. Pure; `now` is server time (ms).
import type { Id } from '#shared/kernel/primitives.ts';
import { reason, type Reason } from '#shared/kernel/rules.ts';
import { extendCountdown, pauseCountdown, remainingMs, resumeCountdown, startCountdown } from './clock.ts';
import {
  isOnlyDrawn,
  itemAt,
  itemsAhead,
  minutesOf,
  stageOn,
  type Kept,
  type OpenPhase,
  type Order,
  type OrderItem,
  type Stage,
  type TimedPhase,
} from './order.ts';

/** `start`: this item now, wherever it stands. `extend`: minutes more, or with a negative number less. */
export type OrderAct =
  | { readonly do: 'next' | 'back' | 'pause' | 'resume' }
  | { readonly do: 'start' | 'skip' | 'unskip'; readonly itemId: Id }
  | { readonly do: 'extend'; readonly minutes: number }
  /** A phase of the round that is on, leaving out those before it. */
  | { readonly do: 'phase'; readonly phase: 'group' | 'class' | 'done' };

/** The order after an act (the same object where it changes nothing), or why it cannot be done now. */
export type Outcome = { readonly order: Order } | { readonly hindrance: Reason };

const nothingRuns = reason('nothing_runs', 'No clock is running now.');
const orderOver = reason('order_over', 'Nothing follows in the running order.');
const orderStart = reason('order_start', 'Nothing in the running order comes before this.');
const noSuchItem = reason('no_such_item', 'This item is not in the running order any more.');
const notAhead = reason('not_ahead', 'Only what is on or ahead can be skipped.');
const noRoundOn = reason('no_round_on', 'No round is on now.');

const minuteMs = 60_000;

const withStage = (order: Order, id: Id, stage: Stage): Order => ({
  ...order,
  stages: { ...order.stages, [id]: stage },
});

const isTimed = (phase: OpenPhase): phase is TimedPhase => phase !== 'drawn';

/** What was left, so that going back finds it. */
const keep = ({ phase, countdown, kept }: Stage, now: number): Stage['kept'] => {
  if (!countdown || phase === 'done' || !isTimed(phase)) return kept;
  const left: Kept = { remainingMs: remainingMs(countdown, now), isPaused: countdown.state === 'paused' };
  return { ...kept, [phase]: left };
};

/** A phase with its full length, or with what was left of it when it was left. */
const enter = (item: OrderItem, stage: Stage | undefined, phase: OpenPhase, now: number): Stage => {
  const kept = stage ? keep(stage, now) : {};
  if (!isTimed(phase)) return { phase, countdown: null, kept, endedIn: null };
  const { [phase]: left, ...others } = kept;
  const countdown = left?.isPaused
    ? ({ state: 'paused', remainingMs: left.remainingMs } as const)
    : startCountdown(left?.remainingMs ?? minutesOf(item, phase) * minuteMs, now);
  return { phase, countdown, kept: others, endedIn: null };
};

const end = (stage: Stage, now: number): Stage =>
  stage.phase === 'done'
    ? stage
    : { phase: 'done', countdown: null, kept: keep(stage, now), endedIn: stage.phase };

/** Ends what is on; a round whose groups were only drawn has not begun then. */
const leave = (order: Order, now: number): Order => {
  const stage = stageOn(order);
  if (!stage || order.atId === null) return order;
  if (!isOnlyDrawn(stage)) return withStage(order, order.atId, end(stage, now));
  return {
    ...order,
    stages: Object.fromEntries(Object.entries(order.stages).filter(([id]) => id !== order.atId)),
  };
};

/** Ends what is on and begins an item, or takes it up where it was. */
const goTo = (before: Order, item: OrderItem, now: number): Order => {
  const order = leave(before, now);
  const stage = order.stages[item.id];
  const phase = stage?.endedIn ?? (item.kind === 'round' ? 'drawn' : 'on');
  return withStage(
    { ...order, atId: item.id, skipped: order.skipped.filter((id) => id !== item.id) },
    item.id,
    enter(item, stage, phase, now),
  );
};

const onwards = (order: Order, now: number): Outcome => {
  const [next] = itemsAhead(order);
  if (next) return { order: goTo(order, next, now) };
  return stageOn(order) ? { order: leave(order, now) } : { hindrance: orderOver };
};

const next = (order: Order, now: number): Outcome => {
  const [item, stage] = [itemAt(order), stageOn(order)];
  if (!item || !stage) return onwards(order, now);
  if (stage.phase === 'drawn') return { order: withStage(order, item.id, enter(item, stage, 'group', now)) };
  if (stage.phase === 'group') return { order: withStage(order, item.id, enter(item, stage, 'class', now)) };
  return onwards(order, now);
};

const back = (order: Order, now: number): Outcome => {
  const [item, stage] = [itemAt(order), stageOn(order)];
  // What was over last goes on.
  if (item && !stage) return { order: goTo(order, item, now) };
  if (item && stage?.phase === 'class')
    return {
      order: withStage(order, item.id, enter(item, stage, stage.kept.group ? 'group' : 'drawn', now)),
    };
  if (item && stage?.phase === 'group')
    return { order: withStage(order, item.id, enter(item, stage, 'drawn', now)) };
  const earlier = order.items
    .slice(
      0,
      Math.max(
        0,
        order.items.findIndex(({ id }) => id === order.atId),
      ),
    )
    .findLast(({ id }) => order.stages[id] !== undefined);
  return earlier ? { order: goTo(order, earlier, now) } : { hindrance: orderStart };
};

const skip = (order: Order, itemId: Id, now: number): Outcome => {
  if (order.skipped.includes(itemId)) return { order };
  const marked = { ...order, skipped: [...order.skipped, itemId] };
  if (itemId === order.atId && stageOn(order)) return onwards(marked, now);
  return itemsAhead(order).some(({ id }) => id === itemId) ? { order: marked } : { hindrance: notAhead };
};

const onClock = (
  order: Order,
  change: (countdown: NonNullable<Stage['countdown']>) => Stage['countdown'],
): Outcome => {
  const stage = stageOn(order);
  if (!stage?.countdown || order.atId === null) return { hindrance: nothingRuns };
  return { order: withStage(order, order.atId, { ...stage, countdown: change(stage.countdown) }) };
};

const toPhase = (order: Order, phase: 'group' | 'class' | 'done', now: number): Outcome => {
  const [item, stage] = [itemAt(order), stageOn(order)];
  if (item?.kind !== 'round' || !stage) return { hindrance: noRoundOn };
  if (stage.phase === phase) return { order };
  return {
    order: withStage(order, item.id, phase === 'done' ? end(stage, now) : enter(item, stage, phase, now)),
  };
};

/** The order after an act at `now`. */
export const actOnOrder = (order: Order, act: OrderAct, now: number): Outcome => {
  switch (act.do) {
    case 'next':
      return next(order, now);
    case 'back':
      return back(order, now);
    case 'start': {
      const item = order.items.find(({ id }) => id === act.itemId);
      if (!item) return { hindrance: noSuchItem };
      return item.id === order.atId && stageOn(order) ? { order } : { order: goTo(order, item, now) };
    }
    case 'skip':
      return order.items.some(({ id }) => id === act.itemId)
        ? skip(order, act.itemId, now)
        : { hindrance: noSuchItem };
    case 'unskip':
      return order.skipped.includes(act.itemId)
        ? { order: { ...order, skipped: order.skipped.filter((id) => id !== act.itemId) } }
        : { order };
    case 'pause':
      return onClock(order, (countdown) => pauseCountdown(countdown, now));
    case 'resume':
      return onClock(order, (countdown) => resumeCountdown(countdown, now));
    case 'extend':
      return onClock(order, (countdown) => extendCountdown(countdown, act.minutes * minuteMs, now));
    case 'phase':
      return toPhase(order, act.phase, now);
  }
};
