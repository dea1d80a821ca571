// The second factor of a sign-in: codes of an app (TOTP, RFC 6238), and codes on paper for when it is lost.
import { z } from 'zod';
import { openRoute, route } from '#shared/kernel/contract.ts';
import { emailSchema } from '#shared/kernel/primitives.ts';
import { selfSchema } from './self.ts';

/** Six digits of an app, or a recovery code; as people type them, with blanks and hyphens. */
export const codeSchema = z
  .string()
  .max(40)
  .transform((text) => text.toLowerCase().replace(/[\s-]/g, ''))
  .refine(
    (code) => /^(\d{6}|[a-z2-7]{12})$/.test(code),
    'has six digits, or twelve letters and digits for a recovery code',
  );

const recoveryCodesSchema = z.object({ recoveryCodes: z.array(z.string()) });

export const secondFactorRoutes = {
  finishSignIn: openRoute({
    method: 'POST',
    path: '/api/session/code',
    summary: 'The second step of a sign-in whose first was right: a code',
    body: z.strictObject({ code: codeSchema }),
    returns: selfSchema,
  }),
  readSecondFactor: route({
    method: 'GET',
    path: '/api/me/second-factor',
    summary: 'Whether one has a second factor, and must have one',
    beforeSecondFactor: true,
    returns: z.object({
      isOn: z.boolean(),
      isNeeded: z.boolean(),
      hasPassword: z.boolean(),
      recoveryCodesLeft: z.int(),
    }),
  }),
  beginSecondFactor: route({
    method: 'POST',
    path: '/api/me/second-factor',
    summary: 'A new secret for an app; it counts once a code of it was sent. Whoever has a password shows it',
    beforeSecondFactor: true,
    body: z.strictObject({ password: z.string().max(1024).optional() }),
    returns: z.object({ secret: z.string(), uri: z.string() }),
  }),
  confirmSecondFactor: route({
    method: 'POST',
    path: '/api/me/second-factor/confirmation',
    summary:
      'Turn the second factor on with a first code; all other sessions end. Answers with recovery codes, this once',
    beforeSecondFactor: true,
    body: z.strictObject({ code: codeSchema }),
    returns: recoveryCodesSchema,
  }),
  renewRecoveryCodes: route({
    method: 'POST',
    path: '/api/me/second-factor/recovery-codes',
    summary: 'New recovery codes in place of the old ones, against a code',
    body: z.strictObject({ code: codeSchema }),
    returns: recoveryCodesSchema,
  }),
  removeSecondFactor: route({
    method: 'POST',
    path: '/api/me/second-factor/removal',
    summary: 'Turn the second factor off, against a code',
    body: z.strictObject({ code: codeSchema }),
    returns: z.undefined(),
  }),
  resetSecondFactor: route({
    method: 'POST',
    path: '/api/second-factor/reset',
    summary: 'For administrators: take away the second factor of somebody who lost it; their sessions end',
    body: z.strictObject({ email: emailSchema }),
    returns: z.undefined(),
  }),
};
