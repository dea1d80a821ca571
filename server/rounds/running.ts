// The class goes through its running order, as changes of the record: items, rounds with their phases, one countdown.
import type { Id } from '#shared/kernel/primitives.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import { ensure } from '#shared/kernel/rules.ts';
import { actOnOrder, type OrderAct } from '#shared/rounds/order-acts.ts';
import { isOnlyDrawn, itemAt, stageOn, type Order, type RoundItem } from '#shared/rounds/order.ts';
import type { Method } from '#shared/rounds/methods.ts';
import { mayStartPhase, type Phase } from '#shared/rounds/rules.ts';
import { presentRound, roundOf, takesPeople, type Terms } from './class.ts';
import { drawRound, type Drawing } from './draw.ts';
import { orderOf, orderRecordOf, putOrder, roundOfItem } from './order-record.ts';
import { reseat } from './seating.ts';
import type { LiveRecord } from './store.ts';

/** Who does something, by an id that a repeat carries too; `did` says it in the past tense, for whoever came second. */
export interface ActOf {
  readonly id: Id;
  readonly by: Id;
  readonly did: string;
}

/** Whether this act was done before: its answer was lost, and the class is as it left it or further. */
export const wasDone = (live: LiveRecord, id: Id): boolean =>
  orderRecordOf(live).last?.id === id || live.rounds.some((round) => round.id === id);

/** Notes that an act was done, so that whoever saw the class before it is told. */
export const sign = (live: LiveRecord, act: ActOf): void => {
  const record = orderRecordOf(live);
  live.order = { ...record, turn: record.turn + 1, last: { ...act } };
};

const after = (order: Order, act: OrderAct, now: Date): Order => {
  const outcome = actOnOrder(order, act, now.getTime());
  if ('hindrance' in outcome) throw refuse('conflict', outcome.hindrance.key, outcome.hindrance.message);
  return outcome.order;
};

/** Does an act; groups are drawn where it begins a round, and closed up where it takes one up again. */
export const actOn = async (
  live: LiveRecord,
  act: OrderAct,
  { id, now, prepare }: { readonly id: Id; readonly now: Date; readonly prepare: () => Promise<Drawing> },
): Promise<void> => {
  const order = after(orderOf(live), act, now);
  const item = itemAt(order);
  const forming = presentRound(live);
  const formingId = takesPeople(forming) ? forming.id : undefined;
  putOrder(live, order);
  if (item?.kind !== 'round' || !stageOn(order)) return;
  const round = roundOfItem(live, item.id);
  if (!round) drawRound(live, id, item, await prepare());
  else if (takesPeople(round) && round.id !== formingId) {
    const { mayBeDrawn, terms, past } = await prepare();
    reseat(live, mayBeDrawn, terms, past);
  }
};

const roundFrom = (id: Id, terms: Terms, method: Method): RoundItem => ({
  ...{ id, kind: 'round', paperIds: [], questions: [...terms.discussionQuestions], method },
  ...{ groupMinutes: terms.groupMinutes, classMinutes: terms.classMinutes },
});

/**
 * Draws a round that was not planned, after what is on; a round that was only drawn is drawn anew in its place. Without a method
 * the latter keeps its own.
 */
export const drawNow = (live: LiveRecord, id: Id, drawing: Drawing, method: Method | undefined): void => {
  const order = orderOf(live);
  const [on, stage] = [itemAt(order), stageOn(order)];
  if (on?.kind === 'round' && stage) {
    if (!isOnlyDrawn(stage))
      throw refuse('conflict', 'round_running', 'A round is running. End it before you draw the next one.');
    const former = roundOfItem(live, on.id);
    const item = { ...on, method: method ?? on.method };
    if (item.method !== on.method)
      putOrder(live, {
        ...order,
        items: order.items.map((candidate) => (candidate === on ? item : candidate)),
      });
    live.rounds = live.rounds.filter((round) => round !== former);
    drawRound(live, id, item, drawing);
    return;
  }
  const item = roundFrom(id, drawing.terms, method ?? 'fresh');
  const place = order.items.findIndex((candidate) => candidate.id === order.atId) + 1;
  const items = order.items.toSpliced(place, 0, item);
  putOrder(live, after({ ...order, items }, { do: 'start', itemId: id }, drawing.now));
  drawRound(live, id, item, drawing);
};

/** Starts a phase of the present round; starting the phase that runs already changes nothing. */
export const startPhase = (
  live: LiveRecord,
  roundId: Id,
  phase: Exclude<Phase, 'drawn'>,
  now: Date,
): boolean => {
  const round = roundOf(live, roundId);
  if (round.phase === phase) return false;
  ensure(mayStartPhase(round.phase, phase));
  putOrder(live, after(orderOf(live), { do: 'phase', phase }, now));
  return true;
};

/** Changes the countdown of the present round; refused when nothing runs. */
export const changeCountdown = (live: LiveRecord, roundId: Id, act: OrderAct, now: Date): void => {
  // A presentation may be on meanwhile, whose clock is not meant.
  if (!roundOf(live, roundId).countdown) throw refuse('conflict', 'nothing_runs', 'No phase is running now.');
  putOrder(live, after(orderOf(live), act, now));
};
