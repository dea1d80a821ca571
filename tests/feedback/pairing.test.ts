// Who gives feedback on whose review: even loads, never one's own, repeats only when pairs run out, late ones drawn in.
import { describe, expect, test } from '@jest/globals';
import { assign } from '#server/feedback/plan/assign.ts';
import { chanceFrom } from '#server/feedback/plan/chance.ts';
import { drawPairs, type Draw, type Pair } from '#server/feedback/plan/pairing.ts';

const people = (size: number) => Array.from({ length: size }, (_, at) => `person${String(at)}`);
const draw = (ids: readonly string[], wishes: Partial<Draw> = {}) =>
  drawPairs({ authors: ids, givers: ids, perReview: 2, standing: [], history: [], seed: 's', ...wishes });
const loads = (ids: readonly string[], pairs: readonly Pair[], side: keyof Pair = 'giverId') =>
  ids.map((id) => pairs.filter((pair) => pair[side] === id).length);
const spread = (numbers: readonly number[]) => Math.max(...numbers) - Math.min(...numbers);
const names = (pairs: readonly Pair[]) => pairs.map(({ giverId, authorId }) => `${giverId}>${authorId}`);
const own = (pairs: readonly Pair[]) => pairs.filter(({ giverId, authorId }) => giverId === authorId);

describe.each([2, 3, 5, 8, 24, 61, 150])('%i students', (size) => {
  const ids = people(size);

  test.each([1, 2, 3])('%i for every review, and as many from everybody, over a whole term', (perReview) => {
    const history: Pair[] = [];
    const each = Math.min(perReview, size - 1);
    for (let meeting = 1; meeting <= 12; meeting++) {
      const pairs = draw(ids, { perReview, history, seed: `m${String(meeting)}` });
      expect(new Set(loads(ids, pairs))).toEqual(new Set([each]));
      expect(new Set(loads(ids, pairs, 'authorId'))).toEqual(new Set([each]));
      expect(own(pairs)).toEqual([]);
      expect(new Set(names(pairs)).size).toBe(pairs.length);
      history.push(...pairs);
      const repeats = history.length - new Set(names(history)).size;
      expect(repeats).toBe(size * Math.max(0, meeting * each - (size - 1)));
    }
  });
});

test('the same seed draws the same pairs, another one others', () => {
  const ids = people(30);
  expect(draw(ids)).toEqual(draw(ids));
  expect(names(draw(ids))).not.toEqual(names(draw(ids, { seed: 't' })));
});

test.each([
  [20, 13, 3],
  [10, 30, 2],
  [7, 5, 2],
  [1, 9, 3],
])('%i reviews, %i givers of whom some wrote none or present, %i each: loads differ by one', (a, g, k) => {
  const all = people(40);
  const [authors, givers] = [all.slice(0, a), all.slice(40 - g - Math.min(a, 3), 40).slice(0, g)];
  const pairs = draw(all, { authors, givers, perReview: k });
  expect(spread(loads(givers, pairs))).toBeLessThanOrEqual(1);
  expect(new Set(loads(authors, pairs, 'authorId'))).toEqual(new Set([k]));
});

test('who had one more last time has one less this time', () => {
  const all = people(12);
  const [authors, givers] = [all.slice(0, 6), all.slice(0, 8)];
  const history = draw(all, { authors, givers, perReview: 2 });
  const more = loads(givers, history);
  expect(spread(more)).toBe(1);
  const next = loads(givers, draw(all, { authors, givers, perReview: 2, history, seed: 'next' }));
  expect(spread(next.map((load, at) => load + (more[at] ?? 0)))).toBe(0);
});

test.each([1, 2, 5])('%i who submit late are drawn in, and what was given out stands', (late) => {
  const ids = people(30);
  const standing = draw(ids.slice(late));
  const before = names(standing);
  const added = draw(ids, { standing, seed: 'late' });
  const all = [...standing, ...added];
  expect(names(standing)).toEqual(before);
  expect(own(all)).toEqual([]);
  expect(new Set(names(all)).size).toBe(all.length);
  expect(Math.min(...loads(ids, all, 'authorId'))).toBe(2);
  expect(spread(loads(ids, all, 'authorId'))).toBeLessThanOrEqual(1);
  expect(Math.min(...loads(ids, all))).toBe(2);
  expect(spread(loads(ids, all))).toBeLessThanOrEqual(1);
  // Once everything is given out nothing is added.
  expect(draw(ids, { standing: all, seed: 'again' })).toEqual([]);
});

test('what somebody who left was to do goes to the others', () => {
  const ids = people(12);
  const standing = draw(ids);
  const rest = ids.slice(1);
  const added = draw(rest, { standing });
  expect(added.some(({ giverId, authorId }) => giverId === ids[0] || authorId === ids[0])).toBe(false);
  const present = [...standing, ...added].filter(({ giverId }) => giverId !== ids[0]);
  expect(Math.min(...loads(rest, present, 'authorId'))).toBe(2);
});

test('nobody to give or nothing to give on: no pairs', () => {
  expect(draw(people(1))).toEqual([]);
  expect(draw([])).toEqual([]);
  expect(draw(people(4), { givers: [] })).toEqual([]);
});

test('of all ways the cheapest: compared with trying them all', () => {
  const chance = chanceFrom('costs');
  const size = 5;
  const every = (rest: readonly number[], chosen: readonly number[] = []): number[][] =>
    rest.length === 0
      ? [[...chosen]]
      : rest.flatMap((one) =>
          every(
            rest.filter((other) => other !== one),
            [...chosen, one],
          ),
        );
  const orders = every([...Array(size).keys()]);
  for (let run = 0; run < 60; run++) {
    const costs = Int32Array.from({ length: size * size }, () => Math.floor(chance.next() * 5));
    const sum = (partners: readonly number[]) =>
      partners.reduce((total, partner, taker) => total + (costs[taker * size + partner] ?? 0), 0);
    const ones = Array<number>(size).fill(1);
    const chosen = assign({ takers: size, partners: size, needs: ones, rooms: ones, costs }, chance);
    expect(sum(chosen.map(([partner]) => partner ?? -1))).toBe(Math.min(...orders.map(sum)));
  }
});
