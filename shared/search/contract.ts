// One search over a course, or all of one's courses: papers with their pages, threads, one's own notes, meetings, takeaways.
import { z } from 'zod';
import { kindSchema } from '#shared/annotations/kinds.ts';
import { route } from '#shared/kernel/contract.ts';
import { idSchema, instantSchema, lineSchema } from '#shared/kernel/primitives.ts';

export const searchLimits = {
  /** Characters of a search. */
  query: 200,
  /** Pages in one answer, and of one document among them. */
  pages: 50,
  pagesPerDocument: 5,
  /** Threads in one answer, and as many notes. */
  threads: 50,
  meetings: 20,
  takeaways: 20,
  /** Searches of one person: a word typed slowly is one per letter. */
  perMinute: 120,
};

/** Plain text, never markup, and which parts of it were looked for: half-open ranges in UTF-16 units, in order. */
export const snippetSchema = z.object({
  text: z.string(),
  marks: z.array(z.object({ start: z.int(), end: z.int() })).readonly(),
});
export type SnippetView = z.infer<typeof snippetSchema>;

/** A page with all words. `page` counts from 1; `position` counts the page's characters that are not white. */
const pageHitSchema = z.object({
  page: z.int(),
  pageLabel: z.string().nullable(),
  snippet: snippetSchema,
  /** The words as they stand there: what a find bar may look for. */
  words: z.string(),
  position: z.int(),
});

/** A paper or a deck, found by its names or by its pages, the best page first; `documentId` null without a PDF. */
const documentHitSchema = z.object({
  courseId: idSchema,
  kind: z.enum(['paper', 'deck']),
  paperId: idSchema.nullable(),
  documentId: idSchema.nullable(),
  /** Where it is discussed. */
  meetingId: idSchema.nullable(),
  title: snippetSchema,
  authors: snippetSchema,
  hits: z.array(pageHitSchema),
  /** There are more such pages than `hits`. */
  hasMorePages: z.boolean(),
});
export type DocumentHitView = z.infer<typeof documentHitSchema>;

/** A thread with all words in one of its posts, `postId`: the best of them. `page` counts from 1. */
const threadHitSchema = z.object({
  courseId: idSchema,
  threadId: idSchema,
  /** The thread's own id, or a reply's. */
  postId: idSchema,
  documentId: idSchema,
  documentTitle: z.string(),
  page: z.int(),
  kind: kindSchema,
  /** Who wrote the post, as the asker sees them in the thread. */
  authorName: z.string(),
  postedAt: instantSchema,
  snippet: snippetSchema,
});
export type ThreadHitView = z.infer<typeof threadHitSchema>;

const meetingHitSchema = z.object({
  courseId: idSchema,
  meetingId: idSchema,
  topic: snippetSchema,
  startsAt: instantSchema,
});
export type MeetingHitView = z.infer<typeof meetingHitSchema>;

/** What a class took away, and in which meeting. */
const takeawayHitSchema = z.object({
  courseId: idSchema,
  takeawayId: idSchema,
  meetingId: idSchema,
  topic: z.string(),
  startsAt: instantSchema,
  snippet: snippetSchema,
});
export type TakeawayHitView = z.infer<typeof takeawayHitSchema>;

/** What is found, best first in every list. `notes` are the asker's own private threads. */
export const foundSchema = z.object({
  /** The courses that were searched. */
  courses: z.array(z.object({ id: idSchema, title: z.string() })),
  papers: z.array(documentHitSchema),
  threads: z.array(threadHitSchema),
  notes: z.array(threadHitSchema),
  meetings: z.array(meetingHitSchema),
  takeaways: z.array(takeawayHitSchema),
  /** There is more than is shown: a further word would narrow it. */
  isMore: z.boolean(),
});
export type Found = z.infer<typeof foundSchema>;

const searchPlaces = ['papers', 'threads', 'notes', 'meetings', 'takeaways'] as const;

/** All words must occur, each whole or as the beginning of a word; "words in quotation marks" exactly so and in a row. */
const searchQuery = z.strictObject({
  q: lineSchema(searchLimits.query),
  /** Only there; everywhere when left out. */
  in: z.enum(searchPlaces).optional(),
});

export const searchRoutes = {
  searchCourse: route({
    method: 'GET',
    path: '/api/courses/:courseId/search',
    summary: 'Search the papers, threads, own notes, meetings and takeaways of a course',
    params: z.object({ courseId: idSchema }),
    query: searchQuery,
    returns: foundSchema,
  }),
  searchAll: route({
    method: 'GET',
    path: '/api/search',
    summary: 'Search the papers, threads, own notes, meetings and takeaways of all of one’s courses',
    query: searchQuery,
    returns: foundSchema,
  }),
};
