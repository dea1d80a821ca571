// Meetings with their papers, and documents: whatever has a PDF that can be read and annotated.
import { z } from 'zod';
import { fileRoute, liveEvent, route, uploadRoute } from '#shared/kernel/contract.ts';
import {
  fileHashSchema,
  idSchema,
  instantSchema,
  lineSchema,
  optionalLineSchema,
  textSchema,
} from '#shared/kernel/primitives.ts';
import { outlineEntry, textState } from './extraction.ts';

const inCourse = z.object({ courseId: idSchema });
const ofMeeting = z.object({ meetingId: idSchema });
const ofPaper = z.object({ paperId: idSchema });
const ofDocument = z.object({ documentId: idSchema });

/** 60 MB: scanned papers are large; slide decks have their own limit. */
export const paperBytesAtMost = 60_000_000;
/** All files of one course together. */
export const courseBytesAtMost = 5_000_000_000;

/**
 * Size in PDF points (1/72 inch) after `rotation` (degrees); `left` and `bottom` are the corner of the page's box in PDF user
 * space; `label` is the printed page number where the PDF has one.
 */
const pageSizeSchema = z.object({
  width: z.number(),
  height: z.number(),
  rotation: z.int(),
  left: z.number(),
  bottom: z.number(),
  label: z.string().nullable(),
});

/**
 * A document as its readers see it. `reading`: text and sizes are being extracted; `refused`: with the reason in `problem`;
 * `ready`. `textState` says whether the PDF has text that can be selected.
 */
export const documentSchema = z.object({
  id: idSchema,
  courseId: idSchema,
  kind: z.enum(['paper', 'deck']),
  title: z.string(),
  state: z.enum(['reading', 'ready', 'refused']),
  problem: z.string().nullable(),
  fileHash: fileHashSchema,
  fileName: z.string(),
  bytes: z.int(),
  pages: z.array(pageSizeSchema),
  outline: z.array(outlineEntry),
  textState,
  hasThumbnail: z.boolean(),
  /** Counts up with every new file; address of thumbnails and caches. */
  version: z.int(),
  /** Where the document belongs: the paper (for a paper) and the meeting it is read in. */
  paperId: idSchema.nullable(),
  meetingId: idSchema.nullable(),
});
export type DocumentView = z.infer<typeof documentSchema>;

const linkSchema = z.union([
  z.literal(''),
  z
    .string()
    .trim()
    .max(500)
    .pipe(z.url({ protocol: /^https?$/, message: 'is not a web address' })),
]);

const paperFieldsSchema = z.strictObject({
  title: lineSchema(300),
  authors: z.array(lineSchema(120)).max(60),
  venue: optionalLineSchema(200),
  year: z.int().min(1600).max(2200).nullable(),
  abstract: textSchema(10_000),
  link: linkSchema,
});

/** A paper of a meeting; `document` null until a PDF was uploaded. */
export const paperSchema = z.object({
  id: idSchema,
  courseId: idSchema,
  meetingId: idSchema,
  title: z.string(),
  authors: z.array(z.string()),
  venue: z.string(),
  year: z.int().nullable(),
  abstract: z.string(),
  link: z.string(),
  document: documentSchema.omit({ outline: true, pages: true }).extend({ pageCount: z.int() }).nullable(),
  revision: z.int(),
});
export type PaperView = z.infer<typeof paperSchema>;

/**
 * A meeting with its papers in order and its deadlines. `number` counts the meetings of the course from 1 by date;
 * `fixedReviewsDueAt` is null where the reviews are due as the course says, relative to the start.
 */
export const meetingSchema = z.object({
  id: idSchema,
  courseId: idSchema,
  number: z.int(),
  topic: z.string(),
  place: z.string(),
  startsAt: instantSchema,
  durationMinutes: z.int(),
  reviewsDueAt: instantSchema,
  fixedReviewsDueAt: instantSchema.nullable(),
  slidesDueAt: instantSchema,
  papers: z.array(paperSchema),
  revision: z.int(),
});
export type MeetingView = z.infer<typeof meetingSchema>;

const meetingFieldsSchema = z.strictObject({
  topic: lineSchema(200),
  place: optionalLineSchema(200),
  startsAt: instantSchema,
  durationMinutes: z.int().min(10).max(600),
  /** When the reviews of this meeting are due, instead of what the course says; null: as the course says. */
  fixedReviewsDueAt: instantSchema.nullable().optional(),
});

/**
 * Small pictures of the slides of a deck's newest file, in order; sizes in PDF points after turning. `waiting`: not made yet;
 * `none`: the slide could not be drawn.
 */
const pageThumbnailsSchema = z.object({
  fileHash: fileHashSchema,
  pages: z.array(
    pageSizeSchema.pick({ width: true, height: true }).extend({ state: z.enum(['made', 'waiting', 'none']) }),
  ),
});
export type PageThumbnails = z.infer<typeof pageThumbnailsSchema>;

