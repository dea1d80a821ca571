// Meetings and papers as they are stored; their documents stand in documents-store.ts.
import type { Connection, Model } from 'mongoose';
import type { Id } from '#shared/kernel/primitives.ts';
import { needed, openCollection } from '#server/kernel/db/collection.ts';
import { openDocumentsStore, type DocumentsStore } from './documents-store.ts';

/** A meeting; `paperIds` holds its papers in the order in which they are discussed. */
export interface MeetingRecord {
  _id: Id;
  courseId: Id;
  topic: string;
  place: string;
  startsAt: Date;
  durationMinutes: number;
  paperIds: Id[];
  /** Missing in meetings that were stored before it existed. */
  fixedReviewsDueAt?: Date | null;
  createdBy: Id;
  createdAt: Date;
  revision: number;
}

/** A paper. Its document, once there is a PDF, carries the paper's own id. */
export interface PaperRecord {
  _id: Id;
  courseId: Id;
  meetingId: Id;
  title: string;
  authors: string[];
  venue: string;
  year: number | null;
  abstract: string;
  link: string;
  /** The title is only the file's name as long as the PDF is being read. */
  awaitsTitle: boolean;
  createdBy: Id;
  createdAt: Date;
  removedAt: Date | null;
  revision: number;
}

export interface PapersStore extends DocumentsStore {
  readonly meetings: Model<MeetingRecord>;
  readonly papers: Model<PaperRecord>;
}

/** Opens the domain's collections. */
export const openPapersStore = (db: Connection): PapersStore => ({
  meetings: openCollection<MeetingRecord>(
    db,
    'meetings',
    {
      courseId: needed(String),
      topic: needed(String),
      place: { type: String, default: '' },
      startsAt: needed(Date),
      durationMinutes: needed(Number),
      paperIds: [String],
      fixedReviewsDueAt: { type: Date, default: null },
      createdBy: needed(String),
      createdAt: needed(Date),
      revision: needed(Number),
    },
    [{ keys: { courseId: 1, startsAt: 1 } }],
  ),
  papers: openCollection<PaperRecord>(
    db,
    'papers',
    {
      courseId: needed(String),
      meetingId: needed(String),
      title: needed(String),
      authors: [String],
      venue: { type: String, default: '' },
      year: { type: Number, default: null },
      abstract: { type: String, default: '' },
      link: { type: String, default: '' },
      awaitsTitle: needed(Boolean),
      createdBy: needed(String),
      createdAt: needed(Date),
      removedAt: { type: Date, default: null },
      revision: needed(Number),
    },
    [{ keys: { courseId: 1 } }],
  ),
  ...openDocumentsStore(db),
});
