// Personal access tokens: how programs of a person come in, at the addresses of the annotation protocol and nowhere else.
import { z } from 'zod';
import { route } from '#shared/kernel/contract.ts';
import { idSchema, instantSchema, lineSchema } from '#shared/kernel/primitives.ts';

export const tokenLimits = {
  perPerson: 20,
  name: 60,
  /** Days that a token may live. */
  days: [30, 90, 365],
} as const;

export const tokenDaysSchema = z.literal(tokenLimits.days);
export type TokenDays = z.infer<typeof tokenDaysSchema>;

/** `lastUsedOn`: a day in UTC, `2026-11-24`. The secret is in no view. */
const tokenViewSchema = z.object({
  id: idSchema,
  name: z.string(),
  createdAt: instantSchema,
  lastUsedOn: z.iso.date().nullable(),
  expiresAt: instantSchema,
});
export type TokenView = z.infer<typeof tokenViewSchema>;

/** What a program sends: the prefix tells people and scanners what it is, then 32 random bytes in base64url. */
export const secretSchema = z.string().regex(/^pr_[A-Za-z0-9_-]{43}$/);

export const tokensRoutes = {
  listTokens: route({
    method: 'GET',
    path: '/api/me/tokens',
    summary: 'One’s own tokens for programs, newest first; never their secrets',
    returns: z.array(tokenViewSchema),
  }),
  createToken: route({
    method: 'POST',
    path: '/api/me/tokens',
    summary: 'Make a token for a program; its secret is told this once',
    body: z.strictObject({ name: lineSchema(tokenLimits.name), days: tokenDaysSchema }),
    returns: z.object({ token: tokenViewSchema, secret: secretSchema }),
  }),
  revokeToken: route({
    method: 'DELETE',
    path: '/api/me/tokens/:tokenId',
    summary: 'End a token of one’s own at once',
    params: z.object({ tokenId: idSchema }),
    returns: z.undefined(),
  }),
};
