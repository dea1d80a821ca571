// Accounts at a provider as they are stored, each of them one person's.
import type { Connection, Model } from 'mongoose';
import type { Id } from '#shared/kernel/primitives.ts';
import { needed, openCollection } from '#server/kernel/db/collection.ts';

export interface IdentityRecord {
  /** SHA-256 of issuer and subject: one account there is one person here. */
  _id: string;
  issuer: string;
  subject: string;
  personId: Id;
  /** As the provider said it at the time, to be recognised by. */
  email: string;
  linkedAt: Date;
}

/** Opens the collection `identities`. */
export const openIdentitiesStore = (db: Connection): Model<IdentityRecord> =>
  openCollection<IdentityRecord>(
    db,
    'identities',
    {
      issuer: needed(String),
      subject: needed(String),
      personId: needed(String),
      email: { type: String, default: '' },
      linkedAt: needed(Date),
    },
    [{ keys: { personId: 1 } }],
  );
