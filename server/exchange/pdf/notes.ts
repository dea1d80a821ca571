// The notes of a PDF as they are written into it and read out of it, in the words of ISO 32000.
import { z } from 'zod';

/** `[x1, y1, x2, y2]` in PDF user space. */
const rectSchema = z.tuple([z.number(), z.number(), z.number(), z.number()]);

const saidSchema = {
  /** `/NM`: unique on its page; ours begin with the post's id. */
  name: z.string(),
  author: z.string(),
  contents: z.string(),
  /** ISO 8601. */
  createdAt: z.string(),
  changedAt: z.string(),
};

/** A highlight over words, a square around an area, or a note that stands by itself as an icon, with what is said about it. */
const noteSchema = z.object({
  ...saidSchema,
  /** From 0. */
  page: z.int(),
  shape: z.enum(['highlight', 'square', 'note']),
  rects: z.array(rectSchema).min(1),
  subject: z.string(),
  /** `[red, green, blue]` from 0 to 1. */
  color: z.tuple([z.number(), z.number(), z.number()]),
  replies: z.array(z.object(saidSchema)),
});
export type PdfNote = z.infer<typeof noteSchema>;
export type PdfReply = PdfNote['replies'][number];
export const pdfNotesSchema = z.array(noteSchema);

/** A note that was found in a PDF. `words` are those under its quadrilaterals, as the file's text has them; empty for areas. */
export const foundNoteSchema = z.object({
  name: z.string(),
  kind: z.enum(['highlight', 'area', 'note']),
  page: z.int(),
  rects: z.array(rectSchema),
  words: z.string(),
  author: z.string(),
  subject: z.string(),
  contents: z.string(),
  /** As the file has it, or null where it has none that can be read. */
  changedAt: z.string().nullable(),
  replies: z.array(z.object({ author: z.string(), contents: z.string() })),
});
export type FoundNote = z.infer<typeof foundNoteSchema>;
