// Turns: operations on the same thing one after the other, whichever of the processes they came to.
import { setTimeout as sleep } from 'node:timers/promises';
import { refuse } from '#shared/kernel/refusals.ts';
import type { Leases } from './leases.ts';
import { createSerial } from './serial.ts';

/** Whoever has the turn may have died: that shows after 3 s. */
const usualPatienceMs = 12_000;
const longestPauseMs = 80;

/** Each call waits for the earlier ones with the same key, here and in other processes; a failed one does not stop the next. */
export type InTurn = <T>(key: string, operation: () => Promise<T>) => Promise<T>;

/**
 * Turns over things of one kind. Within the process calls keep their order, between processes whoever asks first when it is free.
 * Refused with `busy`, and nothing done, after `patienceMs`. A turn that ends with its process is an abandoned lease of this kind.
 */
export const createTurns = (leases: Leases, kind: string, patienceMs = usualPatienceMs): InTurn => {
  const serial = createSerial();
  return (key, operation) =>
    serial(key, async () => {
      const giveUpAt = performance.now() + patienceMs;
      for (let pauseMs = 4; ; pauseMs = Math.min(pauseMs * 1.5, longestPauseMs)) {
        const had = await leases.during(`${kind}:${key}`, async () => ({ result: await operation() }));
        if (had) return had.result;
        if (performance.now() > giveUpAt)
          throw refuse(
            'unavailable',
            'busy',
            'Somebody else is changing the same thing. Nothing was changed; try again in a moment.',
          );
        await sleep(pauseMs * (0.5 + Math.random()));
      }
    });
};
