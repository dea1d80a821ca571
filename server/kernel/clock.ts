// The server's only source of the current time, so that tests can say what time it is.

/** Tells the time as an instant. */
export interface Clock {
  now(): Date;
}

/** The machine's own clock. */
export const systemClock: Clock = { now: () => new Date() };
