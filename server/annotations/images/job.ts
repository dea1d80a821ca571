// What the server and the child process that re-encodes pictures say to each other.
import { z } from 'zod';

export const imageJob = z.object({
  /** Absolute path of the picture as it came. */
  path: z.string(),
  /** Of a side, and of all pixels. */
  maxSide: z.int(),
  maxPixels: z.int(),
  keptSide: z.int(),
});
export type ImageJob = z.infer<typeof imageJob>;

export const imageAnswer = z.union([
  z.object({
    ok: z.literal(true),
    image: z.instanceof(Buffer),
    width: z.int(),
    height: z.int(),
    wasMoving: z.boolean(),
  }),
  z.object({ ok: z.literal(false), reason: z.enum(['not_an_image', 'too_many_pixels', 'damaged']) }),
]);
export type ImageAnswer = z.infer<typeof imageAnswer>;
