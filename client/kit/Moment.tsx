// Shows an instant honestly: in the course's zone, and in the viewer's own where that differs.
import { useSyncExternalStore } from 'react';
import { fromNow, honestTime } from '#shared/kernel/moments.ts';

/** The viewer's own time zone, as the browser has it. */
export const ownZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

let current = new Date();
const tick = (changed: () => void) => {
  const timer = setInterval(() => {
    current = new Date();
    changed();
  }, 15_000);
  return () => {
    clearInterval(timer);
  };
};

/** The present moment, renewed every 15 s, for sentences such as “in 14 h”. */
export const useNow = (): Date => useSyncExternalStore(tick, () => current);

/** `Thu 3 Dec, 10:00 (New York; 16:00 for you)`. */
export const Moment = ({ at, zone }: { at: string; zone: string }) => (
  <time dateTime={at} className="figures">
    {honestTime(at, zone, ownZone)}
  </time>
);

/** `in 14 h`, `2 h ago`; the exact instant in the tooltip. */
export const Ago = ({ at }: { at: string }) => {
  const now = useNow();
  return (
    <time dateTime={at} title={honestTime(at, ownZone, ownZone)} className="figures">
      {fromNow(at, now)}
    </time>
  );
};
