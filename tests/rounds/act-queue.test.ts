// One person's acts in a row: each has seen the one before it; after a refusal those that wait are refused too.
import { expect, test } from '@jest/globals';
import { createActQueue } from '#client/rounds/act-queue.ts';

test('a second press counts the first one in, whether or not its answer has arrived', async () => {
  const sent: number[] = [];
  const queue = createActQueue();
  const send = (seen: number) => {
    sent.push(seen);
    return Promise.resolve(seen + 1);
  };
  await Promise.all([queue(4, send), queue(4, send), queue(5, send)]);
  expect(sent).toEqual([4, 5, 6]);
  await queue(7, send);
  expect(sent).toEqual([4, 5, 6, 7]);
});

test('they go one after the other, and what follows a refusal still names what it expected', async () => {
  const queue = createActQueue();
  const order: string[] = [];
  let fail: (reason: Error) => void = () => undefined;
  const first = queue(1, () => new Promise<never>((_, reject) => (fail = reject)));
  const second = queue(1, (seen) => {
    order.push(`second saw ${String(seen)}`);
    return Promise.resolve();
  });
  await Promise.resolve();
  expect(order).toEqual([]);
  fail(new Error('somebody was first'));
  await expect(first).rejects.toThrow('somebody was first');
  await second;
  expect(order).toEqual(['second saw 2']);
});
