// The way back and forward through jumps: like a browser's, with places instead of addresses.
import { expect, test } from '@jest/globals';
import { createHistory, type History, type Place } from '#client/reader/history.ts';

const at = (page: number, y = 700): Place => ({ page, x: 0, y });

const started = () => {
  const said: History[] = [];
  const history = createHistory((state) => said.push(state));
  return { history, last: () => said.at(-1) };
};

test('goes back to where each jump began, and forward to where one was', () => {
  const { history, last } = started();
  history.jumped(at(0, 512.25));
  history.jumped(at(4));
  expect(history.back(at(9))).toEqual(at(4));
  expect(last()).toEqual({ canGoBack: true, canGoForward: true });
  expect(history.back(at(4))).toEqual(at(0, 512.25));
  expect(last()).toEqual({ canGoBack: false, canGoForward: true });
  expect(history.back(at(0))).toBeNull();
  // Having read on in between, one returns to there.
  expect(history.forward(at(1))).toEqual(at(4));
  expect(history.back(at(4))).toEqual(at(1));
});

test('a new jump forgets what lay ahead; places where one already is are passed over', () => {
  const { history, last } = started();
  history.jumped(at(0));
  history.jumped(at(1));
  history.back(at(2));
  history.jumped(at(5));
  expect(last()).toEqual({ canGoBack: true, canGoForward: false });
  expect(history.forward(at(6))).toBeNull();
  // A search that found nothing left its place behind: going back must move all the same.
  history.jumped(at(6, 300));
  expect(history.back(at(6, 301))).toEqual(at(5));
});

test('the oldest places go first', () => {
  const { history } = started();
  for (let page = 0; page < 150; page++) history.jumped(at(page));
  let steps = 0;
  let oldest: Place | null = null;
  for (let here: Place | null = at(999); here; here = history.back(here)) {
    oldest = here;
    steps += 1;
  }
  expect([steps, oldest]).toEqual([101, at(50)]);
});
