/** What the extractor and its child process say to each other. */
import { z } from 'zod';
import { extraction, extractionFailureReason } from '#shared/papers/extraction.ts';

/** A page and a half-open range of its condensed text. */
const textRange = z.tuple([z.int().nonnegative(), z.int().nonnegative(), z.int().nonnegative()]);
export type TextRange = z.infer<typeof textRange>;

export const extractionJob = z.object({
  kind: z.enum(['text', 'thumbnail', 'rects']),
  /** Absolute path of the PDF. */
  path: z.string(),
  maxPages: z.int().positive(),
  maxCharacters: z.int().positive(),
  /** What rectangles are wanted of. */
  ranges: z.array(textRange),
});
export type ExtractionJob = z.infer<typeof extractionJob>;

const failed = z.object({ ok: z.literal(false), reason: extractionFailureReason });
export type ExtractionFailure = z.infer<typeof failed>;

/** The text, or why the file is refused. */
export const textAnswer = z.union([z.object({ ok: z.literal(true), extraction }), failed]);
export type TextAnswer = z.infer<typeof textAnswer>;

/** The first page as a WebP image, or why there is none. */
export const thumbnailAnswer = z.union([
  z.object({ ok: z.literal(true), image: z.instanceof(Buffer) }),
  failed,
]);
export type ThumbnailAnswer = z.infer<typeof thumbnailAnswer>;

/** For each range its rectangles, one per line of print: PDF user space, two decimals. */
export const rectsAnswer = z.union([
  z.object({
    ok: z.literal(true),
    rects: z.array(z.array(z.tuple([z.number(), z.number(), z.number(), z.number()]))),
  }),
  failed,
]);
export type RectsAnswer = z.infer<typeof rectsAnswer>;
