/** What is read out of an uploaded PDF: pages with their text, outline, and proposals for title and authors. */
import { z } from 'zod';

/** One page. `width` and `height` are PDF points after rotation; `rotation` is 0, 90, 180 or 270 degrees. */
export const extractedPage = z.object({
  /** Zero-based. */
  index: z.int().nonnegative(),
  /** The label printed in the viewer ("iv", "103"), or the page's number where the file has no labels. */
  label: z.string(),
  width: z.number().positive(),
  height: z.number().positive(),
  rotation: z.int().min(0).max(270),
  /** The lower left corner of the page's box in PDF user space: not the origin where a page is cropped. */
  left: z.number(),
  bottom: z.number(),
  /** Exactly the characters of the browser's text layer, with "\n" where a line of print ends. */
  text: z.string(),
});
export type ExtractedPage = z.infer<typeof extractedPage>;

/** An entry of the outline; `page` is a zero-based page index, null when the target cannot be resolved. */
export const outlineEntry = z.object({
  title: z.string(),
  page: z.int().nonnegative().nullable(),
  get children() {
    return z.array(outlineEntry);
  },
});
export type OutlineEntry = z.infer<typeof outlineEntry>;

/** `none`: scanned or drawn, nothing to select; `garbled`: characters are there but they are not the words. */
export const textState = z.enum(['good', 'none', 'garbled']);
export type TextState = z.infer<typeof textState>;

export const extraction = z.object({
  pageCount: z.int().positive(),
  pages: z.array(extractedPage),
  outline: z.array(outlineEntry),
  /** From the print of page 1, else from the metadata, else null. People edit it. */
  titleProposal: z.string().nullable(),
  authorsProposal: z.array(z.string()),
  metadataTitle: z.string().nullable(),
  textState,
  /** Stored with every anchor, so that a later change of the text can be told from a change of the file. */
  extractorVersion: z.string(),
});
export type Extraction = z.infer<typeof extraction>;

/** Why a file cannot become a paper. */
export const extractionFailureReason = z.enum([
  'not_a_pdf',
  'encrypted',
  'corrupt',
  'no_pages',
  'too_many_pages',
  'too_slow',
  'too_big_in_memory',
]);
export type ExtractionFailureReason = z.infer<typeof extractionFailureReason>;
