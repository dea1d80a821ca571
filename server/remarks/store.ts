// Remarks as they are stored: one record per thread with its replies inside, reactions by place, and when an author looked last.
import { createHash } from 'node:crypto';
import type { Connection, Model } from 'mongoose';
import { condense } from '#shared/annotations/page-text.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import type { Audience } from '#shared/remarks/contract.ts';
import type { Passage, Place } from '#shared/remarks/place.ts';
import type { Reaction } from '#shared/remarks/reactions.ts';
import { needed, openCollection } from '#server/kernel/db/collection.ts';

/** A remark's own text or a reply, with what decides for good how its writer is shown: see `isNamedFor`. */
export interface PostRecord {
  _id: Id;
  authorId: Id;
  asStaff: boolean;
  wasNamed: boolean;
  text: string;
  postedAt: Date;
  editedAt: Date | null;
  /** The text stays for the time in which it can be brought back, and is swept afterwards. */
  deletedAt: Date | null;
  deletedBy: Id | null;
  revision: number;
}

interface OnReview {
  reviewId: Id;
  meetingId: Id;
  courseId: Id;
  /** The part was for the staff and the author only when this was written. */
  isPartForStaff: boolean;
}

export interface RemarkRecord extends PostRecord, OnReview {
  reviewAuthorId: Id;
  part: string;
  passage: Passage | null;
  /** The version of the review that it was written about. */
  version: number;
  audience: Audience;
  isHeld: boolean;
  /** It was held back once, so that marks that are taken back take it along. */
  goesWithMarks: boolean;
  /** Since when those see it whom it is for: when it was posted, or handed over. */
  shownAt: Date;
  replies: PostRecord[];
}

export interface ReactedRecord extends OnReview {
  /** See {@link reactedKey}. */
  _id: string;
  place: Place | null;
  people: Partial<Record<Reaction, Id[]>>;
}

/** When the author of a review looked at its remarks last; its id is the review's. */
interface VisitRecord {
  _id: Id;
  seenAt: Date;
}

export interface RemarksStore {
  readonly remarks: Model<RemarkRecord>;
  readonly reacted: Model<ReactedRecord>;
  readonly visits: Model<VisitRecord>;
}

/**
 * The same for the same sentence in every version of a review: by its words and what stands around it, not by where it stands.
 */
export const reactedKey = (reviewId: Id, place: Place | null): string => {
  const { exact, prefix, suffix } = place?.passage?.quote ?? { exact: '', prefix: '', suffix: '' };
  const words = [prefix, exact, suffix].map((text) => condense(text).condensed);
  const named = JSON.stringify([reviewId, place?.part ?? null, ...words]);
  return createHash('sha256').update(named).digest('hex').slice(0, 32);
};

const orNull = <T>(type: T) => ({ type, default: null });
const onReview = {
  reviewId: needed(String),
  meetingId: needed(String),
  courseId: needed(String),
  isPartForStaff: needed(Boolean),
};

/** Opens the domain's collections. */
export const openRemarksStore = (db: Connection): RemarksStore => ({
  remarks: openCollection<RemarkRecord>(
    db,
    'remarks',
    {
      ...onReview,
      reviewAuthorId: needed(String),
      part: needed(String),
      passage: orNull(Object),
      version: needed(Number),
      audience: needed(String),
      isHeld: needed(Boolean),
      goesWithMarks: needed(Boolean),
      shownAt: needed(Date),
      authorId: needed(String),
      asStaff: needed(Boolean),
      wasNamed: needed(Boolean),
      text: { type: String, default: '' },
      postedAt: needed(Date),
      editedAt: orNull(Date),
      deletedAt: orNull(Date),
      deletedBy: orNull(String),
      revision: needed(Number),
      replies: { type: [Object], default: [] },
    },
    [
      { keys: { reviewId: 1, authorId: 1 } },
      { keys: { meetingId: 1 } },
      { keys: { deletedAt: 1 } },
      { keys: { 'replies.deletedAt': 1 } },
    ],
  ),
  reacted: openCollection<ReactedRecord>(
    db,
    'remarkReactions',
    { ...onReview, place: orNull(Object), people: { type: Object, default: {} } },
    [{ keys: { reviewId: 1 } }],
  ),
  visits: openCollection<VisitRecord>(db, 'remarkVisits', { seenAt: needed(Date) }),
});
