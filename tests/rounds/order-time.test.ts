// The proposed order fits its meeting, and what is left of an order adds up.
import { expect, test } from '@jest/globals';
import { defaultSettings as settings } from '#shared/courses/settings.ts';
import { actOnOrder, type OrderAct } from '#shared/rounds/order-acts.ts';
import { proposeOrder } from '#shared/rounds/order-proposal.ts';
import { onOverMs, orderLeftMs, plannedMinutes } from '#shared/rounds/order-time.ts';
import { noOrder, type Order } from '#shared/rounds/order.ts';

const MINUTE = 60_000;
const NOON = Date.UTC(2026, 8, 7, 12);

const propose = (durationMinutes: number, papers: string[], presented = papers) => {
  let made = 0;
  return proposeOrder(
    { durationMinutes, paperIds: papers, presentedIds: presented, settings },
    () => `item${String((made += 1))}`,
  );
};
const words = (items: ReturnType<typeof propose>) =>
  items.map((item) =>
    item.kind === 'presentation'
      ? `talk ${item.paperId}`
      : item.kind === 'round'
        ? `round ${item.paperIds.join()}`
        : 'break',
  );

test('each talk and a round about its paper; fewer rounds where time is short, a break where there is time for it', () => {
  const papers = ['raft', 'paxos'];
  expect(words(propose(80, papers))).toEqual(['talk raft', 'round raft', 'talk paxos', 'round paxos']);
  expect(words(propose(60, papers))).toEqual(['talk raft', 'talk paxos', 'round ']);
  expect(words(propose(100, papers))).toEqual([
    'talk raft',
    'round raft',
    'break',
    'talk paxos',
    'round paxos',
  ]);
  expect(words(propose(80, papers, ['paxos']))).toEqual(['round raft', 'talk paxos', 'round paxos']);
  expect(words(propose(80, []))).toEqual(['round ']);
  for (const minutes of [60, 80, 100, 180]) {
    const items = propose(minutes, papers);
    expect(plannedMinutes({ items, skipped: [] })).toBeLessThanOrEqual(minutes);
    expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
  }
});

test('what is left: all of it before, less as it runs, and what was kept of what was left', () => {
  let order: Order = { ...noOrder, items: propose(80, ['raft', 'paxos']) };
  const act = (verb: OrderAct, at = 0) => {
    const outcome = actOnOrder(order, verb, NOON + at * MINUTE);
    if ('order' in outcome) order = outcome.order;
  };
  const left = (at: number) => orderLeftMs(order, NOON + at * MINUTE) / MINUTE;
  expect(left(0)).toBe(80);
  act({ do: 'next' });
  expect(left(5)).toBe(75);
  expect(onOverMs(order, NOON + 5 * MINUTE)).toBe(0);
  // Nobody goes on: nothing more is left of it, and it runs over.
  expect([left(23), onOverMs(order, NOON + 23 * MINUTE) / MINUTE]).toEqual([60, 3]);
  act({ do: 'next' }, 23);
  expect(left(30)).toBe(60);
  act({ do: 'next' }, 30);
  act({ do: 'next' }, 36);
  expect(left(36)).toBe(50);
  act({ do: 'back' }, 40);
  // Four minutes of the group phase and six of the class phase are left.
  expect(left(40)).toBe(50);
  act({ do: 'skip', itemId: order.items[2]?.id ?? '' }, 40);
  expect(left(40)).toBe(30);
});
