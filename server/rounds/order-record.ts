// The running order of a stored class: taken out of its record, changed as a whole, and put back.
import type { Id } from '#shared/kernel/primitives.ts';
import { defaultSettings } from '#shared/courses/settings.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import { isOnlyDrawn, type Order, type OrderItem, type RoundItem, type Stage } from '#shared/rounds/order.ts';
import { itemIdOf } from './class.ts';
import type { LiveRecord, OrderRecord, RoundRecord } from './store.ts';

const emptyRecord = (): OrderRecord => ({
  ...{ items: [], atId: null, stages: [], skipped: [] },
  ...{ turn: 0, planRevision: 0, last: null },
});

// Classes of former versions have rounds without a running order: each stands for itself.
const itemOfRound = (round: RoundRecord): RoundItem => ({
  id: itemIdOf(round),
  kind: 'round',
  paperIds: round.paperIds ?? [],
  questions: round.questions,
  groupMinutes: defaultSettings.groupMinutes,
  classMinutes: defaultSettings.classMinutes,
  method: round.method ?? 'fresh',
});

const stageOfRound = ({ phase, countdown, kept, endedIn }: RoundRecord): Stage => ({
  ...{ phase, countdown, kept: kept ?? {} },
  endedIn: endedIn ?? (phase === 'done' ? 'class' : null),
});

/** What is stored beside the order itself. */
export const orderRecordOf = (live: LiveRecord): OrderRecord =>
  live.order ?? { ...emptyRecord(), items: live.rounds.map(itemOfRound) };

/** The running order with the stages of its rounds. */
export const orderOf = (live: LiveRecord): Order => {
  const { items, atId, stages, skipped } = orderRecordOf(live);
  const last = live.rounds.at(-1);
  return {
    items,
    atId: live.order ? atId : last ? itemIdOf(last) : null,
    stages: Object.fromEntries([
      ...stages.map(({ itemId, ...stage }) => [itemId, stage] as const),
      ...live.rounds.map((round) => [itemIdOf(round), stageOfRound(round)] as const),
    ]),
    skipped,
  };
};

/** Puts an order back; a round that has no stage any more had only been drawn and goes. Rounds that are to be drawn have none yet. */
export const putOrder = (live: LiveRecord, order: Order): void => {
  const isRound = new Map(order.items.map(({ id, kind }) => [id, kind === 'round']));
  live.order = {
    ...orderRecordOf(live),
    items: [...order.items],
    atId: order.atId,
    skipped: [...order.skipped],
    stages: Object.entries(order.stages).flatMap(([itemId, stage]) =>
      stage && isRound.get(itemId) !== true ? [{ itemId, ...stage }] : [],
    ),
  };
  live.rounds = live.rounds.filter((round) => order.stages[itemIdOf(round)] !== undefined);
  for (const round of live.rounds) {
    const stage = order.stages[itemIdOf(round)];
    if (!stage || stage.phase === 'on') continue;
    round.phase = stage.phase;
    round.countdown = stage.countdown;
    round.kept = stage.kept;
    round.endedIn = stage.endedIn;
  }
};

/** The round that belongs to an item; undefined until groups are drawn for it. */
export const roundOfItem = (live: LiveRecord, itemId: Id): RoundRecord | undefined =>
  live.rounds.find((round) => itemIdOf(round) === itemId);

/** Puts items in place of the present ones: what has begun stays, and in its order. */
export const arrange = (live: LiveRecord, items: readonly OrderItem[]): void => {
  const order = orderOf(live);
  const begun = order.items.filter(({ id }) => order.stages[id]);
  const kept = items.filter(({ id }) => order.stages[id]);
  const isSame = begun.every((item, index) => {
    const now = kept[index];
    return now?.id === item.id && now.kind === item.kind;
  });
  if (!isSame)
    throw refuse(
      'conflict',
      'item_begun',
      'Something that has begun would be taken away or moved. The page shows the order as it is now.',
    );
  putOrder(live, {
    ...order,
    items: items.map((item) => frozen(order, item)),
    skipped: order.skipped.filter((id) => items.some((item) => item.id === id)),
  });
  for (const item of items) {
    const round = roundOfItem(live, item.id);
    if (item.kind !== 'round' || !round || !isOnlyDrawn(stageOfRound(round))) continue;
    round.questions = [...item.questions];
    round.paperIds = [...item.paperIds];
  }
};

// Once groups talk, what they talk about stays; lengths count for phases that have not begun.
const frozen = (order: Order, item: OrderItem): OrderItem => {
  const stage = order.stages[item.id];
  const before = order.items.find(({ id }) => id === item.id);
  if (!stage || !before || isOnlyDrawn(stage)) return item;
  if (item.kind === 'round' && before.kind === 'round')
    return { ...before, groupMinutes: item.groupMinutes, classMinutes: item.classMinutes };
  return item.kind === 'presentation' && before.kind === 'presentation'
    ? { ...before, minutes: item.minutes }
    : item;
};
