// The server's only source of the current time, so that tests can say what time it is, and the sample course when it was.
import { AsyncLocalStorage } from 'node:async_hooks';

/** Tells the time as an instant. */
export interface Clock {
  now(): Date;
}

/** The machine's own clock. */
export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands elsewhere for one flow of calls, while everybody else sees the present. */
export interface TravellingClock extends Clock {
  /** For `operation`, and whatever it awaits or starts, it is `instant`; from there time goes on as usual. */
  at<T>(instant: Date, operation: () => Promise<T>): Promise<T>;
}

/** Wraps a clock. */
export const createTravellingClock = (base: Clock): TravellingClock => {
  const offsets = new AsyncLocalStorage<number>();
  return {
    now: () => new Date(base.now().getTime() + (offsets.getStore() ?? 0)),
    at: (instant, operation) => offsets.run(instant.getTime() - base.now().getTime(), operation),
  };
};
