// Threads and replies as their readers see them.
import { z } from 'zod';
import { fileHashSchema, idSchema, instantSchema } from '#shared/kernel/primitives.ts';
import { anchorSchema } from './anchor-schema.ts';
import { kindSchema } from './kinds.ts';
import { visibilitySchema } from './visibility.ts';

/** What a thread's own text and a reply have in common. A deleted text is empty: what remains is the place where it stood. */
const postShape = {
  id: idSchema,
  /** For classmates an anonymous author has a pseudonym, the same for all of their anonymous posts on a document. */
  authorId: idSchema,
  authorName: z.string(),
  authorIsStaff: z.boolean(),
  anonymous: z.boolean(),
  text: z.string(),
  postedAt: instantSchema,
  editedAt: instantSchema.nullable(),
  deletedAt: instantSchema.nullable(),
  /** Counts the edits of the text; an edit says from which one it started. */
  revision: z.int(),
  upvotes: z.int(),
  /** Who of the staff stands behind it. */
  endorsedByName: z.string().nullable(),
};

export const replySchema = z.object(postShape);
export type ReplyView = z.infer<typeof replySchema>;

/** Index of one of the course's reading questions, exactly where the kind is `reading`. */
export const readingQuestionSchema = z.int().min(0).max(9).nullable();

/** Of one thread: the newest are kept. */
export const formerAnchorsAtMost = 8;

/**
 * What became of an anchor when the PDF was replaced. `settled` false: not sure enough, `proposal` is the best guess and its author
 * or the staff decide; the thread keeps its former anchor until then. `original` is where its author put it, `former` where it stood
 * on versions between that one and the anchor's own, oldest first: whoever still reads one of them sees it there.
 */
export const placementSchema = z.object({
  /** The version of the file that was tried. */
  fileHash: fileHashSchema,
  method: z.enum(['exact', 'normalized', 'fuzzy', 'none']),
  confidence: z.number().min(0).max(1),
  settled: z.boolean(),
  proposal: anchorSchema.nullable(),
  original: anchorSchema,
  former: z.array(anchorSchema).max(formerAnchorsAtMost),
});
export type Placement = z.infer<typeof placementSchema>;

/** Somebody finds that a post breaks the rules of the house; for the staff's eyes. */
export const reportSchema = z.object({
  postId: idSchema,
  byName: z.string(),
  reason: z.string(),
  at: instantSchema,
});

/** A thread. What depends on the viewer is worked out from ids and rules; names behind anonymity and reports are the staff's. */
export const threadSchema = z.object({
  ...postShape,
  documentId: idSchema,
  anchor: anchorSchema,
  placement: placementSchema.nullable(),
  kind: kindSchema,
  readingQuestion: readingQuestionSchema,
  visibility: visibilitySchema,
  groupId: idSchema.nullable(),
  resolvedAt: instantSchema.nullable(),
  resolvedByName: z.string().nullable(),
  acceptedReplyId: idSchema.nullable(),
  /** Null for whoever is not staff. */
  reports: z.array(reportSchema).nullable(),
  /** Oldest first. */
  replies: z.array(replySchema),
  /** Counts every change of the thread, upvotes and replies too: of two views the one with more is newer. */
  change: z.int(),
});
export type ThreadView = z.infer<typeof threadSchema>;
