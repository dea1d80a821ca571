// Tokens of programs as they are stored: of a secret only its hash.
import type { Connection, Model } from 'mongoose';
import type { Id } from '#shared/kernel/primitives.ts';
import { needed, openCollection } from '#server/kernel/db/collection.ts';

/** `slot`: which of a person's places it takes; a unique index on it keeps their number in bounds without counting. */
export interface TokenRecord {
  _id: Id;
  personId: Id;
  slot: number;
  /** SHA-256 of the whole secret, hexadecimal. */
  secretHash: string;
  name: string;
  createdAt: Date;
  /** `2026-11-24`, UTC. */
  lastUsedOn: string | null;
  expiresAt: Date;
}

export const openTokensStore = (db: Connection): Model<TokenRecord> =>
  openCollection<TokenRecord>(
    db,
    'tokens',
    {
      personId: needed(String),
      slot: needed(Number),
      secretHash: needed(String),
      name: needed(String),
      createdAt: needed(Date),
      lastUsedOn: { type: String, default: null },
      expiresAt: needed(Date),
    },
    [
      { keys: { secretHash: 1 }, options: { unique: true } },
      { keys: { personId: 1, slot: 1 }, options: { unique: true } },
    ],
  );
