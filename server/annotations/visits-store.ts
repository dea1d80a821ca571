// What people have read of documents, as it is stored.
import type { Connection, Model } from 'mongoose';
import type { Id } from '#shared/kernel/primitives.ts';
import { needed, openCollection } from '#server/kernel/db/collection.ts';

/** A person's reading of a document, under `<document> <person>`. */
export interface VisitRecord {
  _id: string;
  documentId: Id;
  personId: Id;
  /** The last sign of life, and when the visit before this one ended. */
  seenAt: Date;
  lastVisitAt: Date | null;
  allReadAt: Date | null;
  /** Up to when single threads were read. */
  read: Record<Id, Date>;
}

/** Opens the collection `visits`. */
export const openVisitsStore = (db: Connection): Model<VisitRecord> =>
  openCollection<VisitRecord>(
    db,
    'visits',
    {
      documentId: needed(String),
      personId: needed(String),
      seenAt: needed(Date),
      lastVisitAt: { type: Date, default: null },
      allReadAt: { type: Date, default: null },
      read: { type: Object, default: {} },
    },
    [{ keys: { personId: 1 } }],
  );
