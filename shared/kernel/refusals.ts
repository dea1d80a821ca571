// What a refused request looks like on the wire, and the one table of codes with their HTTP status.
import { z } from 'zod';

/** Every code a refusal can carry, with its HTTP status (RFC 9110, 6585, 4918). `stale`, `unconditional`: about If-Match. */
export const refusalStatus = {
  invalid: 400,
  signed_out: 401,
  forbidden: 403,
  not_found: 404,
  not_allowed: 405,
  conflict: 409,
  gone: 410,
  stale: 412,
  too_large: 413,
  unsupported: 415,
  unprocessable: 422,
  unconditional: 428,
  too_many: 429,
  broken: 500,
  unavailable: 503,
  no_room: 507,
} as const;
export type RefusalCode = keyof typeof refusalStatus;

/** `reason` is a stable key, `message` a sentence for people, `where` the input's fields, `current` what a conflict found. */
export const refusalSchema = z.object({
  code: z.enum(Object.keys(refusalStatus) as [RefusalCode, ...RefusalCode[]]),
  reason: z.string(),
  message: z.string(),
  where: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  current: z.unknown().optional(),
  retryAfterSeconds: z.number().optional(),
  requestId: z.string().optional(),
});
export type RefusalBody = z.infer<typeof refusalSchema>;

/** The one error class of both ends: thrown by the server's operations, rethrown by the client's `call`. */
export class Refusal extends Error {
  readonly body: RefusalBody;

  constructor(body: RefusalBody) {
    super(body.message);
    this.name = 'Refusal';
    this.body = body;
  }

  get status(): number {
    return refusalStatus[this.body.code];
  }
}

/** Makes a refusal: `refuse('conflict', 'review_changed', 'This review was changed elsewhere.')`. */
export const refuse = (
  code: RefusalCode,
  reason: string,
  message: string,
  extra: Partial<Pick<RefusalBody, 'where' | 'current' | 'retryAfterSeconds'>> = {},
): Refusal => new Refusal({ code, reason, message, ...extra });
