// The running order's state machine: ten thousand acts at random hold what must hold, and each act does what it says.
import { describe, expect, test } from '@jest/globals';
import { remainingMs } from '#shared/rounds/clock.ts';
import { actOnOrder, type OrderAct } from '#shared/rounds/order-acts.ts';
import {
  isOnlyDrawn,
  itemAt,
  lengthOf,
  minutesOf,
  noOrder,
  stageOn,
  type Order,
  type OrderItem,
} from '#shared/rounds/order.ts';
import { createRandom } from '#shared/rounds/random.ts';

const MINUTE = 60_000;
const NOON = Date.UTC(2026, 8, 7, 12);

const talk = (id: string): OrderItem => ({ id, kind: 'presentation', paperId: `paper-${id}`, minutes: 20 });
const pause = (id: string): OrderItem => ({ id, kind: 'break', minutes: 5 });
const round = (id: string): OrderItem => ({
  ...{ id, kind: 'round', paperIds: [], questions: ['Why?'] },
  ...{ groupMinutes: 10, classMinutes: 8, method: 'fresh' },
});
const meeting: Order = { ...noOrder, items: [talk('a'), round('b'), pause('c'), round('d')] };

/** The order after acts done at the same moment; each must be possible. */
const after = (order: Order, acts: readonly OrderAct[], now = NOON): Order =>
  acts.reduce((known, act) => {
    const outcome = actOnOrder(known, act, now);
    if ('hindrance' in outcome) throw new Error(outcome.hindrance.key);
    return outcome.order;
  }, order);
const hindrance = (order: Order, act: OrderAct): string => {
  const outcome = actOnOrder(order, act, NOON);
  return 'hindrance' in outcome ? outcome.hindrance.key : 'nothing';
};
const next: OrderAct = { do: 'next' };
const back: OrderAct = { do: 'back' };
const where = (order: Order) =>
  `${order.atId ?? '-'} ${order.atId ? (order.stages[order.atId]?.phase ?? '-') : '-'}`;
const leftOf = (order: Order, now = NOON): number | null => {
  const countdown = stageOn(order)?.countdown;
  return countdown ? remainingMs(countdown, now) / MINUTE : null;
};

describe('next', () => {
  test('goes through talks, the phases of rounds, and breaks, each with its length, and then is over', () => {
    const seen: [string, number | null][] = [];
    let order = meeting;
    while (hindrance(order, next) === 'nothing') {
      order = after(order, [next]);
      seen.push([where(order), leftOf(order)]);
    }
    expect(seen).toEqual([
      ['a on', 20],
      ['b drawn', null],
      ['b group', 10],
      ['b class', 8],
      ['c on', 5],
      ['d drawn', null],
      ['d group', 10],
      ['d class', 8],
      ['d done', null],
    ]);
    expect(hindrance(order, next)).toBe('order_over');
  });

  test('passes over what is skipped; skipping what is on goes on at once', () => {
    const ahead = after(meeting, [next, { do: 'skip', itemId: 'b' }, next]);
    expect(where(ahead)).toBe('c on');
    expect(where(after(ahead, [{ do: 'skip', itemId: 'c' }]))).toBe('d drawn');
    expect(
      where(after(meeting, [next, { do: 'skip', itemId: 'b' }, { do: 'unskip', itemId: 'b' }, next])),
    ).toBe('b drawn');
    expect(hindrance(ahead, { do: 'skip', itemId: 'a' })).toBe('not_ahead');
    expect(hindrance(ahead, { do: 'skip', itemId: 'z' })).toBe('no_such_item');
  });
});

describe('back', () => {
  test('takes up the phase before with what was left of it, running or paused', () => {
    const inGroup = after(meeting, [next, next, next]);
    const inClass = after(inGroup, [next], NOON + 4 * MINUTE);
    const again = after(inClass, [back], NOON + 9 * MINUTE);
    expect([where(again), leftOf(again, NOON + 9 * MINUTE)]).toEqual(['b group', 6]);
    // The class phase had run for five minutes.
    expect(leftOf(after(again, [next], NOON + 9 * MINUTE), NOON + 9 * MINUTE)).toBe(3);
    const paused = after(after(inGroup, [{ do: 'pause' }, next]), [back], NOON + 30 * MINUTE);
    expect(stageOn(paused)?.countdown).toEqual({ state: 'paused', remainingMs: 10 * MINUTE });
  });

  test('reopens a round that was over where it was, and what was over last', () => {
    const inBreak = after(meeting, [next, next, next, next, next]);
    expect(where(inBreak)).toBe('c on');
    const reopened = after(inBreak, [back], NOON + MINUTE);
    expect([where(reopened), leftOf(reopened, NOON + MINUTE)]).toEqual(['b class', 8]);
    const over = after(meeting, [{ do: 'start', itemId: 'd' }, next, next, next]);
    expect(where(over)).toBe('d done');
    expect(where(after(over, [back]))).toBe('d class');
  });

  test('from drawn groups it goes to what was before, and drawing them was nothing', () => {
    const drawn = after(meeting, [next, next]);
    const before = after(drawn, [back]);
    expect([where(before), before.stages['b']]).toEqual(['a on', undefined]);
    expect(hindrance(before, back)).toBe('order_start');
    expect(hindrance(meeting, back)).toBe('order_start');
  });

  test('takes back a skip', () => {
    const skipped = after(meeting, [next, { do: 'skip', itemId: 'a' }]);
    const again = after(skipped, [back], NOON + MINUTE);
    expect([where(again), again.skipped, leftOf(again, NOON + MINUTE)]).toEqual(['a on', [], 20]);
  });
});

