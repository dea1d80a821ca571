// Who reads which page of a document now, and who writes: what a reader says, and what the others are told.
import { z } from 'zod';
import { livePresence } from '#shared/kernel/contract.ts';

/** Counts from 0, as anchors do. */
const pageSchema = z.int().min(0).max(9999);

export const readersPresence = livePresence({
  room: 'readers',
  summary: 'Who reads where',
  said: z.strictObject({ page: pageSchema, writing: z.boolean() }),
  /** Without `writing` where annotations may be anonymous: how many write is counted, who is not told. */
  told: z.object({ page: pageSchema, writing: z.boolean().optional() }),
});

/** The names under which readers are counted. */
export const readersOn = (page: number): string => `page:${String(page)}`;
export const writersCount = 'writing';
