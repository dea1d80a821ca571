// Talks as they are stored: at most one per paper, so a talk carries its paper's id.
import type { Connection, Model } from 'mongoose';
import type { Id } from '#shared/kernel/primitives.ts';
import type { Coverage } from '#shared/presentations/coverage.ts';
import type { Publication } from '#shared/presentations/publishing.ts';
import { needed, openCollection } from '#server/kernel/db/collection.ts';
import type { LogLine } from './log.ts';

export interface TalkRecord {
  /** The paper's id. */
  _id: Id;
  courseId: Id;
  meetingId: Id;
  presenterIds: Id[];
  /** The deck's document, made with the talk; there are slides once `slides` is set. */
  deckId: Id;
  slides: { uploadId?: Id; uploadedAt: Date; uploadedBy: Id; late: boolean } | null;
  /** Missing in talks that were stored before it existed. */
  publication?: Publication;
  /** The staff gave this talk more time; null or missing: it is due as its meeting says. */
  extendedUntil?: Date | null;
  log?: LogLine[];
  /** What its presenters say it covers, for one version; missing: nothing yet. */
  coverage?: { parts: Coverage; fileHash: string; by: Id; at: Date } | null;
  revision: number;
}

/** Opens the collection `talks`. */
export const openPresentationsStore = (db: Connection): Model<TalkRecord> =>
  openCollection<TalkRecord>(
    db,
    'talks',
    {
      courseId: needed(String),
      meetingId: needed(String),
      presenterIds: { type: [String], default: [] },
      deckId: needed(String),
      slides: { type: Object, default: null },
      publication: { type: String, default: 'by_course' },
      extendedUntil: { type: Date, default: null },
      log: [Object],
      coverage: { type: Object, default: null },
      revision: needed(Number),
    },
    [{ keys: { courseId: 1 } }, { keys: { meetingId: 1 } }],
  );