describe('the clock', () => {
  test('pauses, resumes, is extended and shortened on whatever is on', () => {
    for (const steps of [1, 3, 4, 5]) {
      const on = after(
        meeting,
        Array.from({ length: steps }, () => next),
      );
      const full = leftOf(on) ?? 0;
      const longer = after(on, [{ do: 'extend', minutes: 2 }, { do: 'pause' }]);
      const later = NOON + 60 * MINUTE;
      expect(leftOf(longer, later)).toBe(full + 2);
      const shorter = after(longer, [{ do: 'extend', minutes: -3 }, { do: 'resume' }], later);
      expect(leftOf(shorter, later + MINUTE)).toBe(full - 2);
    }
  });

  test('runs over until the staff go on; time given then counts from now', () => {
    const on = after(meeting, [next]);
    const late = NOON + 25 * MINUTE;
    expect([where(on), leftOf(on, late)]).toEqual(['a on', 0]);
    expect(leftOf(after(on, [{ do: 'extend', minutes: 2 }], late), late)).toBe(2);
  });

  test('nothing runs before the first item, while groups are only drawn, and at the end', () => {
    for (const order of [meeting, after(meeting, [next, next])])
      expect(hindrance(order, { do: 'pause' })).toBe('nothing_runs');
    expect(
      hindrance(after(meeting, [{ do: 'start', itemId: 'd' }, next, next, next]), { do: 'resume' }),
    ).toBe('nothing_runs');
  });
});

test('10,000 acts at random: one thing is on, time is never made or lost, and back after next is where it was', () => {
  const random = createRandom(7);
  let order = meeting;
  let now = NOON;
  const counts = new Map<string, number>();
  const pick = <T>(things: readonly T[]): T => things[random.below(things.length)] as T;
  const acts = (): OrderAct => {
    const itemId = pick(['a', 'b', 'c', 'd']);
    return pick<OrderAct>([
      ...([next, next, back, { do: 'pause' }, { do: 'resume' }] as const),
      ...(['start', 'skip', 'unskip'] as const).map((verb) => ({ do: verb, itemId })),
      { do: 'extend', minutes: random.below(7) - 3 },
    ]);
  };
  for (let step = 0; step < 10_000; step += 1) {
    now += random.below(3 * MINUTE);
    const act = acts();
    const outcome = actOnOrder(order, act, now);
    if ('hindrance' in outcome) continue;
    const before = order;
    order = outcome.order;
    counts.set(act.do, (counts.get(act.do) ?? 0) + 1);
    expect(order.items).toBe(before.items);
    const open = Object.entries(order.stages).filter(([, stage]) => stage && stage.phase !== 'done');
    expect(open.map(([id]) => id)).toEqual(stageOn(order) ? [order.atId] : []);
    for (const [id, stage] of Object.entries(order.stages)) {
      const item = order.items.find((candidate) => candidate.id === id);
      if (!stage || !item) throw new Error('a stage without an item');
      // A clock runs exactly where there is one to run.
      const isTimed = stage.phase !== 'done' && stage.phase !== 'drawn';
      expect(stage.countdown !== null).toBe(isTimed);
      expect(stage.endedIn !== null).toBe(stage.phase === 'done');
      expect(stage.phase === 'on' || stage.endedIn === 'on').toBe(item.kind !== 'round');
    }
    const left = (known: Order) => {
      const countdown = stageOn(known)?.countdown;
      return countdown ? remainingMs(countdown, now) : null;
    };
    if (act.do === 'next' && stageOn(before) && stageOn(order) && !isOnlyDrawn(stageOn(before) ?? noStage)) {
      const again = after(order, [back], now);
      if (order.atId === before.atId) {
        expect([where(again), left(again)]).toEqual([where(before), left(before)]);
        expect(left(after(again, [next], now))).toBe(left(order));
      }
    }
    if (act.do === 'pause') expect(left(order)).toBe(left(before));
    if (act.do === 'extend')
      expect(left(order)).toBe(Math.max(0, (left(before) ?? 0) + act.minutes * MINUTE));
    // Whatever was done before, a phase that is entered never has more time than it was given.
    const [item, stage] = [itemAt(order), stageOn(order)];
    if (item && stage && before.stages[item.id] === undefined && stage.countdown)
      expect(left(order)).toBe(minutesOf(item, stage.phase) * MINUTE);
    if (step % 50 === 0) order = random.below(4) === 0 ? meeting : order;
  }
  for (const verb of ['next', 'back', 'start', 'skip', 'unskip', 'pause', 'resume', 'extend'])
    expect(counts.get(verb) ?? 0).toBeGreaterThan(50);
  expect(meeting.items.map(lengthOf)).toEqual([20, 18, 5, 18]);
});

const noStage = { phase: 'done', countdown: null, kept: {}, endedIn: 'on' } as const;
