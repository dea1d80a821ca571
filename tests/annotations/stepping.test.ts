// Walking through threads by key: on from the open one, from the one that was open last, or from the page in view.
import { describe, expect, test } from '@jest/globals';
import type { ThreadView } from '#shared/annotations/views.ts';
import { stepFrom } from '#client/annotations/stepping.ts';
import { made } from './made-thread.ts';

const threads = [0, 0, 2, 2, 5].map((page, line) => made({ id: `t${String(line)}`, page, line }));
const pageOf = ({ anchor }: ThreadView) => anchor.targets[0]?.page ?? null;
const walk = (by: 1 | -1, part: Partial<Parameters<typeof stepFrom>[2]> = {}) => {
  const standing = { openId: undefined, lastId: undefined, page: 0, pageOf, isByPlace: true, ...part };
  const at = stepFrom(threads, by, standing);
  return at === undefined ? undefined : threads[at]?.id;
};

describe('the next thread by key', () => {
  test('comes after the open one, wherever the paper stands, and there is none after the last', () => {
    expect(walk(1, { openId: 't1', page: 5 })).toBe('t2');
    expect(walk(-1, { openId: 't1', page: 5 })).toBe('t0');
    expect(walk(1, { openId: 't4' })).toBeUndefined();
    expect(walk(-1, { openId: 't0' })).toBeUndefined();
  });

  test('is the first on the page in view or after it; going back, the last up to there', () => {
    expect(walk(1, { page: 1 })).toBe('t2');
    expect(walk(1, { page: 2 })).toBe('t2');
    expect(walk(-1, { page: 2 })).toBe('t3');
    expect(walk(-1, { page: 1 })).toBe('t1');
    expect(walk(1, { page: 6 })).toBeUndefined();
  });

  test('goes on from the one that was open last, as long as its page is in view', () => {
    expect(walk(1, { lastId: 't2', page: 2 })).toBe('t3');
    expect(walk(-1, { lastId: 't3', page: 2 })).toBe('t2');
    expect(walk(1, { lastId: 't2', page: 0 })).toBe('t0');
    expect(walk(1, { lastId: 'gone', page: 5 })).toBe('t4');
  });

  test('in another order than that of the pages, pages say nothing', () => {
    expect(walk(1, { isByPlace: false, page: 5 })).toBe('t0');
    expect(walk(-1, { isByPlace: false, page: 0 })).toBe('t4');
    expect(walk(1, { isByPlace: false, lastId: 't2', page: 5 })).toBe('t3');
  });

  test('a thread without a place in this version is passed over where pages decide', () => {
    const none = (thread: ThreadView) => (thread.id === 't2' ? null : pageOf(thread));
    expect(walk(1, { page: 1, pageOf: none })).toBe('t3');
  });
});
