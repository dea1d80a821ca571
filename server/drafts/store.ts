// Drafts as they are stored: one document per person and place, which outlives its text for a while as a tombstone.
import { createHash } from 'node:crypto';
import type { Connection, Model } from 'mongoose';
import type { Id } from '#shared/kernel/primitives.ts';
import { needed, openCollection } from '#server/kernel/db/collection.ts';

export interface DraftRecord {
  /** The person and a hash of the place. */
  _id: string;
  personId: Id;
  place: string;
  /** JSON; null once it is discarded. */
  value: string | null;
  revision: number;
  updatedAt: Date;
  /** When the record is swept. */
  until: Date;
}

/** The one id of a person's draft at a place. */
export const draftId = (personId: Id, place: string): string =>
  `${personId}-${createHash('sha256').update(place).digest('base64url')}`;

/** Opens the collection `drafts`. */
export const openDraftsStore = (db: Connection): Model<DraftRecord> =>
  openCollection<DraftRecord>(
    db,
    'drafts',
    {
      personId: needed(String),
      place: needed(String),
      value: { type: String, default: null },
      revision: needed(Number),
      updatedAt: needed(Date),
      until: needed(Date),
    },
    [{ keys: { personId: 1, place: 1 } }, { keys: { until: 1 } }],
  );
