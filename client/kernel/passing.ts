// Whether what went wrong with something that was sent may be over soon, so that it is sent again by itself.
import { Refusal } from '#shared/kernel/refusals.ts';

/** The server or the way to it is at fault, not what was sent. */
export const isPassing = (error: unknown): boolean =>
  !(error instanceof Refusal) || error.status >= 500 || error.body.code === 'too_many';
