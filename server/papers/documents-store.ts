// Documents, the text of their pages, and the room that their files take, as they are stored.
import type { Connection, Model } from 'mongoose';
import type { DocumentView } from '#shared/papers/contract.ts';
import type { OutlineEntry, TextState } from '#shared/papers/extraction.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { needed, openCollection } from '#server/kernel/db/collection.ts';

/** A file that somebody sent. `fileName` is for people; the bytes lie under `hash`. */
export interface FileRecord {
  hash: string;
  bytes: number;
  fileName: string;
  at: Date;
}

/** A document: the files it had, and what was read out of the newest. */
export interface DocumentRecord {
  _id: Id;
  courseId: Id;
  kind: DocumentView['kind'];
  title: string;
  paperId: Id | null;
  meetingId: Id | null;
  /** Only files that could be read, oldest first; `thumbnailHash` null as long as (or if) there is none. */
  versions: (FileRecord & { thumbnailHash: string | null })[];
  /** The hash of the newest version. */
  currentHash: string | null;
  /** The file that is being read, or that was refused for `problem`; until it is read the former version stays. */
  pending: FileRecord | null;
  problem: string | null;
  /** Text or thumbnail are still to be made: taken up again at the next start. */
  unfinished: boolean;
  pageCount: number;
  pages: DocumentView['pages'];
  outline: OutlineEntry[];
  textState: TextState;
  extractorVersion: string;
}

/** The text of one page of a file, under {@link pageTextKey}: the same bytes have the same text in every document. */
export interface PageTextRecord {
  _id: string;
  /** Of the file. */
  hash: string;
  text: string;
  /** What the text is found by, and how it was made (`indexVersion`); records of earlier days have neither yet. */
  words: string[];
  indexVersion: number;
}

/** Small pictures of a deck's slides, under the hash of its file: the same bytes look the same in every version. */
export interface PageThumbnailsRecord {
  _id: string;
  /** The hash of each picture, as far as they are made; null where a slide could not be drawn. */
  pages: (string | null)[];
  /** Of all of them. They count in no quota; a file's are bounded. */
  bytes: number;
  isFinished: boolean;
}

/** What all files of a course take, so that the quota holds however many uploads come at once. */
interface CourseFilesRecord {
  _id: Id;
  bytes: number;
}

export interface DocumentsStore {
  readonly documents: Model<DocumentRecord>;
  readonly pageTexts: Model<PageTextRecord>;
  readonly pageThumbnails: Model<PageThumbnailsRecord>;
  readonly courseFiles: Model<CourseFilesRecord>;
}

/** `page` counts from 0. */
export const pageTextKey = (hash: string, page: number): string => `${hash}:${String(page)}`;

const idOrNone = { type: String, default: null };

export const openDocumentsStore = (db: Connection): DocumentsStore => ({
  documents: openCollection<DocumentRecord>(
    db,
    'documents',
    {
      courseId: needed(String),
      kind: needed(String),
      title: needed(String),
      paperId: idOrNone,
      meetingId: idOrNone,
      versions: [Object],
      currentHash: { type: String, default: null },
      pending: { type: Object, default: null },
      problem: { type: String, default: null },
      unfinished: needed(Boolean),
      pageCount: needed(Number),
      pages: [Object],
      outline: [Object],
      textState: needed(String),
      extractorVersion: { type: String, default: '' },
    },
    [
      { keys: { courseId: 1 } },
      // For asking whether anybody still needs a file.
      { keys: { 'versions.hash': 1 } },
      { keys: { 'pending.hash': 1 }, options: { sparse: true } },
      { keys: { unfinished: 1 }, options: { partialFilterExpression: { unfinished: true } } },
    ],
  ),
  pageTexts: openCollection<PageTextRecord>(
    db,
    'pageTexts',
    {
      hash: needed(String),
      text: { type: String, default: '' },
      words: { type: [String], default: [] },
      indexVersion: needed(Number),
    },
    [
      { keys: { hash: 1, words: 1 } },
      // For finding those that are to be made anew.
      { keys: { indexVersion: 1 } },
    ],
  ),
  pageThumbnails: openCollection<PageThumbnailsRecord>(
    db,
    'pageThumbnails',
    { pages: [String], bytes: needed(Number), isFinished: needed(Boolean) },
    // For asking whether a file is one of them.
    [{ keys: { pages: 1 } }],
  ),
  courseFiles: openCollection<CourseFilesRecord>(db, 'courseFiles', { bytes: needed(Number) }),
});
