// Threads on documents: a passage or an area with a discussion attached to it, and what happens to it live.
import { z } from 'zod';
import { liveEvent, route } from '#shared/kernel/contract.ts';
import { idSchema, instantSchema, lineSchema, someTextSchema } from '#shared/kernel/primitives.ts';
import { anchorSchema } from './anchor-schema.ts';
import { kindSchema } from './kinds.ts';
import { packedThreadsSchema } from './pack.ts';
import { readingQuestionSchema, threadSchema } from './views.ts';
import { visibilitySchema } from './visibility.ts';

export const annotationLimits = {
  /** Characters of one thread's or reply's text. */
  text: 20_000,
  repliesPerThread: 500,
  /** Characters of a thread with all its replies: what is sent to every reader at each change stays bounded. */
  threadCharacters: 200_000,
  threadsPerPersonAndDocument: 2_000,
  postsPerMinute: 60,
  reportsPerThread: 100,
};

const textSchema = someTextSchema(annotationLimits.text);
const ofDocument = z.object({ documentId: idSchema });
const ofThread = z.object({ threadId: idSchema });
const ofReply = z.object({ threadId: idSchema, replyId: idSchema });
/** A post is a thread's own text (then `postId` is the thread's) or a reply. */
const ofPost = z.object({ threadId: idSchema, postId: idSchema });

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

/** Whether classmates see a pseudonym; only where the course leaves the choice. */
const anonymousSchema = z.boolean().default(false);

/** How much is said about one document; `mine` counts the asker's own threads. */
const threadCountSchema = z.object({
  documentId: idSchema,
  threads: z.int(),
  openQuestions: z.int(),
  mine: z.int(),
});
export type ThreadCount = z.infer<typeof threadCountSchema>;

/**
 * What one person sees of a document's threads. `isWhole`: all of it, in the order of the places; otherwise only what changed after
 * `since`, with `gone` for what is not to be seen any more. `myUpvotes` (of posts) and `myFollows` are about the threads given.
 */
const listingSchema = z.object({
  isWhole: z.boolean(),
  packed: packedThreadsSchema,
  /** Threads, each with the number of its change. */
  gone: z.array(z.tuple([idSchema, z.int()])),
  /** Ask for what comes after it; numbers grow, with gaps that mean nothing. */
  last: z.int(),
  myUpvotes: z.array(idSchema),
  myFollows: z.array(idSchema),
  /** What the asker's anonymous posts have for an author in the eyes of classmates. */
  ownPseudonymId: idSchema,
  /** The asker's reading group for this document. */
  groupId: idSchema.nullable(),
  /** Others' notes are shown to whoever posted so many of their own; null: they are shown. */
  gate: z.object({ needed: z.int(), posted: z.int() }).nullable(),
});

const changed = { returns: threadSchema };

