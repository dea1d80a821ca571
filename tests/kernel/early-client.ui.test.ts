/** @jest-environment #tests/support/browser-environment.ts */
// What is asked with the client is asked when it begins: not before the paper, and not only when the client asks itself.
import { expect, test } from '@jest/globals';
import { askWithClient, startClient, takeEarly } from '#client/kernel/early.ts';

test('a request waits for the client to begin, and is under way from then on', () => {
  const asked: unknown[] = [];
  globalThis.fetch = (address) => {
    asked.push(address);
    return new Promise(() => undefined);
  };
  document.head.innerHTML = '<script data-client="/client.js" type="none"></script>';
  askWithClient('/api/threads');
  expect([asked, takeEarly('/api/threads')]).toEqual([[], undefined]);
  startClient();
  expect(asked).toEqual(['/api/threads']);
  expect(takeEarly('/api/threads')).toBeInstanceOf(Promise);
  // Where the client runs already nothing is waited for.
  askWithClient('/api/more');
  startClient();
  expect(asked).toEqual(['/api/threads', '/api/more']);
});
