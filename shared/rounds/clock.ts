// The countdown of a phase in server time.

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

/** Milliseconds since the time was up, 0 before that; a paused countdown does not run over. */
export function overMs(countdown: Countdown, now: number): number {
  return countdown.state === 'paused' ? 0 : Math.max(0, now - countdown.endsAt);
}
