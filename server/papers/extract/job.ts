/** What the extractor and its child process say to each other. */
import { z } from 'zod';
import { extraction, extractionFailureReason } from '#shared/papers/extraction.ts';

/** A page and a half-open range of its condensed text. */
const textRange = z.tuple([z.int().nonnegative(), z.int().nonnegative(), z.int().nonnegative()]);
export type TextRange = z.infer<typeof textRange>;

/** Pages to be drawn; see `renderPages`. */
const pageRun = z.object({
  from: z.int().nonnegative(),
  atMost: z.int().positive(),
  milliseconds: z.number().positive(),
});

export const extractionJob = z.object({
  kind: z.enum(['text', 'thumbnail', 'pages', 'rects']),
  /** Absolute path of the PDF. */
  path: z.string(),
  maxPages: z.int().positive(),
  maxCharacters: z.int().positive(),
  /** What rectangles are wanted of. */
  ranges: z.array(textRange),
  /** What is drawn, where pages are wanted. */
  run: pageRun.nullable(),
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

/** Some pages from where it was told as WebP images, null for those that cannot be drawn. */
export const pagesAnswer = z.union([
  z.object({ ok: z.literal(true), images: z.array(z.instanceof(Buffer).nullable()).min(1) }),
  failed,
]);
export type PagesAnswer = z.infer<typeof pagesAnswer>;

/** For each range its rectangles, one per line of print: PDF user space, two decimals. */
export const rectsAnswer = z.union([
  z.object({
    ok: z.literal(true),
    rects: z.array(z.array(z.tuple([z.number(), z.number(), z.number(), z.number()]))),
  }),
  failed,
]);
export type RectsAnswer = z.infer<typeof rectsAnswer>;
