// Where annotations come from in the words of whoever brought them: their canonical IRI and the one they had before.
import type { Connection, Model } from 'mongoose';
import type { Id } from '#shared/kernel/primitives.ts';
import { needed, openCollection } from '#server/kernel/db/collection.ts';

/** `_id`: that of the thread or reply. */
export interface OriginRecord {
  _id: Id;
  documentId: Id;
  canonical: string | null;
  via: string[];
}

export const openOriginsStore = (db: Connection): Model<OriginRecord> =>
  openCollection<OriginRecord>(
    db,
    'annotationOrigins',
    {
      documentId: needed(String),
      canonical: { type: String, default: null },
      via: needed([String]),
    },
    [{ keys: { documentId: 1 } }],
  );
