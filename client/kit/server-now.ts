// The present by the server's clock, from which alone it follows what is late: a computer's own clock may be wrong.
import { serverNow, useServerClock } from '#client/kernel/server-clock.ts';
import { useNow } from './Moment.tsx';

/** Renewed as {@link useNow} is. */
export const useServerNow = (): Date => {
  useServerClock();
  useNow();
  return new Date(serverNow());
};
