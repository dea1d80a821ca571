// Makes and redeems secret links: 32 random bytes, stored as a hash, used once, soon over.
import { createHash, randomBytes } from 'node:crypto';
import type { Id } from '#shared/kernel/primitives.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import type { Clock } from '#server/kernel/clock.ts';
import type { AccountsStore, LinkRecord } from './store.ts';

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');

const dayMs = 24 * 3600 * 1000;
const startMs = 60_000;
const lifeMs: Record<LinkRecord['purpose'], number> = {
  claim: 14 * dayMs,
  sign_in: dayMs,
  administrator: dayMs,
  merge: 15 * 60_000,
};

/** The refusal for a link that cannot be used (any more). */
export const linkGone = () =>
  refuse(
    'gone',
    'link_gone',
    'This link was used already or is too old. Ask for a new one, or sign in with your password.',
  );

/** Creating a link ends older unused ones of the same person and purpose. */
export const createLinks = ({ links }: AccountsStore, clock: Clock) => ({
  create: async (purpose: LinkRecord['purpose'], personId: Id | null): Promise<string> => {
    const token = randomBytes(32).toString('base64url');
    const now = clock.now();
    // Of processes that start together each says one on its own screen.
    const before = new Date(now.getTime() - startMs);
    await links.deleteMany({
      purpose,
      personId,
      ...(purpose === 'administrator' && { createdAt: { $lt: before } }),
    });
    await links.create({
      _id: hashOf(token),
      purpose,
      personId,
      createdAt: now,
      expiresAt: new Date(now.getTime() + lifeMs[purpose]),
      usedAt: null,
    });
    return token;
  },
  look: async (token: string): Promise<LinkRecord> => {
    const link = await links.findById(hashOf(token)).lean();
    if (!link || link.usedAt || link.expiresAt <= clock.now()) throw linkGone();
    return link;
  },
  /** Marks it used; of two at the same moment one is refused. */
  redeem: async (token: string): Promise<LinkRecord> => {
    const now = clock.now();
    const link = await links
      .findOneAndUpdate(
        { _id: hashOf(token), usedAt: null, expiresAt: { $gt: now } },
        { $set: { usedAt: now } },
      )
      .lean();
    if (!link) throw linkGone();
    return link;
  },
});

export type Links = ReturnType<typeof createLinks>;
