// Threads as they are stored: one record per thread, its replies inside, so that every change is one atomic update.
import type { Connection, Model } from 'mongoose';
import type { Anchor } from '#shared/annotations/anchor.ts';
import type { Kind } from '#shared/annotations/kinds.ts';
import type { Placement } from '#shared/annotations/views.ts';
import type { Visibility } from '#shared/annotations/visibility.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { needed, openCollection } from '#server/kernel/db/collection.ts';

export interface ReplyRecord {
  _id: Id;
  authorId: Id;
  /** Classmates see a pseudonym. */
  anonymous: boolean;
  text: string;
  postedAt: Date;
  editedAt: Date | null;
  deletedAt: Date | null;
  revision: number;
  /** Who upvoted: as a set, so that one person is one vote. */
  upvoters: Id[];
  endorsedBy: Id | null;
}

export interface ReportRecord {
  postId: Id;
  by: Id;
  reason: string;
  at: Date;
}

export interface ThreadRecord extends ReplyRecord {
  documentId: Id;
  anchor: Anchor;
  placement: Placement | null;
  kind: Kind;
  readingQuestion: number | null;
  visibility: Visibility;
  groupId: Id | null;
  /** Kept from the class by the staff, and whom it was for before; only they show it again. */
  held?: { by: Id; from: Visibility } | null;
  /** The audiences it ever had (`class`, `group <id>`, `staff`): whoever saw it once is told when it goes. */
  shownTo: string[];
  resolvedAt: Date | null;
  resolvedBy: Id | null;
  acceptedReplyId: Id | null;
  followers: Id[];
  /** Whom its texts mention now. */
  mentions: Id[];
  /** The pictures its texts show now. */
  images: Id[];
  reports: ReportRecord[];
  /** When the newest of its posts was posted. */
  lastPostAt: Date;
  replies: ReplyRecord[];
  /** Characters of the thread and of its replies together. */
  characters: number;
  change: number;
  /** The document's number of its newest change: whoever knows an older one asks for what came after. */
  seq: number;
}

/** The newest number given out for a document. */
export interface SequenceRecord {
  _id: Id;
  last: number;
}

/** What a post said before an edit, under `<post> <revision>`. */
export interface FormerTextRecord {
  _id: string;
  threadId: Id;
  postId: Id;
  revision: number;
  text: string;
  at: Date;
}

/** The reading groups of one document; made when the first student comes, later ones join the smallest. */
export interface ReadingGroupsRecord {
  _id: Id;
  courseId: Id;
  revision: number;
  groups: { id: Id; people: Id[] }[];
}

export interface AnnotationsStore {
  readonly threads: Model<ThreadRecord>;
  readonly sequences: Model<SequenceRecord>;
  readonly formerTexts: Model<FormerTextRecord>;
  readonly readingGroups: Model<ReadingGroupsRecord>;
}

const orNull = <T>(type: T) => ({ type, default: null });

export const openAnnotationsStore = (db: Connection): AnnotationsStore => ({
  threads: openCollection<ThreadRecord>(
    db,
    'threads',
    {
      documentId: needed(String),
      anchor: needed(Object),
      placement: orNull(Object),
      kind: needed(String),
      readingQuestion: orNull(Number),
      visibility: needed(String),
      groupId: orNull(String),
      shownTo: [String],
      held: orNull(Object),
      authorId: needed(String),
      anonymous: needed(Boolean),
      text: { type: String, default: '' },
      postedAt: needed(Date),
      editedAt: orNull(Date),
      deletedAt: orNull(Date),
      revision: needed(Number),
      upvoters: [String],
      endorsedBy: orNull(String),
      resolvedAt: orNull(Date),
      resolvedBy: orNull(String),
      acceptedReplyId: orNull(String),
      followers: [String],
      mentions: [String],
      images: [String],
      reports: [Object],
      lastPostAt: needed(Date),
      replies: [Object],
      characters: needed(Number),
      change: needed(Number),
      seq: needed(Number),
    },
    [
      { keys: { documentId: 1, 'anchor.sortKey': 1 } },
      { keys: { documentId: 1, authorId: 1 } },
      { keys: { documentId: 1, seq: 1 } },
      { keys: { documentId: 1, postedAt: 1, _id: 1 } },
      { keys: { documentId: 1, 'replies._id': 1 } },
      // For finding those on a former version of the file.
      { keys: { documentId: 1, 'anchor.fileHash': 1 } },
      { keys: { documentId: 1, 'reports.at': 1 } },
      { keys: { followers: 1, lastPostAt: -1 } },
      { keys: { mentions: 1, lastPostAt: -1 } },
      { keys: { images: 1 } },
    ],
  ),
  sequences: openCollection<SequenceRecord>(db, 'threadSequences', { last: needed(Number) }),
  formerTexts: openCollection<FormerTextRecord>(
    db,
    'formerTexts',
    {
      threadId: needed(String),
      postId: needed(String),
      revision: needed(Number),
      text: { type: String, default: '' },
      at: needed(Date),
    },
    [{ keys: { postId: 1, revision: -1 } }],
  ),
  readingGroups: openCollection<ReadingGroupsRecord>(
    db,
    'readingGroups',
    { courseId: needed(String), revision: needed(Number), groups: [Object] },
    [{ keys: { 'groups.id': 1 } }],
  ),
});
