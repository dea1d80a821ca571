// Makes, lists and ends the tokens with which programs act for a person, and tells whose a secret is.
import { createHash, randomBytes } from 'node:crypto';
import type { Model } from 'mongoose';
import { secretSchema, tokenLimits, type TokenDays, type TokenView } from '#shared/accounts/tokens.ts';
import { newId, type Id } from '#shared/kernel/primitives.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import type { Clock } from '#server/kernel/clock.ts';
import { isDuplicate } from '#server/kernel/db/collection.ts';
import type { TokenRecord } from './tokens-store.ts';

export interface Tokens {
  /** `secret` is known to nobody afterwards but its owner. */
  create(
    personId: Id,
    wish: { readonly name: string; readonly days: TokenDays },
  ): Promise<{ token: TokenView; secret: string }>;
  /** Newest first. */
  list(personId: Id): Promise<TokenView[]>;
  /** Ending what is over, or was never there, is no error. */
  revoke(personId: Id, tokenId: Id): Promise<void>;
  revokeAll(personId: Id): Promise<void>;
  /** Whose secret it is, as long as it is valid; null otherwise. */
  personWith(secret: string): Promise<Id | null>;
}

// 256 random bits need no slow hash: nobody can try them all.
const hashOf = (secret: string) => createHash('sha256').update(secret).digest('hex');

const dayMs = 24 * 3600 * 1000;

const view = ({ _id, name, createdAt, lastUsedOn, expiresAt }: TokenRecord): TokenView => ({
  ...{ id: _id, name, lastUsedOn },
  createdAt: createdAt.toISOString(),
  expiresAt: expiresAt.toISOString(),
});

export const createTokens = (tokens: Model<TokenRecord>, clock: Clock): Tokens => ({
  create: async (personId, { name, days }) => {
    const secret = `pr_${randomBytes(32).toString('base64url')}`;
    const createdAt = clock.now();
    const record = {
      ...{ _id: newId(), personId, name, createdAt, lastUsedOn: null },
      secretHash: hashOf(secret),
      expiresAt: new Date(createdAt.getTime() + days * dayMs),
    };
    for (;;) {
      const taken = new Set((await tokens.find({ personId }, { slot: 1 }).lean()).map(({ slot }) => slot));
      const slot = Array.from({ length: tokenLimits.perPerson }, (_, index) => index).find(
        (index) => !taken.has(index),
      );
      if (slot === undefined)
        throw refuse(
          'conflict',
          'too_many_tokens',
          `One person may have ${String(tokenLimits.perPerson)} tokens. Revoke one that you do not need any more.`,
        );
      try {
        await tokens.create({ ...record, slot });
        return { token: view({ ...record, slot }), secret };
      } catch (error) {
        // Another one took the same place at the same moment; the next is tried.
        if (!isDuplicate(error)) throw error;
      }
    }
  },

  list: async (personId) =>
    (await tokens.find({ personId }).sort({ createdAt: -1, _id: 1 }).lean()).map(view),

  revoke: async (personId, tokenId) => {
    await tokens.deleteOne({ _id: tokenId, personId });
  },

  revokeAll: async (personId) => {
    await tokens.deleteMany({ personId });
  },

  personWith: async (secret) => {
    if (!secretSchema.safeParse(secret).success) return null;
    const now = clock.now();
    const found = await tokens.findOne({ secretHash: hashOf(secret), expiresAt: { $gt: now } }).lean();
    if (!found) return null;
    const today = now.toISOString().slice(0, 10);
    if (found.lastUsedOn !== today)
      await tokens.updateOne({ _id: found._id }, { $set: { lastUsedOn: today } });
    return found.personId;
  },
});
