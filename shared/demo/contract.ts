// The sample course: whether this visitor may make it, and making it.
import { z } from 'zod';
import { openRoute } from '#shared/kernel/contract.ts';
import { idSchema } from '#shared/kernel/primitives.ts';
import { tokenSchema } from '#shared/accounts/contract.ts';

/** A way into the sample course: the token of a link that signs in as an invented person, once and within a day. */
export const sampleLinkSchema = z.object({
  part: z.enum(['instructor', 'presenter', 'student']),
  name: z.string(),
  token: tokenSchema,
});
export type SampleLink = z.infer<typeof sampleLinkSchema>;

export const demoRoutes = {
  readDemo: openRoute({
    method: 'GET',
    path: '/api/demo',
    summary: 'Whether the asker may make the sample course, whether it is there, and how far its making is',
    returns: z.object({
      mayCreate: z.boolean(),
      exists: z.boolean(),
      /** While it is being made: what is done now. */
      step: z.string().nullable(),
    }),
  }),
  createDemo: openRoute({
    method: 'POST',
    path: '/api/demo',
    summary: 'Make the sample course unless it is there (10 to 20 s), and answer with new links into it',
    returns: z.object({ courseId: idSchema, links: z.array(sampleLinkSchema) }),
  }),
};
