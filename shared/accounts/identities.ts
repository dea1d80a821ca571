// Signing in with an account elsewhere (OpenID Connect): which provider there is, and which of its accounts are one's own.
import { z } from 'zod';
import { openRoute, route } from '#shared/kernel/contract.ts';
import { instantSchema } from '#shared/kernel/primitives.ts';

/** An account at the provider with which one signs in here. */
export const identitySchema = z.object({ id: z.string(), email: z.string(), linkedAt: instantSchema });
export type Identity = z.infer<typeof identitySchema>;

/** Where a sign-in with the provider begins; `to` is where it goes on here, `link=1` joins it to one's account. */
export const oidcPath = '/sign-in/oidc';
/** What was sealed for the confirmation of a first sign-in. */
const confirmationSchema = z.string().max(2000);

export const identitiesRoutes = {
  readSignInWays: openRoute({
    method: 'GET',
    path: '/api/sign-in-ways',
    summary: 'The name of the provider with which one may sign in, if there is one',
    beforeSecondFactor: true,
    returns: z.object({ provider: z.string().nullable() }),
  }),
  listIdentities: route({
    method: 'GET',
    path: '/api/me/identities',
    summary: 'The accounts at the provider with which one signs in',
    returns: z.array(identitySchema),
  }),
  confirmIdentity: route({
    method: 'POST',
    path: '/api/me/identities',
    summary: 'Confirm that an account at the provider, whose address one has here, is one’s own',
    body: z.strictObject({ confirmation: confirmationSchema }),
    returns: z.array(identitySchema),
  }),
  removeIdentity: route({
    method: 'POST',
    path: '/api/me/identities/removal',
    summary: 'Sign in with an account at the provider no more; never the last way in',
    body: z.strictObject({ id: z.string().max(100) }),
    returns: z.array(identitySchema),
  }),
};
