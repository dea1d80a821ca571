// People and secret links as they are stored.
import type { Connection, Model } from 'mongoose';
import type { Id } from '#shared/kernel/primitives.ts';
import { needed, openCollection } from '#server/kernel/db/collection.ts';

/** A person. Without `passwordHash` the account waits to be claimed through its link. */
export interface PersonRecord {
  _id: Id;
  email: string;
  name: string;
  passwordHash: string | null;
  isAdmin: boolean;
  isDisabled: boolean;
  timeZone: string | null;
  createdAt: Date;
  /** Addresses of accounts that were joined to this one: they lead here still. */
  formerEmails?: string[];
}

/** A secret link; only the SHA-256 of its token is kept. `personId` null: for whoever becomes the first administrator. */
export interface LinkRecord {
  _id: string;
  purpose: 'claim' | 'sign_in' | 'administrator' | 'merge';
  personId: Id | null;
  createdAt: Date;
  expiresAt: Date;
  usedAt: Date | null;
}

export interface AccountsStore {
  readonly people: Model<PersonRecord>;
  readonly links: Model<LinkRecord>;
}

/** Opens the collections `people` and `links`. */
export const openAccountsStore = (db: Connection): AccountsStore => ({
  people: openCollection<PersonRecord>(
    db,
    'people',
    {
      email: needed(String),
      name: needed(String),
      passwordHash: { type: String, default: null },
      isAdmin: needed(Boolean),
      isDisabled: needed(Boolean),
      timeZone: { type: String, default: null },
      createdAt: needed(Date),
      formerEmails: { type: [String], default: undefined },
    },
    [
      { keys: { email: 1 }, options: { unique: true } },
      { keys: { formerEmails: 1 }, options: { unique: true, sparse: true } },
      { keys: { isAdmin: 1 } },
    ],
  ),
  links: openCollection<LinkRecord>(
    db,
    'links',
    {
      purpose: needed(String),
      personId: { type: String, default: null },
      createdAt: needed(Date),
      expiresAt: needed(Date),
      usedAt: { type: Date, default: null },
    },
    [{ keys: { personId: 1, purpose: 1 } }],
  ),
});
