// Threads as they are stored: one record per thread, its replies inside, so that every change is one atomic update.
import type { Connection, Model } from 'mongoose';
import type { Anchor } from '#shared/annotations/anchor.ts';
import type { Kind } from '#shared/annotations/kinds.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { needed, openCollection } from '#server/kernel/db/collection.ts';

export interface ReplyRecord {
  _id: Id;
  authorId: Id;
  text: string;
  postedAt: Date;
  editedAt: Date | null;
  deletedAt: Date | null;
  revision: number;
}

export interface ThreadRecord extends ReplyRecord {
  documentId: Id;
  anchor: Anchor;
  kind: Kind;
  readingQuestion: number | null;
  /** Who upvoted: as a set, so that one person is one vote. */
  upvoters: Id[];
  resolvedAt: Date | null;
  resolvedBy: Id | null;
  replies: ReplyRecord[];
  /** Characters of the thread and of its replies together. */
  characters: number;
  change: number;
}

/** Opens the collection `threads`. */
export const openAnnotationsStore = (db: Connection): Model<ThreadRecord> =>
  openCollection<ThreadRecord>(
    db,
    'threads',
    {
      documentId: needed(String),
      anchor: needed(Object),
      kind: needed(String),
      readingQuestion: { type: Number, default: null },
      authorId: needed(String),
      text: { type: String, default: '' },
      postedAt: needed(Date),
      editedAt: { type: Date, default: null },
      deletedAt: { type: Date, default: null },
      revision: needed(Number),
      upvoters: [String],
      resolvedAt: { type: Date, default: null },
      resolvedBy: { type: String, default: null },
      replies: [Object],
      characters: needed(Number),
      change: needed(Number),
    },
    [{ keys: { documentId: 1, 'anchor.sortKey': 1 } }, { keys: { documentId: 1, authorId: 1 } }],
  );
