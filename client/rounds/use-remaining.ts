// How long a phase still lasts or has run over, renewed exactly when the shown second changes.
import { useEffect, useState } from 'react';
import { overMs, remainingMs, type Countdown } from '#shared/rounds/clock.ts';
import { serverNow, useServerClock } from '#client/kernel/server-clock.ts';

const leftOf = (countdown: Countdown): number => {
  const now = serverNow();
  return remainingMs(countdown, now) - overMs(countdown, now);
};

/** How long until another second is shown: full seconds count down to the end and up from there. */
const untilNext = (left: number): number => (left > 0 ? left % 1000 : 1000 - (-left % 1000)) + 1;

/** Milliseconds left in server time; below 0 as long as the time has been up. */
export const useRemaining = (countdown: Countdown): number => {
  useServerClock();
  const [left, setLeft] = useState(() => leftOf(countdown));
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tick = () => {
      clearTimeout(timer);
      const now = leftOf(countdown);
      setLeft(now);
      // At most a quarter of a second ahead: the server's time may become better known meanwhile.
      if (countdown.state === 'running') timer = setTimeout(tick, Math.min(250, untilNext(now)));
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

/** `9:05`; a second counts until it is over. After the end it counts the full seconds since, as `+0:42`. */
export const clockText = (ms: number): string => {
  const seconds = ms > 0 ? Math.ceil(ms / 1000) : Math.floor(-ms / 1000);
  const text = `${String(Math.floor(seconds / 60))}:${String(seconds % 60).padStart(2, '0')}`;
  return ms < 0 && seconds > 0 ? `+${text}` : text;
};