export const papersRoutes = {
  listMeetings: route({
    method: 'GET',
    path: '/api/courses/:courseId/meetings',
    summary: 'All meetings of a course by date, with their papers',
    params: inCourse,
    returns: z.array(meetingSchema),
  }),
  createMeeting: route({
    method: 'POST',
    path: '/api/courses/:courseId/meetings',
    summary: 'Create a meeting',
    params: inCourse,
    body: meetingFieldsSchema.extend({ id: idSchema }),
    returns: meetingSchema,
  }),
  readMeeting: route({
    method: 'GET',
    path: '/api/meetings/:meetingId',
    summary: 'One meeting with its papers',
    params: ofMeeting,
    returns: meetingSchema,
  }),
  changeMeeting: route({
    method: 'PATCH',
    path: '/api/meetings/:meetingId',
    summary: 'Change date, topic or place, or the order of the papers, starting from a known revision',
    params: ofMeeting,
    body: meetingFieldsSchema
      .partial()
      .extend({ revision: z.int(), paperOrder: z.array(idSchema).max(10).optional() }),
    returns: meetingSchema,
  }),
  deleteMeeting: route({
    method: 'DELETE',
    path: '/api/meetings/:meetingId',
    summary: 'Delete a meeting that has no papers',
    params: ofMeeting,
    returns: z.undefined(),
  }),
  createPaper: route({
    method: 'POST',
    path: '/api/meetings/:meetingId/papers',
    summary: 'Add a paper by its bibliographic data; its PDF follows',
    params: ofMeeting,
    body: paperFieldsSchema.extend({ id: idSchema }),
    returns: paperSchema,
  }),
  uploadPaper: uploadRoute({
    method: 'POST',
    path: '/api/meetings/:meetingId/papers/upload',
    summary: 'Add a paper by its PDF; title and authors are proposed from the first page',
    params: ofMeeting,
    body: z.strictObject({ id: idSchema }),
    upload: { maxBytes: paperBytesAtMost, accepts: ['a PDF'] },
    returns: paperSchema,
  }),
  replacePaperFile: uploadRoute({
    method: 'PUT',
    path: '/api/papers/:paperId/file',
    summary: 'Give a paper its PDF, or a new version of it',
    params: ofPaper,
    body: z.strictObject({}),
    upload: { maxBytes: paperBytesAtMost, accepts: ['a PDF'] },
    returns: paperSchema,
  }),
  changePaper: route({
    method: 'PATCH',
    path: '/api/papers/:paperId',
    summary: 'Correct title, authors and the like, starting from a known revision',
    params: ofPaper,
    body: paperFieldsSchema.partial().extend({ revision: z.int() }),
    returns: paperSchema,
  }),
  removePaper: route({
    method: 'DELETE',
    path: '/api/papers/:paperId',
    summary: 'Take a paper out of its meeting; its threads stay stored and come back with it',
    params: ofPaper,
    returns: z.undefined(),
  }),
  readDocument: route({
    method: 'GET',
    path: '/api/documents/:documentId',
    summary: 'A document with page sizes and outline',
    params: ofDocument,
    returns: documentSchema,
  }),
  readDocumentFile: fileRoute({
    path: '/api/documents/:documentId/files/:hash',
    summary: 'The PDF itself; ranges and caching by hash',
    params: ofDocument.extend({ hash: fileHashSchema }),
  }),
  readThumbnail: fileRoute({
    path: '/api/documents/:documentId/thumbnails/:version',
    summary: 'The first page as a small picture',
    params: ofDocument.extend({ version: z.coerce.number().int().min(0) }),
  }),
  listPageThumbnails: route({
    method: 'GET',
    path: '/api/documents/:documentId/page-thumbnails',
    summary: 'Which slides of a deck have a small picture by now',
    params: ofDocument,
    returns: pageThumbnailsSchema,
  }),
  readPageThumbnail: fileRoute({
    path: '/api/documents/:documentId/files/:hash/thumbnails/:page',
    summary: 'One slide, counted from 1, as a small picture',
    params: ofDocument.extend({ hash: fileHashSchema, page: z.coerce.number().int().min(1) }),
  }),
};

export const papersEvents = {
  thumbnailsMade: liveEvent({
    name: 'document.thumbnails',
    room: 'course',
    summary: 'More slides of a deck have a small picture; refetch',
    payload: z.object({ documentId: idSchema, meetingId: idSchema.nullable() }),
  }),
  documentRightsChanged: liveEvent({
    name: 'document.rights',
    room: 'course',
    summary: 'Others may read a document than before; ask again',
    payload: z.object({ documentId: idSchema, meetingId: idSchema.nullable() }),
  }),
  meetingsChanged: liveEvent({
    name: 'meetings.changed',
    room: 'course',
    summary: 'A meeting or a paper was added, changed or removed; refetch',
    payload: z.object({ meetingId: idSchema }),
  }),
  documentRead: liveEvent({
    name: 'document.read',
    room: 'course',
    summary: 'A document became ready or was refused; refetch',
    payload: z.object({ documentId: idSchema, meetingId: idSchema.nullable() }),
  }),
};
