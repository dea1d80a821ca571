// One's own sessions: where one is signed in, and ending one that is not one's own hands any more.
import { z } from 'zod';
import { route } from '#shared/kernel/contract.ts';
import { idSchema, instantSchema } from '#shared/kernel/primitives.ts';

/**
 * `id` names a session and opens nothing. `device`: what signed in, for instance `Firefox on Linux`; null: not known. `usedAt` is true to the hour.
 */
const ownSessionSchema = z.object({
  id: idSchema,
  device: z.string().nullable(),
  startedAt: instantSchema,
  usedAt: instantSchema,
  isThisOne: z.boolean(),
});
export type OwnSession = z.infer<typeof ownSessionSchema>;

export const sessionsRoutes = {
  listOwnSessions: route({
    method: 'GET',
    path: '/api/me/sessions',
    summary: 'Where one is signed in: this session first, then those used last',
    returns: z.array(ownSessionSchema),
  }),
  endOwnSession: route({
    method: 'DELETE',
    path: '/api/me/sessions/:sessionId',
    summary: 'End a session of one’s own at once, with all it holds open',
    params: z.object({ sessionId: idSchema }),
    returns: z.undefined(),
  }),
  endOtherSessions: route({
    method: 'DELETE',
    path: '/api/me/sessions',
    summary: 'End all sessions of one’s own but this one',
    returns: z.undefined(),
  }),
};
