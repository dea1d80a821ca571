// Batched reads: one query for all that came while another ran, never one that is older than the question.
import { expect, test } from '@jest/globals';
import { createBatch } from '#server/kernel/db/batch.ts';

const world = () => {
  const stored = new Map([
    ['a', 1],
    ['b', 2],
  ]);
  const queries: string[][] = [];
  const waiting: (() => void)[] = [];
  const read = createBatch<number>(async (keys) => {
    queries.push(keys);
    await new Promise<void>((resolve) => waiting.push(resolve));
    return new Map(keys.flatMap((key) => (stored.has(key) ? [[key, stored.get(key) ?? 0]] : [])));
  });
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  return { stored, queries, waiting, read, turn };
};

test('what is asked for while a query runs goes into the next one, each key once', async () => {
  const { queries, waiting, read, turn } = world();
  const first = read('a');
  await turn();
  const later = [read('b'), read('b'), read('none')];
  await turn();
  expect(queries).toEqual([['a']]);
  waiting[0]?.();
  await expect(first).resolves.toBe(1);
  await turn();
  expect(queries).toEqual([['a'], ['b', 'none']]);
  waiting[1]?.();
  await expect(Promise.all(later)).resolves.toEqual([2, 2, null]);
});

test('a question that comes while its key is being read is asked again', async () => {
  const { stored, waiting, read, turn } = world();
  const before = read('a');
  await turn();
  waiting[0]?.();
  stored.set('a', 10);
  const after = read('a');
  await before;
  await turn();
  waiting[1]?.();
  await expect(after).resolves.toBe(10);
});

test('a query that fails is an error for those who asked, and nobody else', async () => {
  let isAway = true;
  const read = createBatch<number>(() =>
    isAway ? Promise.reject(new Error('away')) : Promise.resolve(new Map([['a', 1]])),
  );
  await expect(read('a')).rejects.toThrow('away');
  isAway = false;
  await expect(read('a')).resolves.toBe(1);
});
