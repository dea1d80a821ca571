// The present by the server's clock, from which alone it follows what is late: a computer's own clock may be wrong.
import { useNow } from '#client/kit/Moment.tsx';

/** How far the server's clock was ahead of this one's when it answered with `now`; milliseconds. */
export const aheadBy = (now: string): number => Date.parse(now) - Date.now();

/** Renewed as {@link useNow} is. */
export const useServerNow = (aheadMs: number): Date => new Date(useNow().getTime() + aheadMs);
