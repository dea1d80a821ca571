// Finding a linked passage again after the PDF was replaced.
import { z } from 'zod';
import { route } from '#shared/kernel/contract.ts';
import { idSchema } from '#shared/kernel/primitives.ts';
import { anchorSchema } from './anchor-schema.ts';
import { passageLength } from './passage.ts';

export const findPassageRoutes = {
  findPassage: route({
    method: 'GET',
    path: '/api/documents/:documentId/passage',
    summary: 'Where a passage of a former version of the PDF stands in the present one',
    params: z.object({ documentId: idSchema }),
    /** As in a link to a passage, with the file that it was made for. */
    query: z.strictObject({ passage: z.string().max(passageLength).default('') }),
    /** Null: not there any more. `isSure` false: the best guess. */
    returns: z.object({ anchor: anchorSchema.nullable(), isSure: z.boolean() }),
  }),
};
