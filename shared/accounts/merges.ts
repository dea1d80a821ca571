// Two accounts of one person become one: asked for in the one that ends, confirmed in the one that stays.
import { z } from 'zod';
import { route } from '#shared/kernel/contract.ts';
import { instantSchema } from '#shared/kernel/primitives.ts';
import { tokenSchema } from './contract.ts';
import { codeSchema } from './second-factor.ts';
import { selfSchema } from './self.ts';

const ofToken = z.strictObject({ token: tokenSchema });

/**
 * The account that would end. `courses`: titles of those that it would bring; `shared`: of those that both are or were in, which
 * stand in the way.
 */
const mergeSchema = z.object({
  name: z.string(),
  email: z.string(),
  courses: z.array(z.string()),
  shared: z.array(z.string()),
});
export type MergeView = z.infer<typeof mergeSchema>;

export const mergesRoutes = {
  beginMerge: route({
    method: 'POST',
    path: '/api/me/merges',
    summary: 'Make the one-time link with which one’s other account may take this one in; ends nothing yet',
    body: z.strictObject({ password: z.string().max(1024).optional(), code: codeSchema.optional() }),
    returns: z.object({ token: tokenSchema, until: instantSchema }),
  }),
  lookAtMerge: route({
    method: 'POST',
    path: '/api/me/merges/look',
    summary: 'Say which account a link would join to one’s own, without using it up',
    body: ofToken,
    returns: mergeSchema,
  }),
  confirmMerge: route({
    method: 'POST',
    path: '/api/me/merges/confirm',
    summary: 'Take the other account in: what was its own becomes one’s own, and it ends',
    body: ofToken,
    returns: selfSchema,
  }),
};
