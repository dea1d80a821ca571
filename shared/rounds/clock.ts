// The countdown of a phase in server time, and how a screen learns how far its own clock is off.

/** `endsAt` is server time in milliseconds since 1970; a paused countdown keeps what is left of it. */
export type Countdown = { state: 'running'; endsAt: number } | { state: 'paused'; remainingMs: number };

/** All times named `now` are server time in milliseconds since 1970. */
export function startCountdown(durationMs: number, now: number): Countdown {
  return { state: 'running', endsAt: now + Math.max(0, durationMs) };
}

/** Milliseconds left, never below 0. */
export function remainingMs(countdown: Countdown, now: number): number {
  return countdown.state === 'paused' ? countdown.remainingMs : Math.max(0, countdown.endsAt - now);
}

/** Adds time, or with a negative `ms` takes it away. Time added after the end counts from now, not from the end. */
export function extendCountdown(countdown: Countdown, ms: number, now: number): Countdown {
  const left = Math.max(0, remainingMs(countdown, now) + ms);
  return countdown.state === 'paused'
    ? { state: 'paused', remainingMs: left }
    : { state: 'running', endsAt: now + left };
}

/** Pausing twice is pausing once. */
export function pauseCountdown(countdown: Countdown, now: number): Countdown {
  return { state: 'paused', remainingMs: remainingMs(countdown, now) };
}

/** A countdown that runs is left alone. */
export function resumeCountdown(countdown: Countdown, now: number): Countdown {
  return countdown.state === 'running' ? countdown : startCountdown(countdown.remainingMs, now);
}

/** One question for the server's time; `sentAt` and `receivedAt` by the screen's clock, all in milliseconds. */
export interface TimeSample {
  sentAt: number;
  serverAt: number;
  receivedAt: number;
}

/** Samples with the shortest round trips that are used; a slow answer says little about when it was written. */
const BEST_SAMPLES = 5;

/**
 * What to add to the screen's clock to get server time, in milliseconds: the median over the best samples of NTP's
 * offset (RFC 5905, section 8), which takes both ways to be equally long. It is off by at most half of the
 * round trip. Undefined without samples.
 */
export function estimateOffset(samples: readonly TimeSample[]): number | undefined {
  const roundTrip = ({ sentAt, receivedAt }: TimeSample): number => receivedAt - sentAt;
  const offsets = samples
    .toSorted((one, other) => roundTrip(one) - roundTrip(other))
    .slice(0, BEST_SAMPLES)
    .map(({ sentAt, serverAt, receivedAt }) => serverAt - (sentAt + receivedAt) / 2)
    .toSorted((one, other) => one - other);
  const middle = offsets.length / 2;
  const low = offsets[Math.ceil(middle) - 1];
  const high = offsets[Math.floor(middle)];
  return low === undefined || high === undefined ? undefined : (low + high) / 2;
}
