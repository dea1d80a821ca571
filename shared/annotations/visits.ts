// What a person has read of a document's threads, on whatever device, and what is new for them in all of their courses.
import { z } from 'zod';
import { liveEvent, route } from '#shared/kernel/contract.ts';
import { idSchema, instantSchema } from '#shared/kernel/primitives.ts';
import { kindSchema } from './kinds.ts';
import type { ReplyView, ThreadView } from './views.ts';

/**
 * One person's reading of one document. `read` says for threads up to which instant; `allReadAt` the same for all of them.
 * `lastVisitAt`: the end of the visit before this one; null at the first. Half an hour of silence ends a visit.
 */
const readingSchema = z.object({
  lastVisitAt: instantSchema.nullable(),
  allReadAt: instantSchema.nullable(),
  read: z.array(z.tuple([idSchema, instantSchema])),
});
export type ReadingState = z.infer<typeof readingSchema>;

/** A thread that has news for somebody: it mentions them, or they follow it. `fresh` counts posts by others they have not read. */
const newsSchema = z.object({
  threadId: idSchema,
  documentId: idSchema,
  courseId: idSchema,
  documentTitle: z.string(),
  kind: kindSchema,
  why: z.enum(['mentioned', 'followed']),
  /** Of the newest post. */
  authorName: z.string(),
  text: z.string(),
  at: instantSchema,
  fresh: z.int(),
});
export type News = z.infer<typeof newsSchema>;

const ofDocument = z.object({ documentId: idSchema });

export const visitsRoutes = {
  beginVisit: route({
    method: 'POST',
    path: '/api/documents/:documentId/visit',
    summary: 'Begin or continue reading a document, and hear what of its threads is read already',
    params: ofDocument,
    returns: readingSchema,
  }),
  markRead: route({
    method: 'PUT',
    path: '/api/documents/:documentId/read',
    summary: 'Say up to which post threads were read',
    params: ofDocument,
    body: z.strictObject({
      threads: z
        .array(z.tuple([idSchema, instantSchema]))
        .min(1)
        .max(500),
    }),
    returns: z.undefined(),
  }),
  markAllRead: route({
    method: 'PUT',
    path: '/api/documents/:documentId/all-read',
    summary: 'Say up to when everything counts as read; null takes it back',
    params: ofDocument,
    body: z.strictObject({ until: instantSchema.nullable() }),
    returns: readingSchema,
  }),
  listNews: route({
    method: 'GET',
    path: '/api/news',
    summary:
      'Threads with unread posts that mention the asker or that the asker follows, newest first, at most 30',
    returns: z.array(newsSchema),
  }),
};

export const visitsEvents = {
  readingChanged: liveEvent({
    name: 'reading.changed',
    room: 'person',
    summary: 'One read threads on another device; `allReadAt` undefined: as before',
    payload: z.object({
      documentId: idSchema,
      read: z.array(z.tuple([idSchema, instantSchema])),
      allReadAt: instantSchema.nullable().optional(),
    }),
  }),
};

/** The posts of a thread that others wrote after one read it, or wrote in it oneself; `readAt` null: never. */
export const freshPosts = (
  thread: ThreadView,
  isSelf: (authorId: string) => boolean,
  readAt: string | null,
): ReplyView[] => {
  const posts: readonly ReplyView[] = [thread, ...thread.replies];
  const own = posts.findLast(({ authorId }) => isSelf(authorId))?.postedAt ?? '';
  const since = readAt !== null && readAt > own ? readAt : own;
  return posts.filter(
    ({ authorId, deletedAt, postedAt }) => !isSelf(authorId) && deletedAt === null && postedAt > since,
  );
};

/** The later of what is known of one thread and of all. */
export const readUntil = (
  allReadAt: string | null,
  read: ReadonlyMap<string, string>,
  threadId: string,
): string | null => {
  const one = read.get(threadId) ?? null;
  if (one === null || allReadAt === null) return one ?? allReadAt;
  return one > allReadAt ? one : allReadAt;
};
