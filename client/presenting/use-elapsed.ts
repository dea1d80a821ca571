// How long a phase runs, renewed when the shown second changes; and how times are written.
import { useEffect, useState } from 'react';
import type { ShowView } from '#shared/presenting/contract.ts';
import { lengthsOf, paceMs } from '#shared/presenting/pace.ts';
import { clockOf } from '#shared/presenting/show.ts';
import { elapsedMs, isRunning } from '#shared/presenting/stopwatch.ts';
import { serverNow, useServerClock } from '#client/kernel/server-clock.ts';

export interface Elapsed {
  readonly ms: number;
  readonly ofMs: number;
  readonly isPaused: boolean;
  /** Behind (positive) or ahead of an even pace; null outside of the talk. */
  readonly paceMs: number | null;
}

/** Null before and after the talk. */
export const useElapsed = (
  show: ShowView | null,
  settings: { readonly talkMinutes: number; readonly questionMinutes: number },
): Elapsed | null => {
  useServerClock();
  const [now, setNow] = useState(serverNow);
  const clock = show && clockOf(show);
  const since = clock?.since ?? null;
  useEffect(() => {
    const tick = () => {
      setNow(serverNow());
    };
    tick();
    if (since === null) return;
    const timer = setInterval(tick, 250);
    return () => {
      clearInterval(timer);
    };
  }, [since, show?.revision, show?.phase]);
  if (!show || !clock) return null;
  const lengths = lengthsOf(settings);
  return {
    ms: elapsedMs(clock, now),
    ofMs: show.phase === 'talking' ? lengths.talkMs : lengths.questionMs,
    isPaused: !isRunning(clock),
    paceMs: paceMs({ ...show, slideMs: [] }, lengths, now),
  };
};

/** `9:05`; a second counts once it is over. */
export const timeText = (ms: number): string => {
  const seconds = Math.floor(Math.abs(ms) / 1000);
  return `${String(Math.floor(seconds / 60))}:${String(seconds % 60).padStart(2, '0')}`;
};
