// A clock that tests can set; it goes on by itself, so that things written one after the other stay in order.
import type { Clock } from '#server/kernel/clock.ts';

export interface TestClock extends Clock {
  /** Sessions end after 60 days: whoever signed in before a longer jump is signed out. */
  set(instant: string | Date): void;
  advance(minutes: number): void;
}

/** Starts at `instant`. */
export const createTestClock = (instant: string): TestClock => {
  let base = new Date(instant).getTime();
  let since = performance.now();
  const now = () => new Date(base + performance.now() - since);
  const set = (to: string | Date) => {
    base = new Date(to).getTime();
    since = performance.now();
  };
  return {
    now,
    set,
    advance: (minutes) => {
      set(new Date(now().getTime() + minutes * 60_000));
    },
  };
};
