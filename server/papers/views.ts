// Stored meetings, papers and documents as the members of their course see them.
import type { DocumentView, MeetingView, PageThumbnails, PaperView } from '#shared/papers/contract.ts';
import type { Deadlines } from '#shared/papers/schedule.ts';
import type { DocumentRecord, PageThumbnailsRecord } from './documents-store.ts';
import type { MeetingRecord, PaperRecord } from './store.ts';

/** A document without what lists do not need. */
export type DocumentLine = Omit<DocumentRecord, 'pages' | 'outline'>;

const viewLine = (document: DocumentLine, paper: PaperRecord | null) => {
  const newest = document.versions.at(-1);
  const file = newest ?? document.pending;
  if (!file) throw new Error(`Document ${document._id} has no file`);
  return {
    id: document._id,
    courseId: document.courseId,
    kind: document.kind,
    // A paper's title is corrected in one place only.
    title: paper?.title ?? document.title,
    state: newest
      ? ('ready' as const)
      : document.problem === null
        ? ('reading' as const)
        : ('refused' as const),
    problem: document.problem,
    fileHash: file.hash,
    fileName: file.fileName,
    bytes: file.bytes,
    textState: document.textState,
    hasThumbnail: newest !== undefined && newest.thumbnailHash !== null,
    version: document.versions.length,
    paperId: document.paperId,
    meetingId: document.meetingId,
  };
};

/**
 * A document; `paper` is the one whose PDF it is, null for decks. `ready` with a `problem` means that a new file was
 * refused and the former version stays.
 */
export const viewDocument = (document: DocumentRecord, paper: PaperRecord | null): DocumentView => ({
  ...viewLine(document, paper),
  pages: document.pages,
  outline: document.outline,
});

/** `made` null: not begun. Nothing to show as long as the first file is being read. */
export const viewPageThumbnails = (
  document: DocumentRecord,
  made: PageThumbnailsRecord | null,
): PageThumbnails['pages'] =>
  document.pages.map(({ width, height }, index) => {
    const hash = made?.pages[index];
    const state = hash ? 'made' : hash === null || made?.isFinished ? 'none' : 'waiting';
    return { width, height, state };
  });

export const viewPaper = (paper: PaperRecord, document: DocumentLine | null): PaperView => ({
  id: paper._id,
  courseId: paper.courseId,
  meetingId: paper.meetingId,
  title: paper.title,
  authors: paper.authors,
  venue: paper.venue,
  year: paper.year,
  abstract: paper.abstract,
  link: paper.link,
  document: document && { ...viewLine(document, paper), pageCount: document.pageCount },
  revision: paper.revision,
});

/** `number` is the meeting's place among those of its course, from 1. */
export const viewMeeting = (
  meeting: MeetingRecord,
  number: number,
  deadlines: Deadlines,
  papers: PaperView[],
): MeetingView => ({
  id: meeting._id,
  courseId: meeting.courseId,
  number,
  topic: meeting.topic,
  place: meeting.place,
  startsAt: meeting.startsAt.toISOString(),
  durationMinutes: meeting.durationMinutes,
  reviewsDueAt: deadlines.reviewsDueAt.toISOString(),
  fixedReviewsDueAt: meeting.fixedReviewsDueAt?.toISOString() ?? null,
  slidesDueAt: deadlines.slidesDueAt.toISOString(),
  papers,
  revision: meeting.revision,
});
