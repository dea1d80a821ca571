// The refusal for an identifier that something else has already.
import { refuse, type Refusal } from '#shared/kernel/refusals.ts';

/** Ids are made by clients, 120 random bits: two never meet by chance. */
export const refuseTakenId = (): Refusal =>
  refuse('conflict', 'id_taken', 'This identifier is in use already. Try again with a new one.');
