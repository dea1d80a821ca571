// Cards beside their passages: in order, apart, as near as can be; and what becomes of a crowd.
import { describe, expect, test } from '@jest/globals';
import { arrange, type Wanted } from '#client/annotations/arrange.ts';
import { cardRoom, crowd, lineRoom } from '#client/annotations/crowding.ts';

const gap = 10;
const room = { gap, top: 0, bottom: 10_000 };
const card = (top: number, height = 100): Wanted => ({ top, height });

const expectStacked = (cards: readonly Wanted[], tops: readonly number[]) => {
  tops.forEach((top, i) => {
    const below = tops[i + 1];
    if (below !== undefined) expect(below - top).toBeGreaterThanOrEqual((cards[i]?.height ?? 0) + gap - 1e-6);
  });
};

describe('arrange', () => {
  test('where there is room every card stands at its passage', () => {
    expect(arrange([card(50), card(300), card(1000)], room)).toEqual([50, 300, 1000]);
  });

  test('two at one place share the displacement', () => {
    expect(arrange([card(500), card(500)], room)).toEqual([445, 555]);
  });

  test('the open one stands at its passage whatever is around it', () => {
    const cards = [card(500), card(500), card(505, 400), card(510)];
    expect(arrange(cards, { ...room, pinned: 2 })).toEqual([285, 395, 505, 915]);
  });

  test('nothing leaves the paper at its ends, and the order stays', () => {
    const cards = [card(0), card(0), card(9_950), card(9_990)];
    expect(arrange(cards, room)).toEqual([0, 110, 9_790, 9_900]);
    expect(arrange(cards, { ...room, pinned: 3 })).toEqual([0, 110, 9_790, 9_900]);
  });

  test('more than the paper holds begins at its top', () => {
    const cards = Array.from({ length: 5 }, (_, i) => card(i * 10));
    expect(arrange(cards, { gap, top: 0, bottom: 200 })).toEqual([0, 110, 220, 330, 440]);
  });

  test('of many in disorderly heights none overlaps, and no arrangement nearby is better', () => {
    // Deterministic (Lehmer), so that a failure can be repeated.
    let seed = 7;
    const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
    const cards = Array.from({ length: 200 }, () =>
      card(Math.round(random() * 9000), 20 + Math.round(random() * 60)),
    );
    const sorted = cards.toSorted((a, b) => a.top - b.top);
    const wide = { gap, top: -1e6, bottom: 1e6 };
    const tops = arrange(sorted, wide);
    expectStacked(sorted, tops);
    const cost = (all: readonly number[]) =>
      all.reduce((sum, top, i) => sum + (top - (sorted[i]?.top ?? 0)) ** 2, 0);
    const least = cost(tops);
    for (let i = 0; i < tops.length; i++)
      for (const by of [-1, 1]) {
        // Those that stand in the way move along.
        const moved = tops.map((top, j) => ((by > 0 ? j >= i : j <= i) ? top + by : top));
        expect(cost(moved)).toBeGreaterThan(least);
      }
    const pinned = arrange(sorted, { ...wide, pinned: 100 });
    expect(pinned[100]).toBe(sorted[100]?.top);
    expectStacked(sorted, pinned);
  });
});

describe('crowd', () => {
  const threads = (count: number) => Array.from({ length: count }, (_, i) => i);
  const shapes = (count: number, px: number, open?: number) =>
    crowd(threads(count), px, (one) => one === open).map((shown) =>
      shown.as === 'several' ? String(shown.items.length) : shown.as,
    );

  test('cards where they fit, lines where only lines do, then lines for several', () => {
    expect(shapes(3, 3 * cardRoom)).toEqual(['card', 'card', 'card']);
    expect(shapes(4, 3 * cardRoom)).toEqual(['line', 'line', 'line', 'line']);
    expect(shapes(7, 3 * lineRoom)).toEqual(['3', '3', 'line']);
    expect(shapes(0, 500)).toEqual([]);
  });

  test('the open one is a card in any crowd, and nobody is left out', () => {
    expect(shapes(7, 3 * lineRoom, 4)).toEqual(['3', 'line', 'card', '2']);
    const all = crowd(threads(1000), 20 * lineRoom, (one) => one === 500);
    expect(all.flatMap((shown) => (shown.as === 'several' ? shown.items : [shown.item]))).toEqual(
      threads(1000),
    );
    expect(all.length).toBeLessThan(24);
  });
});
