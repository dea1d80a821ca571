// Shows, notes on slides, and what stands beside questions, as they are stored.
import type { Connection, Model } from 'mongoose';
import type { Id } from '#shared/kernel/primitives.ts';
import type { Show } from '#shared/presenting/show.ts';
import { needed, openCollection } from '#server/kernel/db/collection.ts';

/** One per talk; the state changes as a whole, by its revision. */
export interface ShowRecord {
  /** The paper's id, as of the talk. */
  _id: Id;
  courseId: Id;
  meetingId: Id;
  documentId: Id;
  revision: number;
  show: Show;
  holderName: string | null;
  /** When the slides were put up last; of two shows of a meeting the later one is on. */
  putUpAt: Date;
}

export interface NoteRecord {
  /** `<paper> <slide>`. */
  _id: string;
  paperId: Id;
  slide: number;
  text: string;
  revision: number;
}

export interface QuestionMarkRecord {
  /** The thread's id. */
  _id: Id;
  paperId: Id;
  isGeneral: boolean;
  hidden: { reason: string; by: Id; at: Date } | null;
}

export interface PresentingStore {
  readonly shows: Model<ShowRecord>;
  readonly notes: Model<NoteRecord>;
  readonly questionMarks: Model<QuestionMarkRecord>;
}

/** Opens the collections `shows`, `slideNotes` and `questionMarks`. */
export const openPresentingStore = (db: Connection): PresentingStore => ({
  shows: openCollection<ShowRecord>(
    db,
    'shows',
    {
      courseId: needed(String),
      meetingId: needed(String),
      documentId: needed(String),
      revision: needed(Number),
      show: needed(Object),
      holderName: { type: String, default: null },
      putUpAt: needed(Date),
    },
    [{ keys: { meetingId: 1 } }],
  ),
  notes: openCollection<NoteRecord>(
    db,
    'slideNotes',
    {
      paperId: needed(String),
      slide: needed(Number),
      text: { type: String, default: '' },
      revision: needed(Number),
    },
    [{ keys: { paperId: 1, slide: 1 } }],
  ),
  questionMarks: openCollection<QuestionMarkRecord>(
    db,
    'questionMarks',
    {
      paperId: needed(String),
      isGeneral: needed(Boolean),
      hidden: { type: Object, default: null },
    },
    [{ keys: { paperId: 1 } }],
  ),
});
