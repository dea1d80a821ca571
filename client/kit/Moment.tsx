// Shows an instant honestly: in the course's zone, and in the viewer's own where that differs.
import { useSyncExternalStore } from 'react';
import { fromNow, honestTime } from '#shared/kernel/moments.ts';

/** The browser's time zone. */
export const ownZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

let chosen: string | null = null;
const zoneListeners = new Set<() => void>();
const listenToZone = (changed: () => void) => {
  zoneListeners.add(changed);
  return () => {
    zoneListeners.delete(changed);
  };
};

/** The viewer chose a zone for themselves; null goes back to the browser's. */
export const chooseOwnZone = (zone: string | null): void => {
  if (zone === chosen) return;
  chosen = zone;
  for (const listener of zoneListeners) listener();
};

/** The viewer's own time zone: the one they chose, otherwise the browser's. */
export const useOwnZone = (): string => useSyncExternalStore(listenToZone, () => chosen ?? ownZone);

const renewedMs = 15_000;
let current = new Date();
const tick = (changed: () => void) => {
  // Nobody may have looked at the clock for a while.
  if (Date.now() - current.getTime() > renewedMs) current = new Date();
  const timer = setInterval(() => {
    current = new Date();
    changed();
  }, renewedMs);
  return () => {
    clearInterval(timer);
  };
};

/** The present moment, renewed every 15 s, for sentences such as “in 14 h”. */
export const useNow = (): Date => useSyncExternalStore(tick, () => current);

/** `Thu 3 Dec, 10:00 (New York; 16:00 for you)`. */
export const Moment = ({ at, zone }: { at: string; zone: string }) => (
  <time dateTime={at} className="figures">
    {honestTime(at, zone, useOwnZone())}
  </time>
);

/** `in 14 h`, `2 h ago`; the exact instant in the tooltip. */
export const Ago = ({ at }: { at: string }) => {
  // The present is renewed only now and then: what was written since must not seem to lie ahead.
  const present = useNow();
  const ahead = new Date(at).getTime() - present.getTime();
  const now = ahead > 0 && ahead <= renewedMs ? new Date(at) : present;
  const zone = useOwnZone();
  return (
    <time dateTime={at} title={honestTime(at, zone, zone)} className="figures">
      {fromNow(at, now)}
    </time>
  );
};
