// Phases and countdowns as they go over the wire.
import { z } from 'zod';
import { phases } from './rules.ts';

export const phaseSchema = z.enum(phases);

/** Server time in milliseconds since 1970, or what is left of a paused phase. */
export const countdownSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('running'), endsAt: z.number() }),
  z.object({ state: z.literal('paused'), remainingMs: z.number() }),
]);
