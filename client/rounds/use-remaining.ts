// How long a phase still lasts, renewed exactly when the shown second changes.
import { useEffect, useState } from 'react';
import { remainingMs, type Countdown } from '#shared/rounds/clock.ts';
import { serverNow, useServerClock } from '#client/kernel/server-clock.ts';

/** Milliseconds left in server time. */
export const useRemaining = (countdown: Countdown): number => {
  useServerClock();
  const [left, setLeft] = useState(() => remainingMs(countdown, serverNow()));
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tick = () => {
      clearTimeout(timer);
      const now = remainingMs(countdown, serverNow());
      setLeft(now);
      // At most a quarter of a second ahead: the server's time may become better known meanwhile.
      if (countdown.state === 'running') timer = setTimeout(tick, Math.min(250, (now % 1000) + 1));
    };
    tick();
    document.addEventListener('visibilitychange', tick);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', tick);
    };
  }, [countdown]);
  return left;
};

/** `9:05`; a second counts until it is over. */
export const clockText = (ms: number): string => {
  const seconds = Math.ceil(ms / 1000);
  return `${String(Math.floor(seconds / 60))}:${String(seconds % 60).padStart(2, '0')}`;
};
