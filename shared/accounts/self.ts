// A person as they see themselves.
import { z } from 'zod';
import { idSchema } from '#shared/kernel/primitives.ts';

/** `timeZone` null: the browser's. `lacksSecondFactor`: nothing else is open before they have set one up. */
export const selfSchema = z.object({
  id: idSchema,
  name: z.string(),
  email: z.string(),
  isAdmin: z.boolean(),
  timeZone: z.string().nullable(),
  lacksSecondFactor: z.literal(true).optional(),
});
export type Self = z.infer<typeof selfSchema>;
