// A stopwatch that survives a restart: what it had when it last stopped, and since when it runs.

/** Milliseconds; `since` (server time) null: it stands. */
export interface Stopwatch {
  readonly spentMs: number;
  readonly since: number | null;
}

export const noStopwatch: Stopwatch = { spentMs: 0, since: null };

export const isRunning = ({ since }: Stopwatch): boolean => since !== null;

/** What it shows at `now`; a clock that was set back never makes it less than it had. */
export const elapsedMs = ({ spentMs, since }: Stopwatch, now: number): number =>
  spentMs + (since === null ? 0 : Math.max(0, now - since));

export const runAt = (watch: Stopwatch, now: number): Stopwatch =>
  isRunning(watch) ? watch : { ...watch, since: now };

export const pauseAt = (watch: Stopwatch, now: number): Stopwatch =>
  isRunning(watch) ? { spentMs: elapsedMs(watch, now), since: null } : watch;

/** What was spent since it last moved on, and the same watch running on from here. */
export const moveOn = (watch: Stopwatch, now: number): { spent: number; watch: Stopwatch } => {
  const elapsed = elapsedMs(watch, now);
  return {
    spent: elapsed - watch.spentMs,
    watch: { spentMs: elapsed, since: watch.since === null ? null : now },
  };
};
