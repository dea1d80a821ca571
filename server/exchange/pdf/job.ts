// What the exchange and its child process say to each other.
import { z } from 'zod';
import { foundNoteSchema } from './notes.ts';

const file = { path: z.string(), maxPages: z.int() };

export const pdfJobSchema = z.discriminatedUnion('kind', [
  /** Writes the notes in the JSON file `notes` into the PDF `path`; the result goes to `out`. */
  z.object({ kind: z.literal('write'), ...file, notes: z.string(), out: z.string() }),
  /** Reads at most `maxNotes` notes. */
  z.object({ kind: z.literal('read'), ...file, maxNotes: z.int() }),
]);
export type PdfJob = z.infer<typeof pdfJobSchema>;

const failure = z.object({
  ok: z.literal(false),
  reason: z.enum([
    ...(['not_a_pdf', 'no_pages', 'too_many_pages', 'encrypted', 'corrupt'] as const),
    ...(['too_slow', 'too_big_in_memory'] as const),
  ]),
});
export type PdfFailure = z.infer<typeof failure>;

/** `isWhole`: the file had to be written anew, its bytes are not those of the original with an update behind them. */
export const writtenSchema = z.union([z.object({ ok: z.literal(true), isWhole: z.boolean() }), failure]);
export type Written = z.infer<typeof writtenSchema>;

/** `left`: how many further notes there are that were not read. */
export const readSchema = z.union([
  z.object({ ok: z.literal(true), notes: z.array(foundNoteSchema), left: z.int() }),
  failure,
]);
export type Read = z.infer<typeof readSchema>;
