// A thread in one line: what a link to it shows.
import { z } from 'zod';
import { route } from '#shared/kernel/contract.ts';
import { idSchema } from '#shared/kernel/primitives.ts';
import { kindSchema } from './kinds.ts';

export const threadLineRoutes = {
  readThreadLine: route({
    method: 'GET',
    path: '/api/threads/:threadId/line',
    summary: 'What a link to a thread shows, for whoever may see the thread',
    params: z.object({ threadId: idSchema }),
    returns: z.object({
      documentId: idSchema,
      documentTitle: z.string(),
      /** The first words of the passage; empty for an area. */
      quote: z.string(),
      kind: kindSchema,
      /** From 0. */
      page: z.int(),
      authorName: z.string(),
    }),
  }),
};
