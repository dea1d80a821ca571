// People and their sessions: signing in and out, secret links, the first administrator.
import { z } from 'zod';
import { openRoute, route } from '#shared/kernel/contract.ts';
import { emailSchema, idSchema, lineSchema, timeZoneSchema } from '#shared/kernel/primitives.ts';
import { selfSchema } from './self.ts';

export { selfSchema, type Self } from './self.ts';

/** A person as classmates see them. */
export const personSchema = z.object({ id: idSchema, name: z.string() });
export type Person = z.infer<typeof personSchema>;

// Counted as people count: an emoji is one character, whatever it takes in memory.
const characters = (text: string) => Array.from(text).length;

/** A password being chosen: 8 to 128 characters, any at all. */
export const passwordSchema = z
  .string()
  .refine((password) => characters(password) >= 8, 'has fewer than 8 characters')
  .refine((password) => characters(password) <= 128, 'has more than 128 characters');

/** 32 random bytes in base64url, the secret part of a link. */
export const tokenSchema = z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'is not a link of this server');

export const accountsRoutes = {
  readSession: openRoute({
    method: 'GET',
    path: '/api/session',
    summary: 'Who is signed in, and whether this installation has an administrator yet',
    beforeSecondFactor: true,
    returns: z.object({ self: selfSchema.nullable(), isSetUp: z.boolean() }),
  }),
  signIn: openRoute({
    method: 'POST',
    path: '/api/session',
    summary: 'Sign in with e-mail address and password',
    body: z.strictObject({ email: emailSchema, password: z.string().max(1024) }),
    returns: selfSchema,
  }),
  signOut: route({
    method: 'DELETE',
    path: '/api/session',
    summary: 'End this session',
    beforeSecondFactor: true,
    returns: z.undefined(),
  }),
  createAdministrator: openRoute({
    method: 'POST',
    path: '/api/administrator',
    summary: 'Create the first administrator with the one-time link printed at the start',
    body: z.strictObject({
      token: tokenSchema,
      name: lineSchema(120),
      email: emailSchema,
      password: passwordSchema,
    }),
    returns: selfSchema,
  }),
  lookAtLink: openRoute({
    method: 'POST',
    path: '/api/links/look',
    summary: 'Say whom a secret link is for, without using it up',
    body: z.strictObject({ token: tokenSchema }),
    returns: z.object({ purpose: z.enum(['claim', 'sign_in']), name: z.string(), email: z.string() }),
  }),
  useLink: openRoute({
    method: 'POST',
    path: '/api/links/use',
    summary: 'Use a secret link: sign in with it; whoever is invited may choose a password',
    body: z.strictObject({ token: tokenSchema, password: passwordSchema.optional() }),
    returns: selfSchema,
  }),
  changeSelf: route({
    method: 'PATCH',
    path: '/api/me',
    summary: 'Change one’s own name or time zone',
    body: z.strictObject({
      name: lineSchema(120).optional(),
      timeZone: timeZoneSchema.nullable().optional(),
    }),
    returns: selfSchema,
  }),
  changePassword: route({
    method: 'PUT',
    path: '/api/me/password',
    summary: 'Change one’s own password, or choose a first one; other sessions may be ended with it',
    body: z.strictObject({
      current: z.string().max(1024),
      next: passwordSchema,
      endOtherSessions: z.boolean(),
    }),
    returns: z.undefined(),
  }),
};
