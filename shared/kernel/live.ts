// The wire format of live traffic: facts with a sequence number per room, and how a client joins and catches up.
import { z } from 'zod';

/** One live fact as it crosses the wire. `seq` counts up by one per room within one `epoch` (one run of the server). */
export const factSchema = z.object({
  room: z.string(),
  epoch: z.string(),
  seq: z.number().int(),
  name: z.string(),
  payload: z.unknown(),
});
export type Fact = z.infer<typeof factSchema>;

/** A client joins a room; after a lost connection it says where it was. */
export const joinSchema = z.object({
  room: z.string().max(80),
  epoch: z.string().max(40).optional(),
  seq: z.number().int().optional(),
});
export type Join = z.infer<typeof joinSchema>;

/** The answer: where the room is now, and what was missed; `gap` when that is no longer known and must be refetched. */
export type Joined =
  | { ok: true; epoch: string; seq: number; missed: Fact[]; gap: boolean }
  | { ok: false; reason: string; message: string };
