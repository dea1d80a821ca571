// Threads on documents: a passage or an area with a discussion attached to it, and what happens to it live.
import { z } from 'zod';
import { liveEvent, route } from '#shared/kernel/contract.ts';
import { idSchema, instantSchema, someTextSchema } from '#shared/kernel/primitives.ts';
import { anchorSchema } from './anchor.ts';
import { kindSchema } from './kinds.ts';

export const annotationLimits = {
  /** Characters of one thread's or reply's text. */
  text: 20_000,
  repliesPerThread: 500,
  /** Characters of a thread with all its replies: what is sent to every reader at each change stays bounded. */
  threadCharacters: 200_000,
  threadsPerPersonAndDocument: 2_000,
  postsPerMinute: 60,
};

const textSchema = someTextSchema(annotationLimits.text);
const ofDocument = z.object({ documentId: idSchema });
const ofThread = z.object({ threadId: idSchema });
const ofReply = z.object({ threadId: idSchema, replyId: idSchema });

// A deleted text is empty: what remains is the place where it stood.
const writtenShape = {
  id: idSchema,
  authorId: idSchema,
  authorName: z.string(),
  authorIsStaff: z.boolean(),
  text: z.string(),
  postedAt: instantSchema,
  editedAt: instantSchema.nullable(),
  deletedAt: instantSchema.nullable(),
  /** Counts the edits of the text; an edit says from which one it started. */
  revision: z.int(),
};

export const replySchema = z.object(writtenShape);
export type ReplyView = z.infer<typeof replySchema>;

/** Index of one of the course's reading questions, exactly where the kind is `reading`. */
const readingQuestionSchema = z.int().min(0).max(9).nullable();

/** A thread as every reader of its document sees it; what depends on the viewer is worked out from ids and rules. */
export const threadSchema = z.object({
  ...writtenShape,
  documentId: idSchema,
  anchor: anchorSchema,
  kind: kindSchema,
  readingQuestion: readingQuestionSchema,
  upvotes: z.int(),
  resolvedAt: instantSchema.nullable(),
  resolvedByName: z.string().nullable(),
  /** Oldest first. */
  replies: z.array(replySchema),
  /** Counts every change of the thread, upvotes and replies too: of two views the one with more is newer. */
  change: z.int(),
});
export type ThreadView = z.infer<typeof threadSchema>;

const questionFits = {
  check: (thread: { kind: string; readingQuestion: number | null }) =>
    (thread.kind === 'reading') === (thread.readingQuestion !== null),
  wording: { path: ['readingQuestion'], message: 'belongs to annotations of the kind reading' },
};

const threadText = z.strictObject({
  kind: kindSchema,
  readingQuestion: readingQuestionSchema,
  text: textSchema,
});

/** How much is said about one document; `mine` counts the asker's own threads. */
const threadCountSchema = z.object({
  documentId: idSchema,
  threads: z.int(),
  openQuestions: z.int(),
  mine: z.int(),
});
export type ThreadCount = z.infer<typeof threadCountSchema>;

export const annotationsRoutes = {
  listThreads: route({
    method: 'GET',
    path: '/api/documents/:documentId/threads',
    summary: 'All threads of a document in the order of their places, and which of them the asker upvoted',
    params: ofDocument,
    returns: z.object({ threads: z.array(threadSchema), myUpvotes: z.array(idSchema) }),
  }),
  countThreads: route({
    method: 'GET',
    path: '/api/meetings/:meetingId/thread-counts',
    summary: 'How much is said about each paper of a meeting',
    params: z.object({ meetingId: idSchema }),
    returns: z.array(threadCountSchema),
  }),
  postThread: route({
    method: 'POST',
    path: '/api/documents/:documentId/threads',
    summary: 'Attach a thread to a passage or an area of the document’s present file',
    params: ofDocument,
    body: threadText
      .extend({ id: idSchema, anchor: anchorSchema })
      .refine(questionFits.check, questionFits.wording),
    returns: threadSchema,
  }),
  editThread: route({
    method: 'PATCH',
    path: '/api/threads/:threadId',
    summary: 'Change text and kind of one’s own thread, starting from a known revision',
    params: ofThread,
    body: threadText.extend({ revision: z.int() }).refine(questionFits.check, questionFits.wording),
    returns: threadSchema,
  }),
  deleteThread: route({
    method: 'DELETE',
    path: '/api/threads/:threadId',
    summary: 'Delete a thread’s text; where there are replies, its place stays',
    params: ofThread,
    returns: z.undefined(),
  }),
  reply: route({
    method: 'POST',
    path: '/api/threads/:threadId/replies',
    summary: 'Reply to a thread',
    params: ofThread,
    body: z.strictObject({ id: idSchema, text: textSchema }),
    returns: threadSchema,
  }),
  editReply: route({
    method: 'PATCH',
    path: '/api/threads/:threadId/replies/:replyId',
    summary: 'Change one’s own reply, starting from a known revision',
    params: ofReply,
    body: z.strictObject({ revision: z.int(), text: textSchema }),
    returns: threadSchema,
  }),
  deleteReply: route({
    method: 'DELETE',
    path: '/api/threads/:threadId/replies/:replyId',
    summary: 'Delete a reply; where later replies follow, its place stays',
    params: ofReply,
    returns: z.undefined(),
  }),
  upvote: route({
    method: 'PUT',
    path: '/api/threads/:threadId/upvote',
    summary: 'Give a thread one’s upvote; one person has one',
    params: ofThread,
    returns: threadSchema,
  }),
  withdrawUpvote: route({
    method: 'DELETE',
    path: '/api/threads/:threadId/upvote',
    summary: 'Take one’s upvote back',
    params: ofThread,
    returns: threadSchema,
  }),
  resolveThread: route({
    method: 'PUT',
    path: '/api/threads/:threadId/resolution',
    summary: 'Mark a thread as resolved',
    params: ofThread,
    returns: threadSchema,
  }),
  reopenThread: route({
    method: 'DELETE',
    path: '/api/threads/:threadId/resolution',
    summary: 'Open a resolved thread again',
    params: ofThread,
    returns: threadSchema,
  }),
};

export const annotationsEvents = {
  threadPosted: liveEvent({
    name: 'thread.posted',
    room: 'document',
    summary: 'Somebody attached a thread',
    payload: threadSchema,
  }),
  threadChanged: liveEvent({
    name: 'thread.changed',
    room: 'document',
    summary: 'A thread was edited, answered, upvoted, resolved or partly deleted',
    payload: threadSchema,
  }),
  threadRemoved: liveEvent({
    name: 'thread.removed',
    room: 'document',
    summary: 'A thread is gone',
    payload: z.object({ threadId: idSchema }),
  }),
};
