// A message of the staff that stands on every screen of the class until it is over.
import { z } from 'zod';
import { idSchema } from '#shared/kernel/primitives.ts';

/** `at` and `until` are server time in milliseconds since 1970. */
export const messageSchema = z.object({
  id: idSchema,
  text: z.string(),
  at: z.number(),
  until: z.number(),
});
export type MessageView = z.infer<typeof messageSchema>;

export const messageLimits = { characters: 300, minutes: 60 };