export const annotationsRoutes = {
  listThreads: route({
    method: 'GET',
    path: '/api/documents/:documentId/threads',
    summary: 'The threads of a document that the asker may see, all or those that changed since a number',
    params: ofDocument,
    query: z.strictObject({ since: z.coerce.number().int().min(0).optional() }),
    returns: listingSchema,
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
      .extend({
        id: idSchema,
        anchor: anchorSchema,
        visibility: visibilitySchema.default('class'),
        anonymous: anonymousSchema,
      })
      .refine(questionFits.check, questionFits.wording),
    ...changed,
  }),
  editThread: route({
    method: 'PATCH',
    path: '/api/threads/:threadId',
    summary: 'Change text and kind of one’s own thread, starting from a known revision',
    params: ofThread,
    body: threadText.extend({ revision: z.int() }).refine(questionFits.check, questionFits.wording),
    ...changed,
  }),
  deleteThread: route({
    method: 'DELETE',
    path: '/api/threads/:threadId',
    summary: 'Delete a thread’s text; where there are replies, its place stays',
    params: ofThread,
    returns: z.undefined(),
  }),
  moveThread: route({
    method: 'PUT',
    path: '/api/threads/:threadId/visibility',
    summary: 'Show a thread with its replies to others than before',
    params: ofThread,
    body: z.strictObject({ visibility: visibilitySchema }),
    ...changed,
  }),
  changeAnchor: route({
    method: 'PUT',
    path: '/api/threads/:threadId/anchor',
    summary: 'Attach a thread to another extent of the document’s present file',
    params: ofThread,
    body: z.strictObject({ anchor: anchorSchema }),
    ...changed,
  }),
  reply: route({
    method: 'POST',
    path: '/api/threads/:threadId/replies',
    summary: 'Reply to a thread',
    params: ofThread,
    body: z.strictObject({ id: idSchema, text: textSchema, anonymous: anonymousSchema }),
    ...changed,
  }),
  editReply: route({
    method: 'PATCH',
    path: '/api/threads/:threadId/replies/:replyId',
    summary: 'Change one’s own reply, starting from a known revision',
    params: ofReply,
    body: z.strictObject({ revision: z.int(), text: textSchema }),
    ...changed,
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
    path: '/api/threads/:threadId/posts/:postId/upvote',
    summary: 'Give a post one’s upvote; one person has one',
    params: ofPost,
    ...changed,
  }),
  withdrawUpvote: route({
    method: 'DELETE',
    path: '/api/threads/:threadId/posts/:postId/upvote',
    summary: 'Take one’s upvote back',
    params: ofPost,
    ...changed,
  }),
  endorse: route({
    method: 'PUT',
    path: '/api/threads/:threadId/posts/:postId/endorsement',
    summary: 'Say that the staff stands behind a post',
    params: ofPost,
    ...changed,
  }),
  withdrawEndorsement: route({
    method: 'DELETE',
    path: '/api/threads/:threadId/posts/:postId/endorsement',
    summary: 'Take the staff’s endorsement back',
    params: ofPost,
    ...changed,
  }),
  resolveThread: route({
    method: 'PUT',
    path: '/api/threads/:threadId/resolution',
    summary: 'Mark a thread as resolved',
    params: ofThread,
    ...changed,
  }),
  reopenThread: route({
    method: 'DELETE',
    path: '/api/threads/:threadId/resolution',
    summary: 'Open a resolved thread again',
    params: ofThread,
    ...changed,
  }),
  acceptReply: route({
    method: 'PUT',
    path: '/api/threads/:threadId/answer',
    summary: 'Mark a reply as the answer; one thread has one',
    params: ofThread,
    body: z.strictObject({ replyId: idSchema }),
    ...changed,
  }),
  withdrawAcceptance: route({
    method: 'DELETE',
    path: '/api/threads/:threadId/answer',
    summary: 'Take the mark of the answer back',
    params: ofThread,
    ...changed,
  }),
  followThread: route({
    method: 'PUT',
    path: '/api/threads/:threadId/follow',
    summary: 'Follow a thread: what is said in it is news',
    params: ofThread,
    returns: z.undefined(),
  }),
  unfollowThread: route({
    method: 'DELETE',
    path: '/api/threads/:threadId/follow',
    summary: 'Follow a thread no longer',
    params: ofThread,
    returns: z.undefined(),
  }),
  reportPost: route({
    method: 'POST',
    path: '/api/threads/:threadId/posts/:postId/reports',
    summary: 'Tell the staff that a post should not stand as it is; one person has one report of a post',
    params: ofPost,
    body: z.strictObject({ reason: lineSchema(500) }),
    returns: z.undefined(),
  }),
  dismissReports: route({
    method: 'DELETE',
    path: '/api/threads/:threadId/reports',
    summary: 'Settle all reports about a thread and its replies',
    params: ofThread,
    ...changed,
  }),
  readHistory: route({
    method: 'GET',
    path: '/api/threads/:threadId/posts/:postId/history',
    summary: 'What a post said before its edits, newest first',
    params: ofPost,
    returns: z.array(z.object({ revision: z.int(), text: z.string(), at: instantSchema })),
  }),
};

/**
 * Where facts about a thread are told: `document` (id: the document's) to classmates about what the class sees, `documentStaff` to
 * staff about everything but private threads, with names, `readingGroup` (id: the group's), `person` about what only its author
 * and perhaps the staff see.
 */
export type ThreadRoom = 'document' | 'documentStaff' | 'readingGroup' | 'person';

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
    summary: 'A thread was edited, answered, upvoted, resolved, moved or partly deleted',
    payload: threadSchema,
  }),
  threadRemoved: liveEvent({
    name: 'thread.removed',
    room: 'document',
    summary: 'A thread is gone, or not for the eyes of this room any more',
    /** `change`: the thread's number; what is told of it with a lower one comes too late. */
    payload: z.object({ threadId: idSchema, documentId: idSchema, change: z.int() }),
  }),
  ownMarkChanged: liveEvent({
    name: 'ownMark.changed',
    room: 'person',
    summary: 'One upvoted, followed, or took it back, on whatever device',
    payload: z.object({
      documentId: idSchema,
      /** A post for an upvote, a thread for following. */
      id: idSchema,
      mark: z.enum(['upvote', 'follow']),
      given: z.boolean(),
    }),
  }),
};
