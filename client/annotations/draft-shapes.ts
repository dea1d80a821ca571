// The shapes of what is typed about a document, and the places where its drafts are kept; no text is too long for a draft.
import { z } from 'zod';
import { anchorSchema } from '#shared/annotations/anchor-schema.ts';
import { kindSchema } from '#shared/annotations/kinds.ts';
import { visibilitySchema } from '#shared/annotations/visibility.ts';
import { idSchema, type Id } from '#shared/kernel/primitives.ts';

export const threadDraftSchema = z.object({
  /** Made with the draft and the thread's own later, so that a repeated try is recognised. */
  id: idSchema,
  kind: kindSchema,
  readingQuestion: z.int().nullable(),
  text: z.string(),
  anchor: anchorSchema,
  visibility: visibilitySchema.optional(),
  anonymous: z.boolean().optional(),
});
export type ThreadDraft = z.infer<typeof threadDraftSchema>;

export const replyDraftSchema = z.object({
  id: idSchema,
  text: z.string(),
  anonymous: z.boolean().optional(),
});

/** `revision` is that of the text it was made from; 0: not known. */
export const editDraftSchema = z.union([
  z.object({
    text: z.string(),
    revision: z.int(),
    /** Of a thread's own text, where another kind was chosen. */
    choice: z.object({ kind: kindSchema, readingQuestion: z.int().nullable() }).optional(),
  }),
  z
    .string()
    .transform((text): { text: string; revision: number; choice?: undefined } => ({ text, revision: 0 })),
]);

const ofDocument = (documentId: Id): string => `document:${documentId}`;
export const draftPlaces = {
  ofDocument,
  threads: (documentId: Id): string => `${ofDocument(documentId)}:thread`,
  thread: (documentId: Id, id: Id): string => `${ofDocument(documentId)}:thread:${id}`,
  reply: (documentId: Id, threadId: Id): string => `${ofDocument(documentId)}:reply:${threadId}`,
  edit: (documentId: Id, postId: Id): string => `${ofDocument(documentId)}:edit:${postId}`,
};
